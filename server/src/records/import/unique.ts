/** Values that no two live records may share, asked of rows before they are written, so that an error names its row. */
import { type Sql, sql } from '@tenon/expressions';
import type { FieldModel, UniqueModel } from '@tenon/model';
import { type Context, queryable } from '../../context.ts';
import { columnsOf, physicalEntity, physicalField } from '../../query/compile/columns.ts';
import { uniqueKeys } from '../../tables/unique-keys.ts';
import { dbValues } from '../write.ts';

/** A row with the values that its record will have, as far as they count here. */
export interface Holder {
  readonly id: string;
  readonly values: ReadonlyMap<string, unknown>;
}

export interface Shared<Row extends Holder> {
  readonly row: Row;
  /** The earlier row of the same values; undefined when a record that is there has them. */
  readonly with: Row | undefined;
}

/** A field of its own, or several together, as `uniques` of an entity say it. */
export type UniqueValues = Pick<UniqueModel, 'fields' | 'ignoreCase'>;

/** Rows whose values another row or another live record has; what counts as the same is asked of Postgres. */
export async function sharedValues<Row extends Holder>(
  context: Context,
  entity: string,
  { fields, ignoreCase }: UniqueValues,
  rows: readonly Row[],
): Promise<readonly Shared<Row>[]> {
  const holders = rows.filter(({ values }) => fields.every(({ id }) => (values.get(id) ?? null) !== null));
  if (holders.length === 0) return [];
  const found = await queryable(context).query<{ i: number; key: string; taken: boolean }>(
    statement(context, entity, { fields, ignoreCase }, holders),
  );
  const first = new Map<string, Row>();
  const shared: Shared<Row>[] = [];
  for (const { i, key, taken } of found.toSorted((a, b) => a.i - b.i)) {
    const row = holders[i];
    if (!row) continue;
    const earlier = first.get(key);
    if (earlier || taken) shared.push({ row, with: earlier });
    else first.set(key, row);
  }
  return shared;
}

function statement(
  context: Context,
  entity: string,
  { fields, ignoreCase }: UniqueValues,
  holders: readonly Holder[],
): Sql {
  const places = fields.map((field: FieldModel) => physicalField(context.release, entity, field.id));
  const columns = places.flatMap((place) => place.columns.map(({ name, spec }) => ({ name, spec })));
  const rows = holders.map(({ id, values }, i) => {
    const parts = places.flatMap((place) => dbValues(place, values.get(place.field.id)));
    return { i, id, ...Object.fromEntries(parts.map((part, index) => [`c${index}`, part])) };
  });
  const types = columns.map(({ spec }, index) => sql`${sql.id(`c${index}`)} ${sql.type(spec.type)}`);
  let next = 0;
  const theirs = places.flatMap((place) => {
    const own = place.columns.map(() => sql`v.${sql.id(`c${next++}`)}`);
    return uniqueKeys(place, own, ignoreCase || place.field.ignoreCase);
  });
  const alias = sql.id('r');
  const mine = places.flatMap((place) =>
    uniqueKeys(place, columnsOf(place, alias), ignoreCase || place.field.ignoreCase),
  );
  const same = mine.map((key, index) => sql`${key} = ${theirs[index] ?? sql.empty}`);
  const { table } = physicalEntity(context.release, entity);
  return sql`select v.i, jsonb_build_array(${sql.join(theirs)})::text as key, exists (select 1 from ${table} r where ${sql.join(same, ' and ')} and r.deleted_at is null and r.id <> v.id) as taken from jsonb_to_recordset(${sql.value(JSON.stringify(rows), 'jsonb')}) as v(${sql.join([sql`i integer, id uuid`, ...types])})`;
}
