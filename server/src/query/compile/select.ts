/** A select node as SQL: rows of one entity, in an order that the cursor can go on from. */
import { escapeLike, type Sql, sql } from '@tenon/expressions';
import type { RecordAction } from '@tenon/model';
import type { Locale } from '@tenon/plugin-api';
import type { Context } from '../../context.ts';
import type { Row } from '../../database/index.ts';
import type { Authorized, CursorNode, SearchNode, SelectNode } from '../nodes.ts';
import { createAliases } from './aliases.ts';
import { physicalEntity, physicalField, valueSql } from './columns.ts';
import { Joins } from './joins.ts';
import { orderBy, pageAfter, sortKey } from './keyset.ts';
import { root, selectJoined, selectTitles } from './selection.ts';
import { isServed } from './served.ts';
import { createSqlContext, type RuleScope, rowRule } from './sql-context.ts';

export interface CompiledSelect {
  readonly statement: Sql;
  read(row: Row, locale: Locale): { [path: string]: unknown };
  cursor(row: Row): CursorNode;
}

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
  const selection = selectJoined(scope, node.paths, joins);
  const titles = node.titles ? selectTitles(scope, node.paths, joins) : undefined;
  const keys = node.sort.map((key) => sortKey(scope, key, joins));
  const columns = [
    ...(node.paths.length > 0 ? [selection.list] : []),
    ...(titles?.list ?? []),
    ...keys.map(({ value }, index) => sql`${value}::text as ${sql.id(`k${index}`)}`),
    sql`${root}.id as id`,
  ];
  const where = conditionsOf(scope, node);
  const limit = sql.value(node.limit + 1, 'bigint');
  const page = (selected: readonly Sql[], conditions: readonly Sql[]) =>
    sql`select ${sql.join(selected)} from ${table} ${root}${joins.sql()} where ${sql.join([...where, ...conditions], ' and ')} order by ${orderBy(keys)} limit ${limit}`;
  return {
    statement: node.after
      ? pageAfter(keys, node.after, columns, page, limit, isServed(scope.release, node))
      : page(columns, []),
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
  node: Pick<Authorized<SelectNode>, 'entity' | 'where' | 'rows' | 'search' | 'among' | 'under'>,
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
  if (node.among) conditions.push(sql`${root}.id = any(${sql.value([...node.among], 'uuid[]')})`);
  return conditions.length > 0 ? conditions : [sql`true`];
}

function searchFor(scope: RuleScope, { fields, text, among }: SearchNode): Sql {
  const pattern = sql.value(`%${escapeLike(text)}%`, 'text');
  const hits = fields
    .filter((field) => field.storage.kind === 'column')
    .map(
      (field) =>
        sql`${valueSql(physicalField(scope.release, field.entity, field.id), root)}::text ilike ${pattern}`,
    );
  if (hits.length === 0) return sql`false`;
  const held = sql`(${sql.join(hits, ' or ')})`;
  return among ? sql`${root}.id = any(${sql.value([...among], 'uuid[]')}) and ${held}` : held;
}
