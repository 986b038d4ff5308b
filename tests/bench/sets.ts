/** Work over whole sets: Tenon against statements written by hand for the same tables and the same result. */
import { Readable } from 'node:stream';
import { sql } from '@tenon/expressions';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import type { Context } from '../../server/src/context.ts';
import { newId } from '../../server/src/ids.ts';
import type { Tenon } from '../../server/src/tenon.ts';
import type { Comparison } from './figures.ts';

interface Options {
  readonly rows: number;
  readonly runs: number;
}

const columns = [
  'number',
  'name',
  'email',
  'city',
  'region',
  'status',
  'value',
  'orders',
  'last_order',
  'newsletter',
  'notes',
] as const;

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}

/** Runs both sides in turn; the first round of each only warms up. */
async function inTurn(
  runs: number,
  ours: (run: number) => Promise<number>,
  floor: (run: number) => Promise<number>,
) {
  const times = { ours: [] as number[], floor: [] as number[] };
  for (let run = 0; run <= runs; run++) {
    const pair = { ours: await ours(run), floor: await floor(run) };
    if (run === 0) continue;
    times.ours.push(pair.ours);
    times.floor.push(pair.floor);
  }
  return times;
}

/** Floor: the same file parsed by the same library, written in batches of 1,000 in one transaction, nothing checked. */
export async function compareImport(
  tenon: Tenon,
  context: Context,
  { rows, runs }: Options,
): Promise<Comparison> {
  const count = Math.min(50_000, Math.ceil(rows / 4));
  const csv = (tag: string) =>
    stringify(
      Array.from({ length: count }, (_, n) => [
        `${tag}-${n}`,
        `Customer ${n} 客户`,
        `import${n}@example.com`,
        'Hamburg',
        'north',
        'lead',
        '1250.5',
        String(n % 40),
        '2026-03-01',
        'true',
        'Met at the fair',
      ]),
      { header: true, columns: [...columns] },
    );
  const times = await inTurn(
    runs,
    async (run) => {
      const text = csv(`ours${run}`);
      return seconds(async () => {
        const result = await tenon.records.import(
          { ...context, source: 'import' },
          'customer',
          Readable.from([text]),
          { mode: 'create', key: 'number' },
        );
        if (result.created !== count)
          throw new Error(
            `Imported ${result.created} of ${count}: ${JSON.stringify(result.errors.slice(0, 2))}`,
          );
      });
    },
    async (run) => {
      const text = csv(`floor${run}`);
      return seconds(() =>
        tenon.db.transaction(
          async (tx) => {
            let batch: string[][] = [];
            const write = async () => {
              const column = (index: number) => batch.map((row) => row[index] ?? '');
              await tx.query(sql`
                insert into records.customer (id, created_at, updated_at, version, number, name, email, city, region, status, value, orders, last_order, newsletter, notes)
                select id, now(), now(), 1, number, name, email, city, region, status, value::numeric, orders::bigint, last_order::date, newsletter::boolean, notes
                from unnest(${sql.value(
                  batch.map(() => newId()),
                  'uuid[]',
                )}, ${sql.value(column(0), 'text[]')}, ${sql.value(column(1), 'text[]')}, ${sql.value(column(2), 'text[]')}, ${sql.value(column(3), 'text[]')},
                  ${sql.value(column(4), 'text[]')}, ${sql.value(column(5), 'text[]')}, ${sql.value(column(6), 'text[]')}, ${sql.value(column(7), 'text[]')}, ${sql.value(column(8), 'text[]')}, ${sql.value(column(9), 'text[]')}, ${sql.value(column(10), 'text[]')})
                  as t (id, number, name, email, city, region, status, value, orders, last_order, newsletter, notes)`);
              batch = [];
            };
            for await (const row of Readable.from([text]).pipe(parse({ from: 2 })) as AsyncIterable<
              string[]
            >) {
              batch.push(row);
              if (batch.length === 1_000) await write();
            }
            if (batch.length > 0) await write();
          },
          { statementTimeoutMs: 0 },
        ),
      );
    },
  );
  await tenon.db.transaction(
    (tx) => tx.query(sql`delete from records.customer where number like 'ours%' or number like 'floor%'`),
    { statementTimeoutMs: 0 },
  );
  return { name: `bulk import of ${count} rows`, unit: 's', ...times };
}

