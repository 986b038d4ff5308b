/** Search at scale: how long people wait while they type, how fast the index is made, and what it weighs. */
import { Agent } from 'node:http';
import { sql } from '@tenon/expressions';
import type { Database } from '../../../server/src/database/index.ts';
import type { Search } from '../../../server/src/search/index.ts';
import { median } from '../figures.ts';
import { send } from '../load.ts';

export interface QuestionKind {
  readonly name: string;
  readonly texts: readonly string[];
}

/** What people type; each kind is asked in turn, a text at a time. */
export async function questionsOf(db: Database): Promise<readonly QuestionKind[]> {
  const people = await db.query<{ [field: string]: string }>(sql`
    select name, company, phone, email, number from records.customer
    where number = any(${sql.value(numbers(), 'text[]')}) order by number`);
  const latin = people.filter(({ name = '' }) => /^[A-Za-z]+ [A-Za-z]+$/.test(name));
  const chinese = people.filter(({ name = '' }) => /\p{Script=Han}/u.test(name));
  const of = (rows: typeof people, pick: (row: { [field: string]: string }) => string) => rows.map(pick);
  const part = (text = '', from = 0, to = 99) => [...text].slice(from, to).join('');
  return [
    { name: 'a name', texts: of(latin, ({ name = '' }) => name) },
    { name: 'a family name', texts: of(latin, ({ name = '' }) => name.split(' ')[1] ?? '') },
    { name: 'the start of a name, as typed', texts: of(latin, ({ name = '' }) => part(name, 0, 4)) },
    { name: 'one letter', texts: [...'aeiknstz'] },
    {
      name: 'a name with a mistake',
      texts: of(latin, ({ name = '' }) => `${part(name, 0, 2)}${part(name, 3)}`),
    },
    { name: 'a company', texts: of(latin, ({ company = '' }) => company) },
    {
      name: 'a trade (1 in 40 companies)',
      texts: of(latin, ({ company = '' }) => company.split(' ')[1] ?? ''),
    },
    { name: 'a Chinese name', texts: of(chinese, ({ name = '' }) => name) },
    { name: 'one Chinese character', texts: of(chinese, ({ name = '' }) => part(name, 0, 1)) },
    { name: 'two Chinese characters', texts: of(chinese, ({ company = '' }) => part(company, 0, 2)) },
    { name: 'part of a Chinese company', texts: of(chinese, ({ company = '' }) => part(company, 2, 6)) },
    { name: 'what every Chinese company has', texts: ['有限公司', '公司', '有限'] },
    { name: 'a whole phone number', texts: of(people, ({ phone = '' }) => phone) },
    { name: 'the last six digits of a phone number', texts: of(people, ({ phone = '' }) => phone.slice(-6)) },
    {
      name: 'part of a phone number in groups',
      texts: of(people, ({ phone = '' }) => `${phone.slice(3, 6)} ${phone.slice(6, 10)}`),
    },
    { name: 'an e-mail address', texts: of(people, ({ email = '' }) => email) },
    { name: 'a mail host', texts: ['gmail.com', 'qq.com', '@163', 'example'] },
    { name: 'a number', texts: of(people, ({ number = '' }) => number) },
    { name: 'nothing that is there', texts: ['xqzwv', 'qwrtzp kjh', '龘靐', '+99999999'] },
  ];
}

const numbers = () => Array.from({ length: 40 }, (_none, n) => `C${String(1 + n * 977).padStart(8, '0')}`);

export interface Waiting {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  readonly failures: number;
}

/** Milliseconds that one client waits for its answers, one question after the other; each is asked `rounds` times. */
export async function waiting(
  port: number,
  token: string,
  kinds: readonly QuestionKind[],
  path: (text: string) => string,
  rounds: number,
): Promise<readonly Waiting[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { authorization: `Bearer ${token}` };
  const results: Waiting[] = [];
  const all: number[] = [];
  let failed = 0;
  for (const { name, texts } of kinds) {
    const times: number[] = [];
    let failures = 0;
    for (let round = 0; round < rounds; round++) {
      for (const text of texts) {
        const started = performance.now();
        const status = await send(agent, port, { method: 'GET', path: path(text), headers });
        const took = performance.now() - started;
        if (status >= 400) failures += 1;
        // The first round warms the caches and is not counted.
        if (round > 0) times.push(took);
      }
    }
    results.push({ name, p50: median(times), p95: quantile(times, 0.95), failures });
    all.push(...times);
    failed += failures;
  }
  agent.destroy();
  return [...results, { name: 'all', p50: median(all), p95: quantile(all, 0.95), failures: failed }];
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export function waitingTable(results: readonly Waiting[]): string {
  const rows = results.map(
    ({ name, p50, p95, failures }) =>
      `| ${name} | ${p50.toFixed(0)} ms | ${p95.toFixed(0)} ms |${failures > 0 ? ` ${failures} failed` : ''}`,
  );
  return ['| | p50 | p95 |', '|---|---|---|', ...rows].join('\n');
}

export interface IndexFigures {
  readonly seconds: number;
  readonly records: number;
  readonly sizes: { readonly entries: string; readonly grams: string; readonly key: string };
}

/** Makes the index from scratch. */
export async function makeIndex(db: Database, search: Search): Promise<IndexFigures> {
  const started = performance.now();
  await search.catchUp();
  const seconds = (performance.now() - started) / 1_000;
  const [row] = await db.transaction(
    (tx) =>
      tx.query<{ records: string; entries: string; grams: string; key: string }>(sql`
        select (select count(*) from search.entries) as records,
          pg_size_pretty(pg_table_size('search.entries')) as entries,
          pg_size_pretty(pg_relation_size('search.entries_grams')) as grams,
          pg_size_pretty(pg_relation_size('search.entries_pkey')) as key`),
    { statementTimeoutMs: 0 },
  );
  const { records = '0', entries = '', grams = '', key = '' } = row ?? {};
  return { seconds, records: Number(records), sizes: { entries, grams, key } };
}
