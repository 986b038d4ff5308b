/**
 * New columns filled from others while everybody goes on reading and writing. They are made beside the living ones under
 * names of their own (`<column>~stage`), without a mark, so that nothing takes them for a column of a field; a column
 * `~seen` says from what each row was filled. What was written meanwhile is found by comparing the two, and made good under
 * the lock in which the columns change their names. Whatever is killed before that leaves columns which nobody reads.
 */
import { type Sql, type SqlType, sql } from '@tenon/expressions';
import type { Queryable } from '../database/index.ts';
import { catchUpPairs, openPairs } from './carry-pairs.ts';
import type { Carry, CarryColumns } from './changes.ts';
import { seenName, stageName } from './names.ts';
import { columnDefinition } from './render.ts';
import type { ColumnShape, StorageSchema } from './shape.ts';

/** `stored`: one database value per column. `lost`: the text of a value that has no counterpart. */
export type Carried =
  | { readonly ok: true; readonly stored: readonly unknown[] }
  | { readonly ok: false; readonly lost: string };

export interface Carrier {
  isStaged(change: Carry): boolean;
  /** Whether rows without a value get one. */
  readsEmpty(change: CarryColumns): boolean;
  convert(change: CarryColumns, stored: readonly unknown[]): Carried;
  /** Told how many values were lost; what it throws undoes everything. */
  lost(change: CarryColumns, count: number): void;
}

const chunkRows = 2_000;
const first = '00000000-0000-0000-0000-000000000000';

export async function openStage(db: Queryable, change: Carry): Promise<void> {
  if (change.kind === 'carry_pairs') return await openPairs(db, change);
  const table = sql.id(change.schema, change.table);
  const seen = sql.id(seenName(change.to));
  const stages = change.to.map((column) => ({ ...column, name: stageName(column.name), mark: undefined }));
  await closeStage(db, change.schema, change.table, [seenName(change.to), ...stages.map(({ name }) => name)]);
  const added = stages.map((column: ColumnShape) => sql`add column ${columnDefinition(column)}`);
  await db.query(sql`alter table ${table} ${sql.join([...added, sql`add column ${seen} text`])}`);
}

/** Takes away what a fill left that was not carried through. */
export async function closeStage(
  db: Queryable,
  schema: StorageSchema,
  table: string,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  const drops = names.map((name) => sql`drop column if exists ${sql.id(name)}`);
  await db.query(sql`alter table ${sql.id(schema, table)} ${sql.join(drops)}`);
}

/** What the rows hold now, a database value each; of pairs, the ids of all of them as one text. */
export function heldValues({ schema, table, from, pairs }: CarryColumns): readonly Sql[] {
  if (pairs === undefined) return from.map(({ name }) => sql.id(schema, table, name));
  const held = sql.id(schema, pairs);
  return [
    sql`(select string_agg(${held}.to_id::text, ',' order by ${held}.to_id) from ${held} where ${held}.from_id = ${sql.id(schema, table, 'id')})`,
  ];
}

/** Rows that are to be looked at at all. */
function areDue(change: CarryColumns, carrier: Carrier): Sql {
  if (carrier.readsEmpty(change)) return sql`true`;
  const { schema, table, pairs } = change;
  const held =
    pairs === undefined
      ? sql.join(
          heldValues(change).map((value) => sql`${value} is not null`),
          ' or ',
        )
      : sql`exists (select from ${sql.id(schema, pairs)} where from_id = ${sql.id(schema, table, 'id')})`;
  return sql`(${held})`;
}

/** How many rows a fill will go through. */
export async function countDue(db: Queryable, change: Carry, carrier: Carrier): Promise<number> {
  const { schema } = change;
  const [table, due] =
    change.kind === 'carry_columns'
      ? [change.table, areDue(change, carrier)]
      : [
          change.from.table,
          change.from.column === undefined ? sql`true` : sql`${sql.id(change.from.column)} is not null`,
        ];
  const [row] = await db.query<{ count: string }>(
    sql`select count(*) as count from ${sql.id(schema, table)} where ${due}`,
  );
  return Number(row?.count);
}

/** Fills a chunk of rows after `after`, or any that are due when it is undefined. Returns how it went on. */
async function fillChunk(
  db: Queryable,
  change: CarryColumns,
  carrier: Carrier,
  after: string | undefined,
): Promise<{ readonly rows: number; readonly last: string; readonly lost: number }> {
  const table = sql.id(change.schema, change.table);
  const held = heldValues(change);
  const source = sql`md5(row(${sql.join(held)})::text)`;
  const seen = sql.id(seenName(change.to));
  const due = sql`(${areDue(change, carrier)} or ${seen} is not null)`;
  const listed = held.map(
    (value, index) =>
      sql`${value}::${sql.type((change.from[index]?.type ?? 'text') as SqlType)} as ${sql.id(`c${index}`)}`,
  );
  const rows = await db.query<{ id: string; seen: string; [column: string]: unknown }>(sql`
    select ${sql.join([sql`id`, sql`${source} as seen`, ...listed])} from ${table}
    where ${after === undefined ? sql`true` : sql`id > ${after}::uuid`} and ${due} and ${seen} is distinct from ${source}
    ${after === undefined ? sql.empty : sql`order by id`} limit ${chunkRows}`);
  let lost = 0;
  const values = rows.map((row) => {
    const stored = change.from.map((_column, index) => row[`c${index}`] ?? null);
    const carried = carrier.convert(change, stored);
    if (!carried.ok) lost++;
    const entries = change.to.map((_column, index) => [
      `v${index}`,
      carried.ok ? (carried.stored[index] ?? null) : null,
    ]);
    return { id: row.id, seen: row.seen, ...Object.fromEntries(entries) };
  });
  if (values.length > 0) {
    const set = (assignments: readonly Sql[]) => sql.join(assignments);
    // Only rows that are still what they were: others are found again.
    await db.query(sql`
      update ${table} set ${set([
        sql`${seen} = given.seen`,
        ...change.to.map(({ name }, index) => sql`${sql.id(stageName(name))} = given.${sql.id(`v${index}`)}`),
      ])}
      from jsonb_to_recordset(${sql.value(JSON.stringify(values), 'jsonb')}) as given (${sql.join([
        sql`id uuid`,
        sql`seen text`,
        ...change.to.map(({ type }, index) => sql`${sql.id(`v${index}`)} ${sql.type(type)}`),
      ])})
      where ${table}.id = given.id and ${source} = given.seen`);
  }
  return { rows: rows.length, last: rows.at(-1)?.id ?? first, lost };
}

/**
 * Fills all rows that differ from what they were filled from. `walk`: by their ids, as most are due; else those few that
 * are, by one look at the table a chunk.
 */
export async function catchUp(
  db: Queryable,
  change: Carry,
  carrier: Carrier,
  walk: boolean,
  progress: (rows: number) => Promise<void> = async () => {},
): Promise<number> {
  if (change.kind === 'carry_pairs') return await catchUpPairs(db, change, walk, progress);
  let [after, lost, done] = [first, 0, 0];
  for (;;) {
    const chunk = await fillChunk(db, change, carrier, walk ? after : undefined);
    lost += chunk.lost;
    done += chunk.rows;
    after = chunk.last;
    if (chunk.rows > 0) await progress(chunk.rows);
    if (chunk.rows < chunkRows) break;
  }
  if (lost > 0) carrier.lost(change, lost);
  return done;
}
