import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase, openEmbedded, stopEmbedded } from '@tenon/server/database';
import pg from 'pg';
import { type FileLock, tryLock } from '../../server/src/database/embedded/lock.ts';

/** Set for the workers: the folder of the run's embedded server, which the first test that needs it starts. */
const folderVariable = 'TENON_TEST_DATA';
/** Given from outside: tests run on this server instead. Its user may create databases. */
const externalVariable = 'TEST_DATABASE_URL';

const prefix = 'tenon-test-';
const runLock = 'run.lock';
const held = globalThis as { tenonTestLock?: FileLock };

/** Nothing of a test run must survive a power cut, so it need not wait for the disk. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
};

/** Prepares the server of a test run; it starts when a test first asks for a database. */
export async function startTestPostgres(): Promise<void> {
  if (process.env[externalVariable]) return;
  await removeDeadRuns();
  const folder = mkdtempSync(join(tmpdir(), prefix));
  // mkdtemp closes the folder to others, and with it to the user that the server runs as under root.
  chmodSync(folder, 0o755);
  // Held until this process ends, however it does: a lock that nobody refers to is freed with the garbage, and
  // another run would take ours for dead.
  held.tenonTestLock = tryLock(join(folder, runLock), 'shared');
  process.env[folderVariable] = folder;
}

/** Stops the server of a test run, if any test started it, and removes its folder. */
export async function stopTestPostgres(): Promise<void> {
  const folder = process.env[folderVariable];
  if (folder) await removeRun(folder);
}

async function removeRun(folder: string): Promise<void> {
  await stopEmbedded(folder);
  rmSync(folder, { recursive: true, force: true });
}

/** A run that was killed leaves its server behind. */
async function removeDeadRuns(): Promise<void> {
  for (const folder of globSync(join(tmpdir(), `${prefix}*`))) {
    if (!existsSync(join(folder, runLock))) continue;
    const alone = tryLock(join(folder, runLock), 'exclusive');
    if (!alone) continue;
    alone.release();
    await removeRun(folder);
  }
}

export interface TestDatabase {
  readonly url: string;
  readonly db: Database;
  /** Closes `db` and drops the database. */
  drop(): Promise<void>;
}

export interface TestTemplate {
  /** Names what `build` makes: the same name is built once in a run and copied from then on. */
  readonly name: string;
  build(db: Database): Promise<void>;
}

/** A fresh database of its own: empty, or a copy of what the template builds. */
export async function createTestDatabase(template?: TestTemplate): Promise<TestDatabase> {
  const base = await serverUrl();
  const source = template ? await builtTemplate(base, template) : 'template0';
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdmin(base, (client) => copyDatabase(client, source, name));
  const url = withDatabase(base, name);
  const db = await openDatabase({ url, poolSize: 5, statementTimeoutMs: 60_000 });
  return {
    url,
    db,
    async drop() {
      await db.close();
      await asAdmin(base, (client) => client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
    },
  };
}

let embeddedUrl: Promise<string> | undefined;

function serverUrl(): Promise<string> {
  const external = process.env[externalVariable];
  if (external) return Promise.resolve(external);
  const dataDir = process.env[folderVariable];
  if (!dataDir) throw new Error(`Run tests with npm test or npm run jest; ${folderVariable} is not set`);
  // Never released: the run's teardown stops the server when all tests are over.
  embeddedUrl ??= openEmbedded({ dataDir, settings }).then(({ url }) => url);
  return embeddedUrl;
}

/** Workers that want one template at once wait for the first; the name is taken only when it is whole. */
async function builtTemplate(base: string, { name, build }: TestTemplate): Promise<string> {
  const final = `template_${name.replaceAll(/\W/g, '_')}_${process.env.JEST_RUN_ID ?? 'run'}`;
  await asAdmin(base, async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [final]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [final]);
    if (rowCount) return;
    const building = `building_${randomBytes(8).toString('hex')}`;
    await copyDatabase(client, 'template0', building);
    const db = await openDatabase({
      url: withDatabase(base, building),
      poolSize: 3,
      statementTimeoutMs: 60_000,
    });
    try {
      await build(db);
    } finally {
      await db.close();
    }
    await client.query(`ALTER DATABASE "${building}" RENAME TO "${final}"`);
  });
  return final;
}

async function copyDatabase(client: pg.Client, source: string, name: string): Promise<void> {
  // Two copies of one template at once are refused while the first still reads it.
  await client.query('SELECT pg_advisory_lock(hashtext($1))', [`copy ${source}`]);
  try {
    await client.query(`CREATE DATABASE "${name}" TEMPLATE "${source}"`);
  } finally {
    await client.query('SELECT pg_advisory_unlock(hashtext($1))', [`copy ${source}`]);
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

async function asAdmin<T>(base: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: base });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
