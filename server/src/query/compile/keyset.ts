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
 * The page after a cursor. Where an index is in this order, it goes to the place: rows that share the first values with
 * the place and come after it in the next are one range of the index, those without that value another; a page at most
 * of each, and all together in order. Else the rows before the place are passed over, in one reading.
 */
export function pageAfter(
  keys: readonly SortKey[],
  cursor: CursorNode,
  columns: readonly Sql[],
  page: Page,
  limit: Sql,
  served: boolean,
): Sql {
  const ranges = served ? rangesAfter(keys, cursor) : [beyond(keys, cursor)];
  const [only] = ranges;
  if (ranges.length === 1 && only) return page(columns, [only]);
  const selected = [...columns, ...keys.map(({ value }, index) => sql`${value} as ${sorted(index)}`)];
  const order = keys.map((key, index) => ordered({ ...key, value: sorted(index) }));
  if (!keys.some(({ isId }) => isId)) order.push(inDirection(sql`id`, tieDirection(keys)));
  const pages = ranges.map((range) => sql`(${page(selected, [range])})`);
  return sql`select * from (${sql.join(pages, ' union all ')}) pages order by ${sql.join(order)} limit ${limit}`;
}

const sorted = (index: number): Sql => sql.id(`s${index}`);

/** Ranges of an index on the keys and the id that together are the rows after the cursor; none holds a row of another. */
function rangesAfter(keys: readonly SortKey[], { values, id }: CursorNode): readonly Sql[] {
  const end = keys.findIndex(({ isId }) => isId);
  const leading = end < 0 ? keys : keys.slice(0, end);
  const direction = keys[end]?.direction ?? tieDirection(keys);
  const bound = sql.value(id, 'uuid');
  const further = (down: SortKey['direction'], value: Sql, than: Sql): Sql =>
    down === 'asc' ? sql`${value} > ${than}` : sql`${value} < ${than}`;
  const ranges: Sql[] = [];
  const same: Sql[] = [];
  const add = (condition: Sql) => ranges.push(sql.join([...same, condition], ' and '));
  for (const [index, key] of leading.entries()) {
    const value = values[index] ?? null;
    const isLast = index === leading.length - 1;
    if (value === null) {
      same.push(sql`${key.value} is null`);
      if (isLast) add(further(direction, sql`${root}.id`, bound));
      continue;
    }
    const place = sql`${value}`;
    if (isLast && key.direction === direction) {
      add(further(direction, sql`(${key.value}, ${root}.id)`, sql`(${place}, ${bound})`));
    } else {
      add(further(key.direction, key.value, place));
    }
    if (key.mayBeEmpty) add(sql`${key.value} is null`);
    same.push(sql`${key.value} = ${place}`);
    if (isLast && key.direction !== direction) add(further(direction, sql`${root}.id`, bound));
  }
  if (leading.length === 0) add(further(direction, sql`${root}.id`, bound));
  return ranges;
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
