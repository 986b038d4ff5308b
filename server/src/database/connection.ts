import knexFactory, { type Knex } from 'knex';
import pg from 'pg';
import { TenonError } from '../errors.ts';
import { Announcer } from './announcer.ts';
import { type EmbeddedServer, openEmbedded } from './embedded/embedded.ts';
import { Listener } from './listener.ts';
import { PreparedStatements } from './prepared.ts';
import { runAlone, runTransaction } from './session.ts';
import { sessionSettings } from './settings.ts';
import type { Database } from './types.ts';
import { valueTypes } from './value-types.ts';

export interface OpenDatabaseOptions {
  /** An external Postgres (15 or newer). Without it an embedded one is started in `dataDir`. */
  readonly url?: string;
  readonly dataDir?: string;
  /** Most connections at once. Default 10. */
  readonly poolSize?: number;
  /** Longest time for one statement outside of transactions that say otherwise. Default 5,000. */
  readonly statementTimeoutMs?: number;
  /** Shown by Postgres for our sessions. Default `tenon`. */
  readonly applicationName?: string;
  /** Told what a person should know, in plain words. */
  readonly say?: (message: string) => void;
  /** Told of errors on idle connections; those heal by themselves. */
  readonly report?: (error: Error) => void;
}

const oldestVersion = 150_000;
const connectTimeoutMs = 10_000;
const abandonedTransactionMs = 300_000;

/** Opens the database: the given one, or the embedded Postgres of the data folder. */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const { url, dataDir, report = () => {} } = options;
  let server: EmbeddedServer | undefined;
  if (!url) {
    if (!dataDir) throw new TypeError('openDatabase needs a url or a dataDir');
    server = await openEmbedded({ dataDir, say: options.say });
  }
  const connectionString = url ?? server?.url;
  const config: pg.PoolConfig = {
    connectionString,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: connectTimeoutMs,
    application_name: options.applicationName ?? 'tenon',
    statement_timeout: options.statementTimeoutMs ?? 5_000,
    idle_in_transaction_session_timeout: abandonedTransactionMs,
    options: sessionSettings,
    types: valueTypes,
  };
  const pool = new pg.Pool(config);
  // An embedded server that died has nobody else who would start it again.
  const revive = () => void server?.revive().catch(report);
  pool.on('error', (error) => {
    report(error);
    revive();
  });
  // The pool listens to idle connections only; one that is lost while in use must not end the process.
  pool.on('connect', (client) => {
    client.on('error', report);
  });
  pool.on('release', (lost) => {
    if (lost) revive();
  });
  try {
    await assertUsable(pool);
  } catch (error) {
    await pool.end();
    await server?.release();
    throw error;
  }
  return databaseOver(
    pool,
    new Listener(config, report),
    new Announcer(pool, report),
    apartFrom(config, report),
    connectionString ?? '',
    server,
  );
}

/** Connects when it is first asked, and lets go when it is not asked for a while. */
function apartFrom(config: pg.PoolConfig, report: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({ ...config, max: 1 });
  pool.on('error', report);
  pool.on('connect', (client) => {
    client.on('error', report);
  });
  return pool;
}

function databaseOver(
  pool: pg.Pool,
  listener: Listener,
  announcer: Announcer,
  apart: pg.Pool,
  url: string,
  server: EmbeddedServer | undefined,
): Database {
  const prepared = new PreparedStatements();
  let builder: Knex | undefined;
  let closed: Promise<void> | undefined;

  const database: Database = {
    url,
    query: (statement) => runAlone(pool, prepared, statement),
    apart: (statement) => runAlone(apart, prepared, statement),
    announce: (channel) => announcer.announce(channel),
    async transaction(work, options) {
      const { result, announced } = await runTransaction(pool, prepared, work, options);
      for (const channel of announced) announcer.announce(channel);
      return result;
    },
    stream: (statement, batch) => streamAlone(database, statement, batch),
    listen: (channel, handler) => listener.listen(channel, handler),
    knex() {
      builder ??= knexFactory({ client: 'pg', connectionPool: pool });
      return builder;
    },
    close() {
      closed ??= (async () => {
        await announcer.close();
        await listener.close();
        await builder?.destroy();
        await apart.end();
        await pool.end();
        await server?.release();
      })();
      return closed;
    },
  };
  return database;
}

/**
 * A stream outlives any callback, so its transaction is held open by a promise that settles when the reader is done.
 */
async function* streamAlone<R>(
  database: Database,
  ...[statement, batch]: Parameters<Database['stream']>
): AsyncGenerator<R[]> {
  const opened = Promise.withResolvers<AsyncIterable<R[]>>();
  const done = Promise.withResolvers<void>();
  const transaction = database.transaction(
    async (tx) => {
      opened.resolve(tx.stream<R>(statement, batch));
      await done.promise;
    },
    { isolation: 'repeatable read', readOnly: true },
  );
  transaction.catch(opened.reject);
  try {
    yield* await opened.promise;
  } finally {
    done.resolve();
    await transaction.catch(() => {});
  }
}

async function assertUsable(pool: pg.Pool): Promise<void> {
  let version: number;
  try {
    const { rows } = await pool.query<{ version: string }>(
      "SELECT current_setting('server_version_num') AS version",
    );
    version = Number(rows[0]?.version);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TenonError('database-unavailable', `The database does not answer: ${reason}`, { cause });
  }
  if (version < oldestVersion) {
    const found = Math.trunc(version / 10_000);
    throw new TenonError(
      'database-unavailable',
      `Postgres ${oldestVersion / 10_000} or newer is needed; this is ${found}`,
    );
  }
}
