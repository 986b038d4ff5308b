/** Pairs of a relation that take over a column or other pairs, filled beside them under a name of their own: see `carry.ts`. */
import { type Sql, sql } from '@tenon/expressions';
import type { Queryable } from '../database/index.ts';
import type { CarryPairs } from './changes.ts';
import { stageName } from './names.ts';
import { columnDefinition } from './render.ts';

const chunkRows = 5_000;
const first = '00000000-0000-0000-0000-000000000000';

const stageOf = ({ schema, table }: CarryPairs): Sql => sql.id(schema, stageName(table));

export async function openPairs(db: Queryable, change: CarryPairs): Promise<void> {
  const { columns, primaryKey } = change.to;
  const key = sql`primary key (${sql.join(primaryKey.map((name) => sql.id(name)))})`;
  await db.query(sql`drop table if exists ${stageOf(change)}`);
  await db.query(sql`create table ${stageOf(change)} (${sql.join([...columns.map(columnDefinition), key])})`);
}

/** `walk`: through all there is; else what differs by now is found by comparing the two, and made good. */
export async function catchUpPairs(
  db: Queryable,
  change: CarryPairs,
  walk: boolean,
  progress: (rows: number) => Promise<void>,
): Promise<number> {
  const stage = stageOf(change);
  if (!walk) {
    const source = sql`(select ${pairsOf(change)})`;
    await db.query(sql`
      delete from ${stage} s where not exists (
        select from ${source} p where p.from_id = s.from_id and p.to_id = s.to_id)`);
    const [row] = await db.query<{ rows: string }>(sql`
      with missing as (insert into ${stage} (from_id, to_id)
        select from_id, to_id from ${source} p where not exists (
          select from ${stage} s where s.from_id = p.from_id and s.to_id = p.to_id)
        returning 1)
      select count(*) as rows from missing`);
    return Number(row?.rows);
  }
  let done = 0;
  let [from, to] = [first, first];
  for (;;) {
    const [row] = await db.query<{ rows: string; from_id: string | null; to_id: string | null }>(sql`
      with due as materialized (
        select ${pairsOf(change)} and ${placeIn(change)} > (${from}::uuid, ${to}::uuid)
        order by 1, 2 limit ${chunkRows}),
      filled as (insert into ${stage} (from_id, to_id) select from_id, to_id from due on conflict do nothing)
      select (select count(*) from due) as rows, last.from_id, last.to_id
      from (values (1)) one left join (select from_id, to_id from due order by 1 desc, 2 desc limit 1) last on true`);
    const rows = Number(row?.rows);
    done += rows;
    if (rows > 0) await progress(rows);
    if (rows < chunkRows || !row?.from_id || !row.to_id) break;
    [from, to] = [row.from_id, row.to_id];
  }
  return done;
}

/** What follows `select`, with a condition that more can be added to. */
function pairsOf({ schema, from }: CarryPairs): Sql {
  const table = sql.id(schema, from.table);
  if (from.column === undefined) return sql`from_id, to_id from ${table} where true`;
  const column = sql.id(from.column);
  return sql`id as from_id, ${column} as to_id from ${table} where ${column} is not null`;
}

function placeIn({ from }: CarryPairs): Sql {
  return from.column === undefined ? sql`(from_id, to_id)` : sql`(id, ${sql.id(from.column)})`;
}
