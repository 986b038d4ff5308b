/** The work list (TK1): best first, in pages by keyset over an index of live tasks. */
import { type Sql, sql } from '@tenon/expressions';
import type { TaskBody, TaskPage, TaskState } from '@tenon/model';
import { type Context, queryable } from '../../context.ts';
import { TenonError } from '../../errors.ts';
import { isId } from '../../ids.ts';
import { physicalEntity } from '../../query/compile/columns.ts';
import { createSqlContext } from '../../query/compile/index.ts';
import { demand, holds } from '../contexts.ts';
import { startOf } from '../durations.ts';
import { queueOf, serves } from '../queues/serving.ts';
import type { TaskQuery } from '../work.ts';
import { liveStates, missingTask, type TaskRow, taskColumns } from './store.ts';
import { taskBodies, visibleTasks } from './visible.ts';

const defaultLimit = 50;
const mostLimit = 200;
const closedStates: readonly TaskState[] = ['completed', 'lapsed', 'returned', 'cancelled'];
const t = sql.id('t');

export async function listTasks(context: Context, query: TaskQuery): Promise<TaskPage> {
  const limit = query.limit ?? defaultLimit;
  if (!Number.isInteger(limit) || limit < 1 || limit > mostLimit) {
    throw new TenonError('limit-exceeded', `A page has 1 to ${mostLimit} tasks`);
  }
  const order = query.state !== undefined && closedStates.includes(query.state) ? closedOrder : liveOrder;
  const scope = await scopeOf(context, query.scope ?? 'mine');
  const where = [scope, stateIs(context, query.state ?? 'open'), visibleTasks(context, t)];
  if (query.after !== undefined) where.push(order.after(query.after));
  const rows = await queryable(context).query<TaskRow>(sql`
    select ${taskColumns} from tenon.tasks t where ${sql.join(where, ' and ')}
    order by ${order.by} limit ${sql.value(limit + 1, 'bigint')}`);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: await taskBodies(context, page),
    next: rows.length > limit && last ? order.cursor(last) : null,
    count: await counts(context, scope),
  };
}

/** The task, if the viewer may see it. */
export async function findTask(context: Context, id: string): Promise<TaskRow> {
  if (!isId(id)) return missingTask();
  const own = holds(context, 'manage_work')
    ? sql`true`
    : sql`(t.operator = ${sql.value(context.viewer.id, 'uuid')} or t.operator is null or ${await teamScope(context)})`;
  const [row] = await queryable(context).query<TaskRow>(sql`
    select ${taskColumns} from tenon.tasks t
    where t.id = ${sql.value(id, 'uuid')} and ${visibleTasks(context, t)} and ${own}`);
  return row ?? missingTask();
}

export async function bodyOf(context: Context, row: TaskRow): Promise<TaskBody> {
  const [body] = await taskBodies(context, [row]);
  return body ?? missingTask();
}

async function counts(context: Context, scope: Sql): Promise<TaskPage['count']> {
  const { moment } = context;
  const now = sql.value(moment.now, 'timestamptz');
  const day = sql.value(startOf('day', moment), 'timestamptz');
  const [live] = await queryable(context).query<{ open: string; overdue: string }>(sql`
    select count(*) as open, count(*) filter (where t.due < ${now}) as overdue
    from tenon.tasks t where ${scope} and ${stateIs(context, 'open')} and ${visibleTasks(context, t)}`);
  const [done] = await queryable(context).query<{ completed: string }>(sql`
    select count(*) as completed from tenon.tasks t
    where t.state = 'completed' and t.operator = ${sql.value(context.viewer.id, 'uuid')} and t.closed_at >= ${day}`);
  return {
    open: Number(live?.open ?? 0),
    overdue: Number(live?.overdue ?? 0),
    completedToday: Number(done?.completed ?? 0),
  };
}

function stateIs({ moment }: Context, state: TaskState): Sql {
  if (closedStates.includes(state)) return sql`t.state = ${state}`;
  const states = state === 'in_progress' ? sql`t.state = 'in_progress'` : sql`t.state in ${liveStates}`;
  const now = sql.value(moment.now, 'timestamptz');
  return sql`${states} and (t.snoozed_until is null or t.snoozed_until <= ${now})`;
}

async function scopeOf(context: Context, scope: string): Promise<Sql> {
  if (scope === 'mine') {
    demand(context, 'work');
    return sql`t.operator = ${sql.value(context.viewer.id, 'uuid')}`;
  }
  if (scope === 'team') {
    return holds(context, 'manage_work') ? sql`t.operator is not null` : await teamScope(context);
  }
  if (scope.startsWith('queue:')) {
    const queue = queueOf(context, scope.slice('queue:'.length));
    if (!holds(context, 'manage_work') && !(await serves(context, queue))) {
      throw new TenonError('not-allowed', 'You do not serve this queue');
    }
    return sql`t.queue = ${queue.id} and t.operator is null`;
  }
  throw new TenonError('invalid-query', 'scope is mine, team or queue:ID');
}

/** Tasks of the viewer's team mates. */
async function teamScope({ release, moment, viewer }: Context): Promise<Sql> {
  const team = viewer.attributes.team;
  if (typeof team !== 'string') return sql`false`;
  const u = sql.id('u');
  const context = createSqlContext({ release, moment, rights: 'system', row: u });
  return sql`t.operator in (select ${u}.id from ${physicalEntity(release, 'user').table} ${u}
    where ${context.column('user', 'team', u)} = ${sql.value(team, 'uuid')})`;
}

interface Order {
  readonly by: Sql;
  cursor(row: TaskRow): string;
  after(cursor: string): Sql;
}

const liveOrder: Order = {
  by: sql`t.priority desc, t.due asc nulls last, t.id asc`,
  cursor: ({ priority, due, id }) => write([priority, due, id]),
  after(cursor) {
    const [priority, due, id] = read(cursor, 3);
    const p = sql.value(priority, 'numeric');
    const i = sql.value(id, 'uuid');
    const d = sql.value(due, 'timestamptz');
    const later =
      due === null
        ? sql`(t.due is null and t.id > ${i})`
        : sql`(t.due > ${d} or t.due is null or (t.due = ${d} and t.id > ${i}))`;
    return sql`(t.priority < ${p} or (t.priority = ${p} and ${later}))`;
  },
};

const closedOrder: Order = {
  by: sql`t.closed_at desc, t.id desc`,
  cursor: ({ closed_at, id }) => write([closed_at, id]),
  after(cursor) {
    const [closed, id] = read(cursor, 2);
    return sql`(t.closed_at, t.id) < (${sql.value(closed, 'timestamptz')}, ${sql.value(id, 'uuid')})`;
  },
};

function write(values: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

const number = /^-?\d{1,40}(\.\d{1,40})?$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/;

/** Values are looked at one by one, since a cursor comes back from outside. */
function read(cursor: string, length: number): readonly (string | null)[] {
  const invalid = (): never => {
    throw new TenonError('invalid-cursor', 'This place belongs to another list; start from the first page');
  };
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return invalid();
  }
  if (!Array.isArray(values) || values.length !== length || !isId(values.at(-1))) return invalid();
  const [first, second] = values as unknown[];
  const pattern = length === 3 ? number : instant;
  if (typeof first !== 'string' || !pattern.test(first)) return invalid();
  if (length === 3 && second !== null && !(typeof second === 'string' && instant.test(second)))
    return invalid();
  return values as (string | null)[];
}
