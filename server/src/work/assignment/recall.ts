/** Which operators and which records come into question (AS1, AS6), each in one statement. */
import { type Moment, type Sql, sql } from '@tenon/expressions';
import type { AssignmentRuleModel, SortModel } from '@tenon/model';
import type { Context } from '../../context.ts';
import type { Queryable } from '../../database/index.ts';
import { rolesOf } from '../../identity/roles.ts';
import { orderSql, physicalEntity, physicalField } from '../../query/compile/columns.ts';
import { createAliases, createSqlContext, reachOf } from '../../query/compile/index.ts';
import type { LiveRelease } from '../../releases/live.ts';
import { before, startOf } from '../durations.ts';
import { checkedOf, fieldNode } from '../expressions.ts';
import type { Conditions } from './conditions.ts';
import type { MatchOperator } from './match.ts';
import { partColumns } from './pair.ts';

export interface RecalledOperator extends MatchOperator {
  readonly name: string;
  readonly roles: readonly string[];
  /** Values of the operator parts, by condition. */
  readonly parts: readonly (readonly unknown[])[];
}

export interface OperatorRecall {
  readonly operators: readonly RecalledOperator[];
  /** Users that are no candidates for any record, by reason. */
  readonly excluded: { readonly [reason: string]: number };
  readonly lastTurn: number;
}

interface OperatorRow {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly name: string | null;
  readonly active: boolean;
  readonly recalled: boolean;
  readonly capacity: string | null;
  readonly weight: string | null;
}

const user = sql.id('u');

/**
 * Users that may be given work, in the order of their ids. `hold` keeps their records from being changed until the
 * transaction ends, so that nobody is disabled between this look and the commit.
 */
export async function recallOperators(
  db: Queryable,
  context: Context,
  rule: AssignmentRuleModel,
  conditions: Conditions,
  hold: boolean,
): Promise<OperatorRecall> {
  const { release, moment } = context;
  const rows = await db.query<OperatorRow>(operatorStatement(release, moment, rule, conditions, hold));
  const active = rows.filter((row) => row.active === true);
  const roles = await rolesOf(
    db,
    release.model,
    active.map(({ id }) => id),
  );
  const works = (id: string) => release.access(roles.get(id) ?? []).capabilities.has('work');
  const excluded: Record<string, number> = {};
  const leaveOut = (reason: string) => {
    excluded[reason] = (excluded[reason] ?? 0) + 1;
  };
  const recalled: OperatorRow[] = [];
  for (const row of rows) {
    if (row.active !== true) leaveOut('inactive');
    else if (!works(row.id)) leaveOut('no-right');
    else if (!row.recalled) leaveOut('not-recalled');
    else if (!(weightOf(row) > 0)) leaveOut('no-weight');
    else recalled.push(row);
  }
  const figures = await figuresOf(db, rule, moment);
  const operators = recalled.map((row): RecalledOperator => {
    const { id, name } = row;
    return {
      id,
      name: name ?? id,
      roles: roles.get(id) ?? [],
      load: figures.load.get(id) ?? 0,
      capacity: row.capacity === null ? undefined : Number(row.capacity),
      weight: weightOf(row),
      lastTurn: figures.turns.get(id),
      left: leftOf(rule, figures.given.get(id)),
      parts: conditions.all.map(({ split, key }) =>
        (split?.operatorParts ?? []).map((_, index) => row[`${key}_${index}`] ?? null),
      ),
    };
  });
  return { operators, excluded, lastTurn: Math.max(0, ...figures.turns.values()) };
}

