import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import pg from 'pg';
import { openDatabase } from '../connection.ts';
import { openEmbedded, stopEmbedded } from './embedded.ts';

const settings = { fsync: 'off' };
const program = join(import.meta.dirname, '../../../../tests/support/embedded-member.ts');

let parent: string;
let dataDir: string;
let made: string;
const members = new Set<ChildProcess>();

beforeAll(async () => {
  made = openFolder();
  const server = await openEmbedded({ dataDir: made, settings });
  await server.release();
});
afterAll(() => rmSync(made, { recursive: true, force: true }));

beforeEach(() => {
  parent = openFolder();
  dataDir = join(parent, 'data');
});

function openFolder(): string {
  const folder = mkdtempSync(join(process.env.TENON_TEST_DATA ?? tmpdir(), 'embedded-'));
  // mkdtemp closes the folder to others, and with it to the user that the server runs as.
  chmodSync(folder, 0o755);
  return folder;
}

/** For what is not about making the database: one that was made before, and stopped. */
function begunBefore(): void {
  execFileSync('cp', ['-a', made, dataDir]);
}

afterEach(async () => {
  for (const member of members) member.kill('SIGKILL');
  members.clear();
  const home = homeFolder();
  await stopEmbedded(dataDir);
  rmSync(parent, { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
});

describe('one process', () => {
  it('makes a database on a fresh folder, keeps its rows, and stops the server when it leaves', async () => {
    const said: string[] = [];
    const first = await openEmbedded({ dataDir, settings, say: (message) => said.push(message) });
    await query(first.url, "create table kept as select 'grüße, 你好' as text");
    await first.release();
    expect(isRunning()).toBe(false);
    expect(said).toEqual(['Making the database …']);

    const second = await openEmbedded({ dataDir, settings });
    expect(await query(second.url, 'select * from kept')).toEqual([{ text: 'grüße, 你好' }]);
    expect(
      await query(second.url, "select datcollate, encoding from pg_database where datname = 'tenon'"),
    ).toEqual([{ datcollate: 'C.UTF-8', encoding: 6 }]);
    await second.release();
    await second.release();
  });

  it('listens on loopback alone and lets nobody in without the password', async () => {
    begunBefore();
    const server = await openEmbedded({ dataDir, settings });
    const wrong = new URL(server.url);
    wrong.password = 'guess';
    await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect(await query(server.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(statSync(join(homeFolder(), 'server.json')).mode & 0o777).toBe(0o600);
    await server.release();
  });

  it('begins again where making the database was interrupted', async () => {
    mkdirSync(join(dataDir, 'postgres/data.new/base'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres/data.new/PG_VERSION'), '18\n');
    const server = await openEmbedded({ dataDir, settings });
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.release();
  });
});

describe('several processes', () => {
  it('share one server, and the last one out stops it', async () => {
    begunBefore();
    const one = await startMember();
    const two = await startMember();
    expect(two.url).toBe(one.url);
    await one.leave();
    expect(await query(two.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await two.leave();
    expect(isRunning()).toBe(false);
  });

  it('may start at once on a fresh folder', async () => {
    const all = await Promise.all([startMember(), startMember(), startMember(), startMember()]);
    expect(new Set(all.map(({ url }) => url)).size).toBe(1);
    await Promise.all(all.map((member) => member.leave()));
    expect(isRunning()).toBe(false);
  });
});

describe('after a kill', () => {
  it('the orphaned server is adopted and stopped by its adopter', async () => {
    begunBefore();
    const member = await startMember();
    await query(member.url, 'create table kept as select 1 as n');
    await member.kill();
    expect(isRunning()).toBe(true);

    const adopter = await openEmbedded({ dataDir, settings });
    expect(adopter.url).toBe(member.url);
    expect(await query(adopter.url, 'select n from kept')).toEqual([{ n: 1 }]);
    await adopter.release();
    expect(isRunning()).toBe(false);
  });

  it('a killed process does not count as still there', async () => {
    begunBefore();
    const killed = await startMember();
    const other = await startMember();
    await killed.kill();
    expect(await query(other.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await other.leave();
    expect(isRunning()).toBe(false);
  });

  it('a server that was killed itself starts again, though its number belongs to another process now', async () => {
    begunBefore();
    const before = await openEmbedded({ dataDir, settings });
    await query(before.url, 'create table kept as select 1 as n');
    await query(before.url, 'checkpoint');
    const pidFile = join(homeFolder(), 'data/postmaster.pid');
    const lines = readFileSync(pidFile, 'utf8').split('\n');
    process.kill(Number(lines[0]), 'SIGKILL');
    await until(() => !isAlive(Number(lines[0])));
    writeFileSync(pidFile, [process.pid, ...lines.slice(1)].join('\n'));

    const after = await openEmbedded({ dataDir, settings });
    expect(await query(after.url, 'select n from kept')).toEqual([{ n: 1 }]);
    await after.release();
    await before.release();
  });
});

describe('under an open database', () => {
  it('a server that is killed comes back at its address', async () => {
    begunBefore();
    const said: string[] = [];
    const db = await openDatabase({ dataDir, say: (message) => said.push(message) });
    await db.query(sql`create table kept as select 1 as n`);
    process.kill(
      Number(readFileSync(join(homeFolder(), 'data/postmaster.pid'), 'utf8').split('\n')[0]),
      'SIGKILL',
    );
    await until(() => said.some((message) => message.includes('ended unexpectedly')));
    let rows: unknown;
    for (let tries = 0; tries < 800 && !rows; tries++) {
      rows = await db.query(sql`select n from kept`).catch(() => sleep(50).then(() => undefined));
    }
    expect(rows).toEqual([{ n: 1 }]);
    await db.close();
    expect(isRunning()).toBe(false);
  }, 90_000);
});

const asRoot = process.getuid?.() === 0 ? describe : describe.skip;
asRoot('as root in a folder that only root may enter', () => {
  it('keeps the data where the server’s user can enter, says so once, and finds it again', async () => {
    chmodSync(parent, 0o700);
    const said: string[] = [];
    const say = (message: string) => said.push(message);
    const first = await openEmbedded({ dataDir, settings, say });
    await query(first.url, 'create table kept as select 1 as n');
    await first.release();
    expect(said[0]).toContain(homeFolder());
    expect(homeFolder().startsWith(parent)).toBe(false);

    said.length = 0;
    const second = await openEmbedded({ dataDir, settings, say });
    expect(await query(second.url, 'select n from kept')).toEqual([{ n: 1 }]);
    expect(said).toEqual([]);
    await second.release();
  });
});

function homeFolder(): string {
  const pointer = join(dataDir, 'postgres-is-elsewhere.txt');
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : join(dataDir, 'postgres');
}

function isRunning(): boolean {
  const pidFile = join(homeFolder(), 'data/postmaster.pid');
  return existsSync(pidFile) && isAlive(Number.parseInt(readFileSync(pidFile, 'utf8'), 10));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(10);
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  // A test may kill the server under this connection's feet.
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function startMember() {
  const child = spawn(process.execPath, [program, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  members.add(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value: url } = await lines.next();
  if (!url) throw new Error('The process ended before it had a server');
  return {
    url,
    async leave() {
      const ended = once(child, 'exit');
      child.stdin.end();
      expect(await lines.next()).toMatchObject({ value: 'left' });
      await ended;
    },
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
