/**
 * `npm run bench -- --records 1000000`: what people wait for at scale, on a database of its own. Prints figures; asserts
 * nothing. With `--only scale-lists`, lists and record pages alone; with `--only scale-search`, search alone.
 * Options: --orders N (0), --touchpoints N (0), --rounds N (4), --database URL (in place of the embedded one; the
 * database must be empty).
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTenon } from '../../../server/src/main.ts';
import { scaleDocuments } from './documents.ts';
import { fillScale } from './fill.ts';
import { listWaiting } from './lists.ts';
import { makeIndex, questionsOf, waiting, waitingTable } from './search.ts';

export interface ScaleOptions {
  readonly records: number;
  readonly orders: number;
  readonly touchpoints: number;
  readonly rounds: number;
  readonly database: string | undefined;
  readonly only: string | undefined;
}

export async function benchScale(options: ScaleOptions, say: (text: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tenon-scale-'));
  const where = options.database === undefined ? { dataDir: folder } : { databaseUrl: options.database };
  const tenon = await openTenon(where);
  let server: ChildProcess | undefined;
  try {
    const base = tenon.releases.current().number;
    await tenon.releases.publish({ documents: scaleDocuments, base, note: 'Scale', by: null });
    say('Filling …');
    const sizes = { customers: options.records, orders: options.orders, touchpoints: options.touchpoints };
    const { tokens } = await fillScale(tenon, sizes, say);
    const lists = options.only !== 'scale-search';
    const searched = options.only !== 'scale-lists';
    if (lists) {
      const { port, child } = await start(tenon.db.url);
      server = child;
      say('Lists and record pages …');
      const rounds = options.rounds * 2;
      console.log('Lists and record pages as administrator\n');
      console.log(`${waitingTable(await listWaiting(port, tokens.administrator, tenon.db, rounds))}\n`);
      await end(child);
    }
    if (!searched) return;
    say('Making the search index …');
    const index = await makeIndex(tenon.db, tenon.search);
    console.log(
      `${index.records} records in the index in ${index.seconds.toFixed(0)} s (${(index.records / index.seconds).toFixed(0)} /s): entries ${index.sizes.entries}, numbers ${index.sizes.grams}, key ${index.sizes.key}\n`,
    );
    const started = await start(tenon.db.url);
    server = started.child;
    const kinds = await questionsOf(tenon.db);
    const path = (text: string) => `/api/v1/search?q=${encodeURIComponent(text)}&limit=8`;
    for (const [who, token] of Object.entries(tokens)) {
      say(`Searching as ${who} …`);
      console.log(`Search as ${who}\n`);
      console.log(`${waitingTable(await waiting(started.port, token, kinds, path, options.rounds))}\n`);
    }
    say('Searching in a list …');
    const list = (text: string) =>
      `/api/v1/records/customer?limit=50&search=${encodeURIComponent(text)}&fields=name,company`;
    console.log('Search in the list of customers\n');
    console.log(
      waitingTable(
        await waiting(started.port, tokens.administrator, kinds, list, Math.min(2, options.rounds)),
      ),
    );
  } finally {
    if (server) await end(server);
    await tenon.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function start(url: string): Promise<{ readonly port: number; readonly child: ChildProcess }> {
  const file = join(import.meta.dirname, '..', 'ours.ts');
  const child = fork(file, [url], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve({ port: (message as { port: number }).port, child }));
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
