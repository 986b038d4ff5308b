import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { binariesFor } from './binaries.ts';
import { type Home, homeOf, sharedFolder } from './home.ts';
import { lock, tryLock } from './lock.ts';
import { serverUser } from './os-user.ts';
import {
  answers,
  initialize,
  namespace,
  postmasterPid,
  readState,
  type ServerState,
  start,
  stop,
  urlOf,
} from './postmaster.ts';

export interface EmbeddedOptions {
  /** The data folder; one server per folder, however many processes use it. */
  readonly dataDir: string;
  /** The database, made when missing. Default `tenon`. */
  readonly database?: string;
  /** Postgres settings for a server that this call starts. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told what a person should know, in plain words. */
  readonly say?: (message: string) => void;
}

/** One process's use of an embedded server. */
export interface EmbeddedServer {
  readonly url: string;
  /** Starts the server again if it died, at the same address. */
  revive(): Promise<void>;
  /** Leaves; whoever leaves last stops the server. */
  release(): Promise<void>;
}

const gateTimeoutMs = 120_000;

/**
 * Starts the embedded Postgres of a data folder, or joins the one that runs: another process's, or an orphan whose
 * process was killed. Membership is a file lock, so a killed process leaves it by dying.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { dataDir, database = 'tenon', settings = {}, say = () => {} } = options;
  const home = homeOf(dataDir, say);
  const onWait = () => say('Waiting for another process that starts or stops the database …');
  return throughGate(
    home,
    async () => {
      const state = await runningOrStarted(home, settings, say);
      await ensureDatabase(state, database);
      // Under the gate nobody can be trying for the last one's exclusive hold, so this is free.
      const membership = await lock(home.members, 'shared', { timeoutMs: gateTimeoutMs });
      let released: Promise<void> | undefined;
      let reviving: Promise<void> | undefined;
      return {
        url: urlOf(state, database),
        revive() {
          reviving ??= throughGate(home, async () => {
            if (!released) await revive(home, state, settings, say);
          }).finally(() => {
            reviving = undefined;
          });
          return reviving;
        },
        release() {
          released ??= leave(home, membership.release);
          return released;
        },
      };
    },
    onWait,
  );
}

/** Stops the server of a data folder, whoever still uses it. */
export async function stopEmbedded(dataDir: string): Promise<void> {
  const home = homeOf(dataDir, () => {});
  await throughGate(home, () => stop(home));
}

async function throughGate<T>(home: Home, work: () => Promise<T>, onWait?: () => void): Promise<T> {
  const gate = await lock(home.gate, 'exclusive', { timeoutMs: gateTimeoutMs, onWait });
  try {
    return await work();
  } finally {
    gate.release();
  }
}

async function revive(
  home: Home,
  before: ServerState,
  settings: Readonly<Record<string, string>>,
  say: (message: string) => void,
): Promise<void> {
  if (await answers(home, before)) return;
  say('The database ended unexpectedly; starting it again …');
  const { port } = await startOnceFree(home, settings, say);
  if (port !== before.port) {
    throw new Error('The database runs again, but at another port; start this process again');
  }
}

/** Sessions of a server that was killed take a moment to notice, and hold its memory until then. */
async function startOnceFree(
  ...[home, settings, say]: Parameters<typeof runningOrStarted>
): Promise<ServerState> {
  for (let tries = 1; ; tries++) {
    try {
      return await runningOrStarted(home, settings, say);
    } catch (error) {
      if (tries === 10) throw error;
      await sleep(200);
    }
  }
}

async function leave(home: Home, release: () => void): Promise<void> {
  await throughGate(home, async () => {
    release();
    const last = tryLock(home.members, 'exclusive');
    if (!last) return;
    try {
      await stop(home);
    } finally {
      last.release();
    }
  });
}

async function runningOrStarted(
  home: Home,
  settings: Readonly<Record<string, string>>,
  say: (message: string) => void,
): Promise<ServerState> {
  const known = readState(home);
  if (known && existsSync(home.data)) {
    if (await answers(home, known)) return known;
    assertNotElsewhere(home, known);
    // Alive but not answering: going down, recovering after a crash, or hung.
    if (postmasterPid(home) !== undefined) {
      say('The database is stopping or recovering; waiting for it …');
      if (await settled(home, known)) return known;
    }
  }
  const user = serverUser(home.data);
  const binaries = await binariesFor(user, sharedFolder);
  if (!existsSync(home.data)) {
    say('Making the database …');
    await initialize(home, binaries, user, settings);
  }
  return start(home, binaries, user, settings);
}

/** Two servers on one folder destroy it; processes of another container can't be seen, but their locks can. */
function assertNotElsewhere(home: Home, known: ServerState): void {
  if (known.namespace === namespace()) return;
  const alone = tryLock(home.members, 'exclusive');
  if (!alone) {
    throw new Error(
      `The database in ${home.folder} is in use from another container, where it can't be reached from here`,
    );
  }
  alone.release();
}

/** Waits until a server that is there either answers (true) or is gone (false). */
async function settled(home: Home, known: ServerState): Promise<boolean> {
  for (let tries = 0; tries < 600; tries++) {
    if (await answers(home, known)) return true;
    if (postmasterPid(home) === undefined) return false;
    await sleep(100);
  }
  throw new Error(
    `The embedded Postgres (process ${postmasterPid(home)}) runs but does not answer; see ${home.log}`,
  );
}

async function ensureDatabase(state: ServerState, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(state, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}
