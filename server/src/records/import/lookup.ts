/** Finds records by the values of fields, for many values at once, through the viewer's rights. */
import { sql } from '@tenon/expressions';
import type { FieldModel } from '@tenon/model';
import { type Context, queryable } from '../../context.ts';
import { columnsOf, physicalEntity, physicalField } from '../../query/compile/columns.ts';
import { scopeOf } from '../../query/compile/select.ts';
import { liveRows } from '../../query/compile/sql-context.ts';
import { type Rights, rightsOf } from '../../query/rights.ts';
import { uniqueKeys } from '../../tables/unique-keys.ts';
import { dbValues } from '../write.ts';

/** What records are found by: one field, or several together. */
export interface Finder {
  readonly fields: readonly FieldModel[];
  /** Texts count in their folded form, beyond what the fields say themselves. */
  readonly ignoreCase: boolean;
  /** Whether no two live records share them. */
  readonly unique: boolean;
}

/** Ids by the place of their values in the list; values that several records have give several. */
export async function recordsByValues(
  context: Context,
  { fields, ignoreCase, unique }: Finder,
  values: readonly (readonly unknown[])[],
  rights: Rights = rightsOf(context),
): Promise<ReadonlyMap<number, readonly string[]>> {
  const found = new Map<number, string[]>();
  const [first] = fields;
  if (values.length === 0 || !first) return found;
  const places = fields.map((field) => physicalField(context.release, field.entity, field.id));
  const rows = values.map((tuple, i) => {
    const parts = places.flatMap((place, index) => dbValues(place, tuple[index]));
    return { i, ...Object.fromEntries(parts.map((part, index) => [`c${index}`, part])) };
  });
  const specs = places.flatMap(({ columns }) => columns.map(({ spec }) => spec));
  const types = specs.map(({ type }, index) => sql`${sql.id(`c${index}`)} ${sql.type(type)}`);
  const alias = sql.id('r');
  let next = 0;
  const matches = places.flatMap((place) => {
    const folds = ignoreCase || place.field.ignoreCase;
    const theirs = place.columns.map(() => sql`v.${sql.id(`c${next++}`)}`);
    const wanted = uniqueKeys(place, theirs, folds);
    return uniqueKeys(place, columnsOf(place, alias), folds).map(
      (key, index) => sql`${key} = ${wanted[index] ?? sql.empty}`,
    );
  });
  const scope = scopeOf(context, rights);
  const given = sql`jsonb_to_recordset(${sql.value(JSON.stringify(rows), 'jsonb')}) as v(${sql.join([sql`i integer`, ...types])})`;
  const holders = sql`select r.id from ${physicalEntity(context.release, first.entity).table} r where ${sql.join(matches, ' and ')} and ${liveRows(scope, first.entity, alias)}`;
  // Of a table that grows by an import Postgres knows too little to see that the unique index is the way to each value: the
  // limit makes it look them up one by one. Without an index it is to read the table once.
  const limit = unique ? sql` limit 1` : sql.empty;
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
