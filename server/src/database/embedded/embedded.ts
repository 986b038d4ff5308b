import { existsSync } from 'node:fs';
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
  const gate = await lock(home.gate, 'exclusive', {
    timeoutMs: gateTimeoutMs,
    onWait: () => say('Waiting for another process that starts or stops the database …'),
  });
  try {
    const state = await runningOrStarted(home, settings, say);
    await ensureDatabase(state, database);
    // Under the gate nobody can be trying for the last one's exclusive hold, so this is free.
    const membership = await lock(home.members, 'shared', { timeoutMs: gateTimeoutMs });
    let released: Promise<void> | undefined;
    return {
      url: urlOf(state, database),
      release() {
        released ??= leave(home, membership.release);
        return released;
      },
    };
  } finally {
    gate.release();
  }
}

/** Stops the server of a data folder, whoever still uses it. */
export async function stopEmbedded(dataDir: string): Promise<void> {
  const home = homeOf(dataDir, () => {});
  const gate = await lock(home.gate, 'exclusive', { timeoutMs: gateTimeoutMs });
  try {
    await stop(home);
  } finally {
    gate.release();
  }
}

async function leave(home: Home, release: () => void): Promise<void> {
  const gate = await lock(home.gate, 'exclusive', { timeoutMs: gateTimeoutMs });
  try {
    release();
    const last = tryLock(home.members, 'exclusive');
    if (!last) return;
    try {
      await stop(home);
    } finally {
      last.release();
    }
  } finally {
    gate.release();
  }
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
    await initialize(home, binaries, user);
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
    await new Promise((resolve) => setTimeout(resolve, 100));
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