function operatorStatement(
  release: LiveRelease,
  moment: Moment,
  rule: AssignmentRuleModel,
  conditions: Conditions,
  hold: boolean,
): Sql {
  const { rules } = release.registry;
  const { table, entity } = physicalEntity(release, 'user');
  const context = createSqlContext({ release, moment, rights: 'system', row: user });
  const optional = (number: AssignmentRuleModel['weight']) =>
    number ? rules.toSql(number.checked, context, 'value') : sql`null::numeric`;
  const where = rule.operators.where;
  const columns = [
    sql`${user}.id`,
    sql`(${context.column('user', entity.titleField.id, user)})::text as name`,
    sql`coalesce(${context.column('user', 'active', user)}, false) as active`,
    sql`${where ? sql`coalesce(${rules.toSql(where.checked, context, 'value')}, false)` : sql`true`} as recalled`,
    sql`${optional(rule.capacity)} as capacity`,
    sql`${optional(rule.weight)} as weight`,
  ];
  for (const { split, key, name } of conditions.all) {
    const named = createSqlContext({ release, moment, rights: 'system', names: { [name]: user } });
    partColumns(split?.operatorParts ?? [], rules, named).forEach((part, index) => {
      columns.push(sql`${part} as ${sql.id(`${key}_${index}`)}`);
    });
  }
  const held = hold ? sql` for share of ${user}` : sql.empty;
  return sql`select ${sql.join(columns)} from ${table} ${user} where ${user}.deleted_at is null order by ${user}.id${held}`;
}

function weightOf({ weight }: OperatorRow): number {
  return weight === null ? 1 : Number(weight);
}

interface Given {
  readonly day: number;
  readonly week: number;
  readonly month: number;
}

async function figuresOf(db: Queryable, rule: AssignmentRuleModel, moment: Moment) {
  const load = await db.query<{ operator: string; load: string }>(sql`
    select operator, count(*) as load from tenon.tasks
    where operator is not null and state in ('open', 'in_progress')
      and task_type = any(${sql.value(rule.loadTaskTypes, 'text[]')})
    group by operator`);
  const turns = await db.query<{ operator: string; turn: string }>(
    sql`select operator, turn from tenon.turns where rule = ${rule.id}`,
  );
  return {
    load: new Map(load.map((row) => [row.operator, Number(row.load)])),
    turns: new Map(turns.map((row) => [row.operator, Number(row.turn)])),
    given: await givenOf(db, rule, moment),
  };
}

/** What the rule gave each operator in the periods that it limits. */
async function givenOf(
  db: Queryable,
  rule: AssignmentRuleModel,
  moment: Moment,
): Promise<ReadonlyMap<string, Given>> {
  const { perDay, perWeek, perMonth } = rule.limits;
  if (perDay === undefined && perWeek === undefined && perMonth === undefined) return new Map();
  const [day, week, month] = (['day', 'week', 'month'] as const).map((period) =>
    sql.value(startOf(period, moment), 'timestamptz'),
  );
  const rows = await db.query<{ operator: string; day: string; week: string; month: string }>(sql`
    select operator, count(*) filter (where at >= ${day}) as day, count(*) filter (where at >= ${week}) as week,
      count(*) filter (where at >= ${month}) as month
    from tenon.decisions
    where kind = 'assignment' and rule = ${rule.id} and at >= least(${week}, ${month})
    group by operator`);
  return new Map(
    rows.map((row) => [
      row.operator,
      { day: Number(row.day), week: Number(row.week), month: Number(row.month) },
    ]),
  );
}

function leftOf({ limits }: AssignmentRuleModel, given: Given | undefined): MatchOperator['left'] {
  const { perDay, perWeek, perMonth } = limits;
  const left: { count: number; limit: 'day' | 'week' | 'month' }[] = [];
  const add = (limit: 'day' | 'week' | 'month', most: number | undefined) => {
    if (most !== undefined) left.push({ limit, count: most - (given?.[limit] ?? 0) });
  };
  add('day', perDay);
  add('week', perWeek);
  add('month', perMonth);
  return left.reduce<MatchOperator['left']>(
    (least, one) => (least && least.count <= one.count ? least : one),
    undefined,
  );
}

export interface RecalledRecord {
  readonly id: string;
  /** By condition: the values of its record parts, or the ids of the operators for whom the database says it holds. */
  readonly conditions: readonly RecordSide[];
  /** Who let the last task of this kind lapse, when the rule gives lapsed tasks to somebody else. */
  readonly lapsedBy: string | null;
}
export type RecordSide = { readonly parts: readonly unknown[] } | { readonly holdsFor: string };

