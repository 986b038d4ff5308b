/** Attempts at what must be refused: each answer is judged, and the whole database compared before and after. */
import { afterAll, beforeAll, expect } from '@jest/globals';
import type { RecordBody, ReleaseBody, TaskBody, TaskPage } from '@tenon/model';
import pg from 'pg';
import {
  type Answer,
  type Client,
  dump,
  fixtureApp,
  type Instance,
  leaks,
  placesOf,
  settledDump,
  startInstance,
  writesSoFar,
} from '../support/index.ts';

export const documents = fixtureApp('hardware-sales');
export const absent = '00000000-0000-7000-8000-000000000000';
export const deep = (levels: number, open = '[', close = ']') => open.repeat(levels) + close.repeat(levels);
export const json = { 'content-type': 'application/json' };
export const csv = { 'content-type': 'text/csv' };

let instance: Instance;
export let client: Client;
export let agent: Client;
export let account: RecordBody;
export let deal: RecordBody;
export let task: TaskBody;
export let base: number;
export let revision: number;
let database: pg.Client;
/** Sets up a small company for the tests of a file. */
export function useCompany(): void {
  beforeAll(open, 60_000);
  afterAll(close);
}

async function open(): Promise<void> {
  instance = await startInstance(documents);
  client = (await instance.user('Adam Administrator', ['administrator'])).client;
  const west = (await client.call<RecordBody>('POST', '/records/team', { name: 'West' })).body;
  agent = (await instance.user('Ada Agent', ['sales_agent'], { team: west.id })).client;
  account = (await client.call<RecordBody>('POST', '/records/account', { name: 'Acme', sector: 'retail' }))
    .body;
  await client.call('POST', '/records/account', { name: 'Bluth', parent: account.id });
  const me = (await agent.call<{ user: { id: string } }>('GET', '/session')).body.user.id;
  deal = (
    await client.call<RecordBody>('POST', '/records/opportunity', {
      number: 'D1',
      stage: 'engaging',
      account: account.id,
      owner: me,
    })
  ).body;
  const run = await client.call('POST', '/work/assignment-rules/follow_up_open_deals/run', {});
  expect(run.body).toMatchObject({ assigned: 1 });
  task = (await client.call<TaskPage>('GET', '/work/tasks?scope=all')).body.items[0] as TaskBody;
  base = (await client.call<{ items: ReleaseBody[] }>('GET', '/config/releases')).body.items[0]?.number ?? 0;
  revision = (await client.call<{ revision: number }>('GET', '/config/draft')).body.revision;
  database = new pg.Client({ connectionString: instance.databaseUrl });
  await database.connect();
}

async function close(): Promise<void> {
  await database?.end();
  await instance?.close();
}

export interface Attempt {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: { readonly [name: string]: string };
  /** A place that the refusal names. */
  readonly at?: string;
  readonly by?: () => Client;
}
export type Attempts = { readonly [name: string]: () => Attempt };

export const post = (path: string, body: unknown, at?: string): Attempt => ({
  method: 'POST',
  path,
  body,
  ...(at !== undefined && { at }),
  ...(typeof body === 'string' && { headers: json }),
});
export const create = (body: unknown, at?: string) => post('/records/account', body, at);
export const patch = (body: unknown, at?: string): Attempt => ({
  ...post(`/records/account/${account.id}`, body, at),
  method: 'PATCH',
  headers: { ...json, 'if-match': `"${account.version}"` },
});
export const query = (body: unknown, at?: string) => post('/records/account/query', body, at);
export const aggregate = (body: unknown, at?: string) => post('/records/account/aggregate', body, at);
export const list = (parameters: string, at?: string): Attempt => ({
  method: 'GET',
  path: `/records/account?${parameters}`,
  ...(at !== undefined && { at }),
});
export const bulk = (body: unknown, at?: string) => post('/records/account/bulk', body, at);
export const load = (
  file: string | Uint8Array,
  mapping: unknown = { key: 'name' },
  at?: string,
): Attempt => ({
  method: 'POST',
  path: `/records/account/import?mapping=${encodeURIComponent(typeof mapping === 'string' ? mapping : JSON.stringify(mapping))}`,
  body: file,
  headers: csv,
  ...(at !== undefined && { at }),
});
export const work = (verb: string, body: unknown, at?: string) =>
  post(`/work/tasks/${task.id}/${verb}`, body, at);

/** Says of every attempt what was wrong with its answer; none may be. */
export async function refuseAll(attempts: Attempts): Promise<readonly string[]> {
  const wrong: string[] = [];
  let before = await settledDump(database);
  let writes = await writesSoFar(database);
  for (const [name, make] of Object.entries(attempts)) {
    const { method, path, body, headers, at, by = () => client } = make();
    const answer = await by()
      .call<unknown>(method, path, body, headers)
      .catch((error: Error) => {
        throw new Error(`${name}: no answer`, { cause: error });
      });
    const say = (what: string) => wrong.push(`${name}: ${what} — ${shown(answer)}`);
    const { state } = (answer.body ?? {}) as { state?: string };
    const refusedFile = answer.status === 200 && path.includes('/import?') && state === 'failed';
    const { detail = '' } = (answer.body ?? {}) as { detail?: string };
    const places = [
      ...placesOf(answer),
      ...(/\bline \d+/i.exec(detail)?.map((line) => line.toLowerCase()) ?? []),
    ];
    if (!refusedFile) {
      if (answer.status < 400 || answer.status >= 500) say(`answered ${answer.status}`);
      else if (!(answer.headers.get('content-type') ?? '').startsWith('application/problem+json'))
        say('no problem');
    }
    if (at !== undefined && !places.some((place) => place.startsWith(at))) say(`does not name ${at}`);
    if (leaks(answer).length > 0) say(`tells ${leaks(answer)}`);
    if ((await writesSoFar(database)) === writes) continue;
    const after = await dump(database);
    const changed = Object.keys({ ...before, ...after }).filter((table) => before[table] !== after[table]);
    if (changed.length > 0) say(`changed ${changed}`);
    before = changed.length > 0 ? await settledDump(database) : after;
    writes = await writesSoFar(database);
  }
  return wrong;
}

const shown = ({ status, body }: Answer<unknown>) =>
  `${status} ${(typeof body === 'string' ? body : JSON.stringify(body)).slice(0, 300)}`;

export const own = (text: string) => `{"name":"x","${text}":{"polluted":true}}`;
