/** An aggregate node as SQL: values per record inside, groups outside, so that a group is computed in one place. */
import { type Sql, sql } from '@tenon/expressions';
import type { Context } from '../../context.ts';
import type {
  AggregateFunction,
  AggregateNode,
  Authorized,
  Bucket,
  GroupNode,
  MeasureNode,
} from '../nodes.ts';
import { orderSql, physicalEntity, physicalField, valueSql } from './columns.ts';
import { Joins } from './joins.ts';
import { conditionsOf, scopeOf } from './select.ts';
import { root } from './selection.ts';
import { createSqlContext, type RuleScope, reachOf } from './sql-context.ts';

const inner = sql.id('q');

/** Rows have a column per group and measure, named by its id, as text. */
export function compileAggregate(context: Context, node: Authorized<AggregateNode>): Sql {
  const scope = scopeOf(context, node.rights);
  const joins = new Joins(scope, root);
  const inside: Sql[] = [];
  const keys = node.groups.map((group, index) => groupKey(scope, group, index, joins, inside));
  const measures = node.measures.map((measure, index) => measureSql(scope, measure, index, joins, inside));
  if (inside.length === 0) inside.push(sql`true as "row"`);
  const { table } = physicalEntity(scope.release, node.entity.id);
  const where = conditionsOf(scope, { ...node, rows: 'live', search: node.search });
  const rows = sql`select ${sql.join(inside)} from ${table} ${root}${joins.sql()} where ${sql.join(where, ' and ')}`;

  const outside = [
    ...node.groups.map(({ id }, index) => sql`${keys[index]?.value ?? sql.empty}::text as ${sql.id(id)}`),
    ...node.measures.map(({ id }, index) => sql`${measures[index]?.text ?? sql.empty} as ${sql.id(id)}`),
  ];
  const grouped = keys.flatMap(({ value, order }) => (order ? [value, order] : [value]));
  const groupBy = grouped.length > 0 ? sql` group by ${sql.join(grouped)}` : sql.empty;
  const order = orderOf(node, keys, measures);
  return sql`select ${sql.join(outside)} from (${rows}) ${inner}${groupBy}${order} limit ${sql.value(node.limit + 1, 'bigint')}`;
}

interface Key {
  readonly value: Sql;
  /** What it is sorted by, when that is not the value itself. */
  readonly order: Sql | undefined;
}

function groupKey(scope: RuleScope, group: GroupNode, index: number, joins: Joins, inside: Sql[]): Key {
  const { field, steps } = group.path;
  const alias = joins.aliasOf(steps.slice(0, -1));
  const physical = physicalField(scope.release, field.entity, field.id);
  const reach = reachOf(scope);
  const raw = valueSql(physical, alias, reach);
  const name = sql.id(`g${index}`);
  const value = sql`${inner}.${name}`;
  if (group.bucket) {
    inside.push(sql`${bucketOf(scope, group.bucket, field.valueType.kind === 'datetime', raw)} as ${name}`);
    return { value, order: undefined };
  }
  inside.push(sql`${raw} as ${name}`);
  if (!physical.serverType.order || physical.link) return { value, order: undefined };
  const orderName = sql.id(`o${index}`);
  inside.push(sql`${orderSql(physical, alias, reach)} as ${orderName}`);
  return { value, order: sql`${inner}.${orderName}` };
}

/** The first day of the bucket, on the calendar of the organisation's time zone. */
function bucketOf({ release }: RuleScope, bucket: Bucket, isMoment: boolean, value: Sql): Sql {
  const zone = sql.value(release.model.organisation.timeZone, 'text');
  const local = isMoment ? sql`(${value} at time zone ${zone})` : sql`${value}::timestamp`;
  return sql`date_trunc(${sql.value(bucket, 'text')}, ${local})::date`;
}

interface Measured {
  readonly value: Sql;
  readonly text: Sql;
}

function measureSql(
  scope: RuleScope,
  measure: MeasureNode,
  index: number,
  joins: Joins,
  inside: Sql[],
): Measured {
  const { path, where } = measure;
  let operand: Sql | undefined;
  if (path) {
    const alias = joins.aliasOf(path.steps.slice(0, -1));
    const name = sql.id(`v${index}`);
    inside.push(
      sql`${valueSql(physicalField(scope.release, path.field.entity, path.field.id), alias, reachOf(scope))} as ${name}`,
    );
    operand = sql`${inner}.${name}`;
  }
  let filter = sql.empty;
  if (where) {
    const name = sql.id(`c${index}`);
    const condition = scope.release.registry.rules.toSql(where, createSqlContext({ ...scope, row: root }));
    inside.push(sql`(${condition}) as ${name}`);
    filter = sql` filter (where ${inner}.${name})`;
  }
  const value = sql`${functions[measure.aggregate](operand)}${filter}`;
  const isDecimal = measure.aggregate !== 'count' && path?.field.valueType.kind === 'number';
  return { value, text: isDecimal ? sql`trim_scale((${value})::numeric)::text` : sql`(${value})::text` };
}

const functions: { readonly [F in AggregateFunction]: (operand: Sql | undefined) => Sql } = {
  count: (operand) => (operand ? sql`count(${operand})` : sql`count(*)`),
  sum: (operand) => sql`sum(${operand ?? sql.empty})`,
  avg: (operand) => sql`avg(${operand ?? sql.empty})`,
  min: (operand) => sql`min(${operand ?? sql.empty})`,
  max: (operand) => sql`max(${operand ?? sql.empty})`,
};

/** As asked, then by the groups, so that the answer is the same each time. Empties stand last. */
function orderOf(node: AggregateNode, keys: readonly Key[], measures: readonly Measured[]): Sql {
  const asked = node.sort.map(({ by, direction }) => {
    const group = node.groups.findIndex(({ id }) => id === by);
    const measure = node.measures.findIndex(({ id }) => id === by);
    const value = keys[group]?.order ?? keys[group]?.value ?? measures[measure]?.value ?? sql.empty;
    return direction === 'desc' ? sql`${value} desc nulls last` : sql`${value} asc nulls last`;
  });
  const rest = keys.map(({ value, order }) => sql`${order ?? value} asc nulls last`);
  const parts = [...asked, ...rest];
  return parts.length > 0 ? sql` order by ${sql.join(parts)}` : sql.empty;
}
