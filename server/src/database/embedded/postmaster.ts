import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Binaries } from './binaries.ts';
import type { Home } from './home.ts';
import type { OsUser } from './os-user.ts';

/** What must be known to reach a home's server. */
export interface ServerState {
  readonly port: number;
  readonly password: string;
  /** The process namespace it was started in: from another one its process can't be seen. */
  readonly namespace: string;
}

export const superuser = 'tenon';

const startTimeoutMs = 60_000;
const stopTimeoutMs = 30_000;

export function urlOf({ port, password }: ServerState, database: string): string {
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`;
}

/** The written state, with the port that Postgres itself notes while it runs (else the one that it last had). */
export function readState(home: Home): ServerState | undefined {
  if (!existsSync(home.state)) return undefined;
  const written = JSON.parse(readFileSync(home.state, 'utf8')) as ServerState;
  return { ...written, port: Number(pidFile(home)?.[3] ?? written.port) };
}

/**
 * Makes the database cluster: aside and then renamed, so that one that was killed half way is never taken for whole. It need
 * not be on the disk where the server's settings do not wait for that either.
 */
export async function initialize(
  home: Home,
  { initdb }: Binaries,
  user: OsUser | undefined,
  { fsync }: Readonly<Record<string, string>>,
): Promise<void> {
  const aside = join(home.folder, 'data.new');
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  const passwordFile = join(home.folder, 'password.new');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) for (const path of [aside, passwordFile]) chownSync(path, user.uid, user.gid);
  try {
    await run(
      initdb,
      [
        `--pgdata=${aside}`,
        `--username=${superuser}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C.UTF-8',
        '--locale-provider=builtin',
        ...(fsync === 'off' ? ['--no-sync'] : []),
      ],
      user,
      home,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  writeState(home, { port: 0, password, namespace: namespace() });
  renameSync(aside, home.data);
}

/** Starts the server of an initialized home on a free loopback port and waits until it answers. */
export async function start(...args: Parameters<typeof startOnce>): Promise<ServerState> {
  for (let tries = 1; ; tries++) {
    try {
      return await startOnce(...args);
    } catch (error) {
      // Between our look and its start somebody else, or an outgoing connection, took the port.
      if (tries === 5 || !String(error).includes('Address already in use')) throw error;
    }
  }
}

async function startOnce(
  home: Home,
  { postgres }: Binaries,
  user: OsUser | undefined,
  settings: Readonly<Record<string, string>>,
): Promise<ServerState> {
  const known = readState(home);
  if (!known)
    throw new Error(`${home.state} is missing, and with it the password of the database in ${home.data}`);
  dropStalePidFile(home);

  // The last port again where that can be: whoever knew the address of a server that died finds it there.
  const port = (await freePort(known.port)) ?? (await freePort(0)) ?? 0;
  const state = { ...known, port, namespace: namespace() };
  writeState(home, state);
  const all = {
    listen_addresses: '127.0.0.1',
    port: String(state.port),
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '256MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  };
  const log = openSync(home.log, 'a', 0o600);
  const child = spawn(
    postgres,
    ['-D', home.data, ...Object.entries(all).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
    {
      ...user,
      cwd: '/',
      // Its own process group: Ctrl-C in our terminal must reach us, not the database under us.
      detached: true,
      stdio: ['ignore', log, log],
      env: { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C.UTF-8' },
    },
  );
  closeSync(log);
  child.unref();
  let gone: string | undefined;
  child.once('error', (error) => {
    gone = error.message;
  });
  child.once('exit', (code, signal) => {
    gone = `it ended with ${signal ?? `code ${code}`}`;
  });

  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline) {
    if (gone !== undefined) throw new Error(`The embedded Postgres did not start: ${gone}\n${logTail(home)}`);
    if (await answers(home, state)) return state;
    await sleep(40);
  }
  child.kill('SIGINT');
  throw new Error(`The embedded Postgres did not answer within ${startTimeoutMs / 1000} s\n${logTail(home)}`);
}

/** Whether the server that answers at this state's port is the one on this home's data. */
export async function answers(home: Home, state: ServerState): Promise<boolean> {
  if (state.port === 0) return false;
  const client = new pg.Client({
    connectionString: urlOf(state, 'postgres'),
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>(
      "SELECT current_setting('data_directory') AS folder",
    );
    return rows[0]?.folder === home.data;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** The process id of this home's running server. */
export function postmasterPid(home: Home): number | undefined {
  const pid = Number(pidFile(home)?.[0] ?? 0);
  return pid > 0 && isServer(pid, home) ? pid : undefined;
}

/** The lines of postmaster.pid: process id, folder, start time, port … (fewer while the server is just starting). */
function pidFile(home: Home): string[] | undefined {
  const file = join(home.data, 'postmaster.pid');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : undefined;
}

/** Asks the server to end its sessions and stop, and waits for that. */
export async function stop(home: Home): Promise<void> {
  const pid = postmasterPid(home);
  if (pid === undefined) return;
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + stopTimeoutMs;
  while (Date.now() < deadline) {
    if (!existsSync(join(home.data, 'postmaster.pid')) && !isAlive(pid)) return;
    await sleep(20);
  }
  throw new Error(`The embedded Postgres (process ${pid}) did not stop within ${stopTimeoutMs / 1000} s`);
}

/** Names what processes and ports can be seen from here; containers that share a folder differ in it. */
export function namespace(): string {
  try {
    return `${readlinkSync('/proc/self/ns/pid')} ${readlinkSync('/proc/self/ns/net')}`;
  } catch {
    return process.platform;
  }
}

/** After a crash the number may belong to another process by now, and Postgres would refuse to start for it. */
function dropStalePidFile(home: Home): void {
  if (postmasterPid(home) === undefined) rmSync(join(home.data, 'postmaster.pid'), { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isServer(pid: number, home: Home): boolean {
  if (!isAlive(pid)) return false;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(home.data);
  } catch {
    // No /proc: believe the file, as Postgres itself does.
    return process.platform !== 'linux';
  }
}

function writeState(home: Home, state: ServerState): void {
  const aside = `${home.state}.new`;
  writeFileSync(aside, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  chmodSync(aside, 0o600);
  renameSync(aside, home.state);
}

/** The wanted port (0 for any) if nobody has it. */
async function freePort(wanted: number): Promise<number | undefined> {
  const server = createServer();
  const free = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(wanted, '127.0.0.1', () => resolve(true));
  });
  if (!free) return undefined;
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function run(
  program: string,
  args: readonly string[],
  user: OsUser | undefined,
  home: Home,
): Promise<void> {
  const log = openSync(home.log, 'a', 0o600);
  const child = spawn(program, args, {
    ...user,
    cwd: '/',
    stdio: ['ignore', log, log],
    env: { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C' },
  });
  closeSync(log);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) throw new Error(`${program} ended with code ${code}\n${logTail(home)}`);
}

function logTail(home: Home): string {
  return existsSync(home.log) ? readFileSync(home.log, 'utf8').split('\n').slice(-12).join('\n') : '';
}
