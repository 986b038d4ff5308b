/** A select node as SQL: rows of one entity, in an order that the cursor can go on from. */
import { escapeLike, type Sql, sql } from '@tenon/expressions';
import type { RecordAction } from '@tenon/model';
import type { Locale } from '@tenon/plugin-api';
import type { Context } from '../../context.ts';
import type { Row } from '../../database/index.ts';
import type { Authorized, CursorNode, SearchNode, SelectNode, SortNode } from '../nodes.ts';
import { createAliases } from './aliases.ts';
import { orderSql, physicalEntity, physicalField, valueSql } from './columns.ts';
import { Joins } from './joins.ts';
import { root, selectJoined, selectTitles } from './selection.ts';
import { createSqlContext, type RuleScope, rowRule } from './sql-context.ts';

export interface CompiledSelect {
  readonly statement: Sql;
  read(row: Row, locale: Locale): { [path: string]: unknown };
  cursor(row: Row): CursorNode;
}

/** Filled by the gate on every record, so that no order need care for empties. */
const neverEmpty: ReadonlySet<string> = new Set(['id', 'created_at', 'updated_at', 'version']);

export function scopeOf(context: Context, rights: RuleScope['rights']): RuleScope {
  return {
    release: context.release,
    moment: context.moment,
    rights,
    names: { viewer: context.viewer.attributes },
    aliases: createAliases(),
  };
}

export function compileSelect(context: Context, node: Authorized<SelectNode>): CompiledSelect {
  const scope = scopeOf(context, node.rights);
  const { table } = physicalEntity(scope.release, node.entity.id);
  const joins = new Joins(scope, root);
  const selection = selectJoined(scope.release, node.paths, joins);
  const titles = node.titles ? selectTitles(scope, node.paths, joins) : undefined;
  const keys = node.sort.map((key) => sortKey(scope, key, joins));
  const columns = [
    ...(node.paths.length > 0 ? [selection.list] : []),
    ...(titles?.list ?? []),
    ...keys.map(({ value }, index) => sql`${value}::text as ${sql.id(`k${index}`)}`),
    sql`${root}.id as id`,
  ];
  const where = conditionsOf(scope, node);
  if (node.after) where.push(afterCursor(keys, node.after));
  const statement = sql`select ${sql.join(columns)} from ${table} ${root}${joins.sql()} where ${sql.join(where, ' and ')} order by ${orderBy(keys)} limit ${sql.value(node.limit + 1, 'bigint')}`;
  return {
    statement,
    read(row, locale) {
      const values = selection.read(row);
      return titles ? { ...values, $titles: titles.read(row, locale) } : values;
    },
    cursor: (row) => ({
      values: keys.map((_key, index) => (row[`k${index}`] as string | null) ?? null),
      id: String(row.id),
    }),
  };
}

/** Rows that the page is a page of, cut off at `most`. */
export function compileCount(context: Context, node: Authorized<SelectNode>, most: number): Sql {
  const scope = scopeOf(context, node.rights);
  const { table } = physicalEntity(scope.release, node.entity.id);
  const where = sql.join(conditionsOf(scope, node), ' and ');
  return sql`select count(*) as count from (select 1 from ${table} ${root} where ${where} limit ${sql.value(most + 1, 'bigint')}) counted`;
}

/** The same rows without a cut, for the planner to estimate. */
export function compileEstimate(context: Context, node: Authorized<SelectNode>): Sql {
  const scope = scopeOf(context, node.rights);
  const { table } = physicalEntity(scope.release, node.entity.id);
  const where = sql.join(conditionsOf(scope, node), ' and ');
  return sql`explain (format json) select 1 from ${table} ${root} where ${where}`;
}

