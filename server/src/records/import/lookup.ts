/** Finds records by the value of a field, for many values at once, through the viewer's rights. */
import { sql } from '@tenon/expressions';
import type { FieldModel } from '@tenon/model';
import { type Context, queryable } from '../../context.ts';
import { columnsOf, physicalEntity, physicalField } from '../../query/compile/columns.ts';
import { scopeOf } from '../../query/compile/select.ts';
import { liveRows } from '../../query/compile/sql-context.ts';
import { type Rights, rightsOf } from '../../query/rights.ts';
import { uniqueKeys } from '../../tables/unique-keys.ts';
import { dbValues } from '../write.ts';

/** Ids by the place of their value in the list; a value that several records have gives several. */
export async function recordsByValue(
  context: Context,
  field: FieldModel,
  values: readonly unknown[],
  rights: Rights = rightsOf(context),
): Promise<ReadonlyMap<number, readonly string[]>> {
  const found = new Map<number, string[]>();
  if (values.length === 0) return found;
  const physical = physicalField(context.release, field.entity, field.id);
  const rows = values.map((value, i) => {
    const parts = dbValues(physical, value);
    return { i, ...Object.fromEntries(parts.map((part, index) => [`c${index}`, part])) };
  });
  const types = physical.columns.map(({ spec }, index) => sql`${sql.id(`c${index}`)} ${sql.type(spec.type)}`);
  const alias = sql.id('r');
  const mine = columnsOf(physical, alias);
  const theirs = physical.columns.map((_column, index) => sql`v.${sql.id(`c${index}`)}`);
  const keys = (columns: typeof mine) => uniqueKeys(physical, columns);
  const wanted = keys(theirs);
  const matches = keys(mine).map((key, index) => sql`${key} = ${wanted[index] ?? sql.empty}`);
  const scope = scopeOf(context, rights);
  const given = sql`jsonb_to_recordset(${sql.value(JSON.stringify(rows), 'jsonb')}) as v(${sql.join([sql`i integer`, ...types])})`;
  const holders = sql`select r.id from ${physicalEntity(context.release, field.entity).table} r where ${sql.join(matches, ' and ')} and ${liveRows(scope, field.entity, alias)}`;
  // Of a table that grows by an import Postgres knows too little to see that the unique index is the way to each value: the
  // limit makes it look them up one by one. Without an index it is to read the table once.
  const limit = field.unique || field.id === 'id' ? sql` limit 1` : sql.empty;
  const result = await queryable(context).query<{ i: number; id: string }>(
    sql`select v.i, r.id from ${given} cross join lateral (${holders}${limit}) r`,
  );
  for (const { i, id } of result) {
    const ids = found.get(i);
    if (ids) ids.push(id);
    else found.set(i, [id]);
  }
  return found;
}
