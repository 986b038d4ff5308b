/** Lists and pages of records at scale: how long people wait for them, one after the other. */
import { Agent } from 'node:http';
import { type Sql, sql } from '@tenon/expressions';
import type { Database } from '../../../server/src/database/index.ts';
import { median } from '../figures.ts';
import { send } from '../load.ts';
import { quantile, type Waiting } from './search.ts';

interface ListCase {
  readonly name: string;
  readonly entity: string;
  readonly query: { readonly [parameter: string]: string };
}

const json = (value: unknown) => JSON.stringify(value);
const lead = { '==': [{ var: 'status' }, 'lead'] };
const cases: readonly ListCase[] = [
  { name: 'newest customers', entity: 'customer', query: {} },
  { name: 'customers by name', entity: 'customer', query: { sort: 'name' } },
  { name: 'customers by value, highest first', entity: 'customer', query: { sort: '-value' } },
  { name: 'customers by region and value', entity: 'customer', query: { sort: 'region,-value' } },
  { name: 'leads by last order', entity: 'customer', query: { where: json(lead), sort: '-last_order' } },
  { name: 'orders by time', entity: 'order', query: { sort: '-ordered_at' } },
  {
    name: 'orders of customers in the north, newest first',
    entity: 'order',
    query: { where: json({ '==': [{ var: 'customer.region' }, 'north'] }), sort: '-ordered_at' },
  },
  {
    name: 'customers who sent an order back',
    entity: 'customer',
    query: { where: json({ exists: ['orders', { '==': [{ var: 'state' }, 'returned'] }] }) },
  },
];

const warm = 3;

/** First pages, pages deep down, and pages of single records with what stands on them. */
export async function listWaiting(
  port: number,
  token: string,
  db: Database,
  rounds: number,
): Promise<readonly Waiting[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { authorization: `Bearer ${token}` };
  const get = async (path: string): Promise<{ status: number; took: number }> => {
    const started = performance.now();
    const status = await send(agent, port, { method: 'GET', path, headers });
    return { status, took: performance.now() - started };
  };
  const measured = async (name: string, paths: readonly (readonly string[])[]): Promise<Waiting> => {
    const times: number[] = [];
    let failures = 0;
    for (const [index, group] of paths.entries()) {
      let took = 0;
      for (const answer of await Promise.all(group.map(get))) {
        if (answer.status >= 400) failures += 1;
        took = Math.max(took, answer.took);
      }
      if (index >= warm) times.push(took);
    }
    return { name, p50: median(times), p95: quantile(times, 0.95), failures };
  };
  const repeated = (path: string) => Array.from({ length: warm + 10 * rounds }, () => [path]);
  const results: Waiting[] = [];
  for (const { name, entity, query } of cases) {
    const path = (after?: string) =>
      `/api/v1/records/${entity}?${new URLSearchParams({ ...query, limit: '50', titles: 'true', ...(after && { after }) })}`;
    results.push(await measured(name, repeated(path())));
    const deep = await deepCursor(port, headers, path);
    if (deep) results.push(await measured(`  ${deep.pages} pages further`, repeated(path(deep.after))));
  }
  agent.destroy();
  const many = new Agent({ keepAlive: true, maxSockets: 6 });
  const ids = await idsOf(
    db,
    sql`select id from records.customer tablesample system (1) limit ${sql.literal(String(10 * rounds + warm))}`,
  );
  const pages = ids.map((id) => {
    const of = encodeURIComponent(json({ '==': [{ var: 'customer' }, id] }));
    return [
      `/api/v1/records/customer/${id}?titles=true`,
      `/api/v1/records/order?limit=20&titles=true&sort=-ordered_at&where=${of}`,
      `/api/v1/records/touchpoint?limit=20&titles=true&sort=-at&where=${of}`,
      `/api/v1/records/customer/${id}/history?limit=20`,
    ];
  });
  results.push(await measured('record page: record, orders, touchpoints, history at once', pages));
  many.destroy();
  return results;
}

async function idsOf(db: Database, statement: Sql): Promise<readonly string[]> {
  return (await db.query<{ id: string }>(statement)).map(({ id }) => id);
}

/** The place after many whole pages, walked in large steps. */
async function deepCursor(
  port: number,
  headers: { readonly [name: string]: string },
  path: (after?: string) => string,
): Promise<{ readonly after: string; readonly pages: number } | undefined> {
  const [step, most] = [200, 100];
  let after: string | undefined;
  let walked = 0;
  while (walked < most) {
    const url = `http://127.0.0.1:${port}${path(after).replace('limit=50', `limit=${step}`)}`;
    const answer = await fetch(url, { headers });
    const { next } = (await answer.json()) as { next?: string | null };
    if (!next) break;
    after = next;
    walked += 1;
  }
  return after === undefined ? undefined : { after, pages: (walked * step) / 50 };
}