export interface RecordRecall {
  readonly rule: AssignmentRuleModel;
  readonly conditions: Conditions;
  readonly operators: readonly RecalledOperator[];
  /** Lets the database evaluate every condition for every pair. */
  readonly inDatabase: boolean;
}

const record = sql.id('r');

/** Records to be given, in the order of the rule. */
export async function recallRecords(
  db: Queryable,
  context: Context,
  recall: RecordRecall,
): Promise<readonly RecalledRecord[]> {
  const rows = await db.query<{ [column: string]: unknown }>(recordStatement(context, recall));
  return rows.map((row) => ({
    id: String(row.id),
    conditions: recall.conditions.all.map(({ split, key }): RecordSide => {
      if (!split || recall.inDatabase) return { holdsFor: String(row[key] ?? '') };
      return { parts: split.recordParts.map((_, index) => row[`${key}_${index}`] ?? null) };
    }),
    lapsedBy: (row.lapsed_by as string | null) ?? null,
  }));
}

function recordStatement(
  { release, moment }: Context,
  { rule, conditions, operators, inDatabase }: RecordRecall,
): Sql {
  const { rules } = release.registry;
  const { id: taskType, entity } = rule.taskType;
  const context = createSqlContext({ release, moment, rights: 'system', row: record });
  const columns = [sql`${record}.id`];
  const ids = sql.value(
    operators.map(({ id }) => id),
    'uuid[]',
  );
  for (const { split, key, name, expression } of conditions.all) {
    if (split && !inDatabase) {
      partColumns(split.recordParts, rules, context).forEach((part, index) => {
        columns.push(sql`${part} as ${sql.id(`${key}_${index}`)}`);
      });
    } else {
      const pair = createSqlContext({
        release,
        moment,
        rights: 'system',
        row: record,
        names: { [name]: user },
      });
      columns.push(sql`(select string_agg(${user}.id::text, ' ' order by ${user}.id)
        from ${physicalEntity(release, 'user').table} ${user}
        where ${user}.id = any(${ids}) and (${rules.toSql(expression, pair)})) as ${sql.id(key)}`);
    }
  }
  if (rule.validity?.onLapse === 'reassign') {
    columns.push(sql`(select case when t.state = 'lapsed' then t.operator end from tenon.tasks t
      where t.entity = ${entity.id} and t.record_id = ${record}.id and t.task_type = ${taskType}
      order by t.id desc limit 1) as lapsed_by`);
  }
  const where = [
    sql`${record}.deleted_at is null`,
    sql`not exists (select from tenon.tasks t where t.entity = ${entity.id} and t.record_id = ${record}.id
      and t.task_type = ${taskType} and t.state in ('open', 'in_progress'))`,
  ];
  if (rule.records.where) where.push(sql`(${rules.toSql(rule.records.where.checked, context)})`);
  if (rule.records.untouchedFor !== undefined) {
    const since = sql.value(before(moment, rule.records.untouchedFor), 'timestamptz');
    where.push(sql`not exists (select from tenon.tasks t where t.record_id = ${record}.id
      and t.task_type = ${taskType} and t.state = 'completed' and t.closed_at > ${since})`);
  }
  const order = [...rule.records.sort.map((sort) => orderOf(release, moment, sort)), sql`${record}.id`];
  const { table } = physicalEntity(release, entity.id);
  return sql`select ${sql.join(columns)} from ${table} ${record} where ${sql.join(where, ' and ')}
    order by ${sql.join(order)} limit ${sql.value(rule.records.limit, 'bigint')}`;
}

function orderOf(release: LiveRelease, moment: Moment, { field: path, direction }: SortModel): Sql {
  const { field, steps } = path;
  const own = steps.length === 1;
  const aliases = createAliases('o');
  const context = createSqlContext({ release, moment, rights: 'system', row: record, aliases });
  const value = own
    ? orderSql(physicalField(release, field.entity, field.id), record, reachOf({ release, moment, aliases }))
    : release.registry.rules.toSql(checkedOf(fieldNode(path)), context, 'value');
  return direction === 'asc' ? sql`${value} asc nulls last` : sql`${value} desc nulls last`;
}
