import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CompiledSql, Sql } from '@tenon/expressions';
import pg, { type Pool, type PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { PreparedStatements } from './prepared.ts';
import type { Row, Transaction, TransactionOptions } from './types.ts';

const attempts = 6;
const defaultBatch = 500;

/** SQLSTATE of the conflicts that running again can solve: serialization_failure and deadlock_detected. */
const conflicts: ReadonlySet<unknown> = new Set(['40001', '40P01']);

/** Runs one statement on a connection of the pool. */
export async function runAlone<R>(pool: Pool, prepared: PreparedStatements, statement: Sql): Promise<R[]> {
  try {
    return await once<R>(pool, prepared, statement);
  } catch (error) {
    // The tables changed under a prepared statement, which has been renewed.
    if (isStalePlan(error)) return await once<R>(pool, prepared, statement);
    throw error;
  }
}

async function once<R>(pool: Pool, prepared: PreparedStatements, statement: Sql): Promise<R[]> {
  const client = await pool.connect();
  let retire = false;
  try {
    const { rows } = await client.query(prepared.config(client, statement.compile()));
    return rows as R[];
  } catch (error) {
    if (isStalePlan(error)) prepared.renew(statement.compile());
    retire = isStalePlan(error) || !isDatabaseError(error);
    throw error;
  } finally {
    client.release(retire || prepared.isFull(client));
  }
}

export interface Committed<T> {
  readonly result: T;
  /** Channels that listeners are to be told of now. */
  readonly announced: ReadonlySet<string>;
}

/** Runs `work` in one transaction: committed when it returns, undone when it throws. */
export async function runTransaction<T>(
  pool: Pool,
  prepared: PreparedStatements,
  work: (tx: Transaction) => Promise<T>,
  options: TransactionOptions = {},
): Promise<Committed<T>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptTransaction(pool, prepared, work, options);
    } catch (error) {
      const again = isStalePlan(error) || conflicts.has((error as { code?: unknown }).code);
      if (!options.retry || !again || attempt === attempts) throw error;
      await sleep(Math.random() * 10 * 2 ** attempt);
    }
  }
}

async function attemptTransaction<T>(
  pool: Pool,
  prepared: PreparedStatements,
  work: (tx: Transaction) => Promise<T>,
  options: TransactionOptions,
): Promise<Committed<T>> {
  const client = await pool.connect();
  let retire = false;
  let session: Session | undefined;
  try {
    await client.query(beginText(options));
    session = new Session(client, prepared);
    const result = await work(session);
    await session.end();
    await client.query('COMMIT');
    return { result, announced: session.announced };
  } catch (error) {
    await session?.end().catch(() => {});
    retire = isStalePlan(error);
    await client.query('ROLLBACK').catch(() => {
      retire = true;
    });
    throw error;
  } finally {
    client.release(retire || prepared.isFull(client));
  }
}

function beginText({
  isolation = 'read committed',
  readOnly = false,
  statementTimeoutMs,
}: TransactionOptions): string {
  const begin = `BEGIN ISOLATION LEVEL ${isolation.toUpperCase()} ${readOnly ? 'READ ONLY' : 'READ WRITE'}`;
  if (statementTimeoutMs === undefined) return begin;
  return `${begin}; SET LOCAL statement_timeout = ${Math.max(0, Math.trunc(statementTimeoutMs))}`;
}

/** One open transaction. Statements wait for each other, as the connection runs one at a time. */
class Session implements Transaction {
  readonly announced = new Set<string>();
  readonly #client: PoolClient;
  readonly #prepared: PreparedStatements;
  #last: Promise<unknown> = Promise.resolve();
  #ended = false;
  #names = 0;

  constructor(client: PoolClient, prepared: PreparedStatements) {
    this.#client = client;
    this.#prepared = prepared;
  }

  async query<R = Row>(statement: Sql): Promise<R[]> {
    const compiled = statement.compile();
    try {
      const { rows } = await this.#inTurn(() =>
        this.#client.query(this.#prepared.config(this.#client, compiled)),
      );
      return rows as R[];
    } catch (error) {
      if (isStalePlan(error)) this.#prepared.renew(compiled);
      throw error;
    }
  }

  async *stream<R = Row>(statement: Sql, batch = defaultBatch): AsyncGenerator<R[]> {
    const cursor = `cursor_${++this.#names}`;
    const { text, values } = statement.compile();
    const size = Math.max(1, Math.trunc(batch));
    await this.#inTurn(() =>
      this.#client.query({ text: `DECLARE ${cursor} NO SCROLL CURSOR FOR ${text}`, values: [...values] }),
    );
    let failed = false;
    try {
      for (;;) {
        const { rows } = await this.#inTurn(() => this.#client.query(`FETCH ${size} FROM ${cursor}`));
        if (rows.length > 0) yield rows as R[];
        if (rows.length < size) return;
      }
    } catch (error) {
      failed = true;
      throw error;
    } finally {
      // In a failed transaction there is nothing left to close.
      if (!failed && !this.#ended)
        await this.#inTurn(() => this.#client.query(`CLOSE ${cursor}`)).catch(() => {});
    }
  }

  announce(channel: string): void {
    this.announced.add(channel);
  }

  async savepoint<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const name = `savepoint_${++this.#names}`;
    await this.#inTurn(() => this.#client.query(`SAVEPOINT ${name}`));
    try {
      const result = await work(this);
      await this.#inTurn(() => this.#client.query(`RELEASE SAVEPOINT ${name}`));
      return result;
    } catch (error) {
      await this.#inTurn(() =>
        this.#client.query(`ROLLBACK TO SAVEPOINT ${name}; RELEASE SAVEPOINT ${name}`),
      );
      throw error;
    }
  }

  async copy(statement: Sql, lines: Iterable<string>): Promise<void> {
    const { text } = statement.compile();
    await this.#inTurn(() =>
      pipeline(Readable.from(inPieces(lines), { objectMode: false }), this.#client.query(copyFrom(text))),
    );
  }

  async foreign({ text, values }: CompiledSql): Promise<Row[]> {
    const { rows } = await this.#inTurn(() => this.#client.query(text, [...values]));
    return rows as Row[];
  }

  /** Waits for what was asked and not awaited, and refuses what comes later. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.#last;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#ended)
      return Promise.reject(new Error('The transaction has ended; its handle was used after it'));
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => {});
    return turn;
  }
}

const pieceLength = 64 * 1024;

/** Many lines in one piece, as each piece is a message of its own. */
function* inPieces(lines: Iterable<string>): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** Anything else that a statement throws comes from the connection. */
function isDatabaseError(error: unknown): boolean {
  return error instanceof pg.DatabaseError && !error.code?.startsWith('57P');
}

function isStalePlan(error: unknown): boolean {
  const { code, routine } = error as { code?: unknown; routine?: unknown };
  return code === '0A000' && routine === 'RevalidateCachedQuery';
}