/** What a row must fulfil, page and order aside. Never empty. */
export function conditionsOf(
  scope: RuleScope,
  node: Pick<Authorized<SelectNode>, 'entity' | 'where' | 'rows' | 'search' | 'under'>,
): Sql[] {
  const entity = node.entity.id;
  const conditions: Sql[] = [];
  if (node.rows === 'live') conditions.push(sql`${root}.deleted_at is null`);
  if (node.rows === 'deleted') conditions.push(sql`${root}.deleted_at is not null`);
  for (const action of new Set<RecordAction>(['read', ...(node.under ?? [])])) {
    const rule = rowRule(scope, entity, action, root);
    if (rule) conditions.push(rule);
  }
  const context = createSqlContext({ ...scope, row: root });
  for (const condition of node.where) {
    conditions.push(sql`(${scope.release.registry.rules.toSql(condition, context)})`);
  }
  if (node.search) conditions.push(searchFor(scope, node.search));
  return conditions.length > 0 ? conditions : [sql`true`];
}

function searchFor(scope: RuleScope, { fields, text }: SearchNode): Sql {
  const pattern = sql.value(`%${escapeLike(text)}%`, 'text');
  const hits = fields
    .filter((field) => field.storage.kind === 'column')
    .map(
      (field) =>
        sql`${valueSql(physicalField(scope.release, field.entity, field.id), root)}::text ilike ${pattern}`,
    );
  return hits.length === 0 ? sql`false` : sql`(${sql.join(hits, ' or ')})`;
}

interface SortKey {
  readonly value: Sql;
  readonly direction: 'asc' | 'desc';
  readonly mayBeEmpty: boolean;
  readonly isId: boolean;
}

function sortKey(scope: RuleScope, { path, direction }: SortNode, joins: Joins): SortKey {
  const { field, steps } = path;
  const own = steps.length === 1;
  const alias = joins.aliasOf(steps.slice(0, -1));
  return {
    value: orderSql(physicalField(scope.release, field.entity, field.id), alias),
    direction,
    mayBeEmpty: !own || !neverEmpty.has(field.id),
    isId: own && field.id === 'id',
  };
}

function orderBy(keys: readonly SortKey[]): Sql {
  const parts = keys.map(({ value, direction, mayBeEmpty }) => {
    if (direction === 'asc') return sql`${value} asc`;
    return mayBeEmpty ? sql`${value} desc nulls last` : sql`${value} desc`;
  });
  // The id makes the order total; it runs with the last key, so that one index may serve both.
  if (!keys.some(({ isId }) => isId))
    parts.push(tieDirection(keys) === 'asc' ? sql`${root}.id asc` : sql`${root}.id desc`);
  return sql.join(parts);
}

function tieDirection(keys: readonly SortKey[]): 'asc' | 'desc' {
  return keys.at(-1)?.direction ?? 'desc';
}

/** Rows that come after the cursor; empties stand last in both directions. */
function afterCursor(keys: readonly SortKey[], { values, id }: CursorNode): Sql {
  const [first] = keys;
  const bound = sql.value(id, 'uuid');
  const tie = tieDirection(keys) === 'asc' ? sql`${root}.id > ${bound}` : sql`${root}.id < ${bound}`;
  if (keys.length === 1 && first && !first.mayBeEmpty && !first.isId && values[0] != null) {
    // One row comparison, which an index on (key, id) answers by going to the place.
    const pair = sql`(${first.value}, ${root}.id)`;
    return first.direction === 'asc'
      ? sql`${pair} > (${values[0]}, ${bound})`
      : sql`${pair} < (${values[0]}, ${bound})`;
  }
  return keys.reduceRight<Sql>((rest, key, index) => {
    if (key.isId) return key.direction === 'asc' ? sql`${root}.id > ${bound}` : sql`${root}.id < ${bound}`;
    const value = values[index] ?? null;
    if (value === null) return sql`(${key.value} is null and ${rest})`;
    const beyond = key.direction === 'asc' ? sql`${key.value} > ${value}` : sql`${key.value} < ${value}`;
    const further = key.mayBeEmpty ? sql`${beyond} or ${key.value} is null` : beyond;
    return sql`(${further} or (${key.value} = ${value} and ${rest}))`;
  }, tie);
}
