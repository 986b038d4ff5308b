/** Orders, and the rows that come after a place in one. Empties stand last, ascending and descending. */
import { type Sql, sql } from '@tenon/expressions';
import type { CursorNode, SortNode } from '../nodes.ts';
import { orderSql, physicalField } from './columns.ts';
import type { Joins } from './joins.ts';
import { root } from './selection.ts';
import { type RuleScope, reachOf } from './sql-context.ts';

export interface SortKey {
  readonly value: Sql;
  readonly direction: 'asc' | 'desc';
  readonly mayBeEmpty: boolean;
  readonly isId: boolean;
}

/** Filled by the gate on every record, so that no order need care for empties. */
const neverEmpty: ReadonlySet<string> = new Set(['id', 'created_at', 'updated_at', 'version']);

export function sortKey(scope: RuleScope, { path, direction }: SortNode, joins: Joins): SortKey {
  const { field, steps } = path;
  const own = steps.length === 1;
  const alias = joins.aliasOf(steps.slice(0, -1));
  return {
    value: orderSql(physicalField(scope.release, field.entity, field.id), alias, reachOf(scope)),
    direction,
    mayBeEmpty: !own || !neverEmpty.has(field.id),
    isId: own && field.id === 'id',
  };
}

export function orderBy(keys: readonly SortKey[]): Sql {
  const parts = keys.map(ordered);
  // The id makes the order total; it runs with the last key, so that one index may serve both.
  if (!keys.some(({ isId }) => isId)) parts.push(inDirection(sql`${root}.id`, tieDirection(keys)));
  return sql.join(parts);
}

function ordered({ value, direction, mayBeEmpty }: SortKey): Sql {
  const order = inDirection(value, direction);
  return direction === 'desc' && mayBeEmpty ? sql`${order} nulls last` : order;
}

function inDirection(value: Sql, direction: 'asc' | 'desc'): Sql {
  return direction === 'asc' ? sql`${value} asc` : sql`${value} desc`;
}

function tieDirection(keys: readonly SortKey[]): 'asc' | 'desc' {
  return keys.at(-1)?.direction ?? 'desc';
}

/** One page of rows that fulfil further conditions, in order. */
type Page = (columns: readonly Sql[], conditions: readonly Sql[]) => Sql;

/**
 * The page after a cursor. With one key, an index on (key, id) goes to the place: over the rows with a value by a row
 * comparison, over those without by their ids, each page at most, and the two together in order. With more keys the rows
 * before the place are passed over.
 */
export function pageAfter(
  keys: readonly SortKey[],
  cursor: CursorNode,
  columns: readonly Sql[],
  page: Page,
  limit: Sql,
): Sql {
  const [key] = keys;
  const [value] = cursor.values;
  if (keys.length !== 1 || !key || key.isId || value === null || value === undefined) {
    return page(columns, [beyond(keys, cursor)]);
  }
  const place = sql`(${value}, ${sql.value(cursor.id, 'uuid')})`;
  const pair = sql`(${key.value}, ${root}.id)`;
  const further = key.direction === 'asc' ? sql`${pair} > ${place}` : sql`${pair} < ${place}`;
  if (!key.mayBeEmpty) return page(columns, [further]);
  const selected = [...columns, sql`${key.value} as "s0"`];
  const order = sql.join([ordered({ ...key, value: sql`"s0"` }), inDirection(sql`id`, key.direction)]);
  return sql`select * from ((${page(selected, [further])}) union all (${page(selected, [sql`${key.value} is null`])})) pages order by ${order} limit ${limit}`;
}

/** Rows after the cursor in any order of keys. */
function beyond(keys: readonly SortKey[], { values, id }: CursorNode): Sql {
  const bound = sql.value(id, 'uuid');
  const byId = (direction: 'asc' | 'desc') =>
    direction === 'asc' ? sql`${root}.id > ${bound}` : sql`${root}.id < ${bound}`;
  return keys.reduceRight<Sql>(
    (rest, key, index) => {
      if (key.isId) return byId(key.direction);
      const value = values[index] ?? null;
      if (value === null) return sql`(${key.value} is null and ${rest})`;
      const after = key.direction === 'asc' ? sql`${key.value} > ${value}` : sql`${key.value} < ${value}`;
      const further = key.mayBeEmpty ? sql`${after} or ${key.value} is null` : after;
      return sql`(${further} or (${key.value} = ${value} and ${rest}))`;
    },
    byId(tieDirection(keys)),
  );
}