/** Floor: the same partition by hand into a table of the same shape. Both start from no membership at all. */
export async function compareSegments(
  tenon: Tenon,
  context: Context,
  { runs }: Options,
): Promise<Comparison> {
  const { db } = tenon;
  const statement = <T>(text: Parameters<typeof db.query>[0]) =>
    db.transaction((tx) => tx.query<T>(text), { statementTimeoutMs: 0 });
  await db.query(sql`create schema if not exists bench`);
  await db.query(sql`create table if not exists bench.worth (like segments.worth including all)`);
  const times = await inTurn(
    runs,
    async () => {
      await statement(sql`truncate segments.worth`);
      return seconds(() => tenon.work.segments.refreshAll(context, 'worth'));
    },
    async () => {
      await statement(sql`truncate bench.worth`);
      return seconds(() =>
        statement(sql`
          insert into bench.worth (record_id, segment, since, release)
          select id,
            case when value >= 50000 and status = 'active' then 'key'
              when orders >= 10 and value >= 10000 then 'growing'
              when (now() at time zone 'UTC')::date - last_order > 180 then 'fading'
              when status = 'lead' then 'lead' else 'other' end, now(), 1
          from records.customer where deleted_at is null`),
      );
    },
  );
  const [differing] = await statement<{ count: string }>(sql`
    select count(*) from segments.worth o full join bench.worth f using (record_id) where o.segment is distinct from f.segment`);
  if (differing?.count !== '0') throw new Error(`The two partitions differ in ${differing?.count} records`);
  return { name: 'segment refresh from scratch', unit: 's', aim: '≤ 1.5', ...times };
}

/** Floor: the operators of a region take its records in turn, written by hand to tables of the same shape. */
export async function compareAssignment(
  tenon: Tenon,
  context: Context,
  { runs }: Options,
): Promise<Comparison> {
  const { db } = tenon;
  const statement = <T>(text: Parameters<typeof db.query>[0]) =>
    db.transaction((tx) => tx.query<T>(text), { statementTimeoutMs: 0 });
  await db.query(sql`create schema if not exists bench`);
  for (const name of ['tasks', 'decisions', 'task_events'] as const) {
    await db.query(
      sql`create table if not exists ${sql.id('bench', name)} (like ${sql.id('tenon', name)} including all)`,
    );
  }
  const assigned = { ours: 0, floor: 0 };
  const times = await inTurn(
    runs,
    async () => {
      await statement(
        sql`truncate tenon.tasks, tenon.decisions, tenon.task_events, tenon.turns, tenon.waiting, tenon.runs`,
      );
      return seconds(async () => {
        assigned.ours = (await tenon.work.assignment.run(context, 'calls')).assigned;
      });
    },
    async () => {
      await statement(sql`truncate bench.tasks, bench.decisions, bench.task_events`);
      return seconds(async () => {
        const [row] = await statement<{ count: string }>(sql`
          with operators as (
            select id, region, row_number() over (partition by region order by id) - 1 as place, count(*) over (partition by region) as many
            from records.user where active and deleted_at is null and region is not null
          ), recalled as (
            select id, region, value, row_number() over (partition by region order by created_at desc, id desc) as place
            from records.customer c where status = 'active' and deleted_at is null
              and not exists (select from bench.tasks t where t.entity = 'customer' and t.record_id = c.id and t.task_type = 'call' and t.state in ('open', 'in_progress'))
            limit 100000
          ), given as materialized (
            select r.id as record_id, o.id as operator, r.value, gen_random_uuid() as task
            from recalled r join operators o on o.region = r.region and o.place = r.place % o.many
          ), made as (
            insert into bench.tasks (id, task_type, entity, record_id, operator, state, priority, priority_parts, due, rule, created_at)
            select task, 'call', 'customer', record_id, operator, 'open', value / 1000, jsonb_build_object('value', value / 1000), now() + interval '3 days', 'calls', now() from given
            returning id
          ), told as (
            insert into bench.task_events (id, task, action, to_state, operator, at)
            select gen_random_uuid(), task, 'assign', 'open', operator, now() from given
          )
          , decided as (
            insert into bench.decisions (id, kind, rule, release, entity, record_id, task, operator, candidates, score, at)
            select gen_random_uuid(), 'assignment', 'calls', 1, 'customer', record_id, task, operator, 10, '{"load": 1}', now() from given
          )
          select count(*) from made`);
        assigned.floor = Number(row?.count);
      });
    },
  );
  if (assigned.ours !== assigned.floor)
    throw new Error(`Tenon assigned ${assigned.ours}, the floor ${assigned.floor}`);
  return { name: `assignment of ${assigned.ours} records`, unit: 's', aim: '≤ 1.5', ...times };
}
