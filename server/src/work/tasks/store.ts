/** Rows of tasks: reading one to change it, and writing a transition with its event. */
import { type Sql, sql } from '@tenon/expressions';
import type { TaskState, TaskTypeModel } from '@tenon/model';
import type { Context } from '../../context.ts';
import type { Queryable, Transaction } from '../../database/index.ts';
import { TenonError } from '../../errors.ts';
import { isId, newId } from '../../ids.ts';
import { physicalEntity } from '../../query/compile/columns.ts';
import { after } from '../durations.ts';
import { prioritySql } from './priority.ts';
import { nextState, type TaskAction } from './states.ts';

export interface TaskRow {
  readonly id: string;
  readonly task_type: string;
  readonly entity: string;
  readonly record_id: string;
  readonly operator: string | null;
  readonly queue: string | null;
  readonly claimed_from: string | null;
  readonly state: TaskState;
  readonly priority: string;
  readonly priority_parts: { readonly [part: string]: string };
  readonly hot: boolean;
  readonly due: string | null;
  readonly lapses_at: string | null;
  readonly snoozed_until: string | null;
  readonly rule: string | null;
  readonly opened_at: string | null;
  readonly closed_at: string | null;
  readonly outcome: string | null;
  readonly version: number;
  readonly created_at: string;
}

export const taskColumns = sql`t.id, t.task_type, t.entity, t.record_id, t.operator, t.queue, t.claimed_from, t.state,
  t.priority, t.priority_parts, t.hot, t.due, t.lapses_at, t.snoozed_until, t.rule, t.opened_at, t.closed_at, t.outcome,
  t.version, t.created_at`;

export const liveStates = sql`('open', 'in_progress')`;

/** The task, held until the transaction ends. */
export async function lockTask(tx: Transaction, id: string): Promise<TaskRow> {
  const rows = isId(id)
    ? await tx.query<TaskRow>(
        sql`select ${taskColumns} from tenon.tasks t where t.id = ${sql.value(id, 'uuid')} for update`,
      )
    : [];
  return rows[0] ?? missingTask();
}

export function missingTask(): never {
  throw new TenonError('not-found', 'There is no such task');
}

/** Whether an earlier call with this key has done it already. */
export async function wasDone(tx: Queryable, task: string, key: string | undefined): Promise<boolean> {
  if (key === undefined) return false;
  const rows = await tx.query(
    sql`select from tenon.task_events where task = ${sql.value(task, 'uuid')} and key = ${key}`,
  );
  return rows.length > 0;
}

export interface Transition {
  readonly action: TaskAction;
  readonly key?: string | undefined;
  /** `column = value` besides state and version. */
  readonly set?: readonly Sql[];
  readonly operator?: string | null;
  readonly queue?: string | null;
  readonly detail?: { readonly [name: string]: unknown };
}

/** Writes the transition and its event. The row must be locked. */
export async function move(
  tx: Transaction,
  context: Context,
  task: TaskRow,
  { action, key, set = [], operator = task.operator, queue = task.queue, detail }: Transition,
): Promise<TaskRow> {
  const state = nextState(action, task.state);
  const closes = state !== 'open' && state !== 'in_progress';
  const at = sql.value(context.moment.now, 'timestamptz');
  const by = sql.value(context.viewer.id, 'uuid');
  const sets = [
    sql`state = ${state}`,
    sql`version = t.version + 1`,
    sql`operator = ${sql.value(operator, 'uuid')}`,
    sql`queue = ${sql.value(queue, 'text')}`,
    ...(closes ? [sql`closed_at = ${at}`, sql`closed_by = ${by}`] : []),
    ...set,
  ];
  const [moved] = await tx.query<TaskRow>(sql`
    with moved as (
      update tenon.tasks t set ${sql.join(sets)} where t.id = ${sql.value(task.id, 'uuid')} returning ${taskColumns}
    ), event as (
      insert into tenon.task_events (id, task, action, from_state, to_state, operator, queue, by_id, at, key, detail)
      select ${sql.value(newId(), 'uuid')}, id, ${action}, ${task.state}, ${state}, ${sql.value(operator, 'uuid')},
        ${sql.value(queue, 'text')}, ${by}, ${at}, ${sql.value(key ?? null, 'text')},
        ${sql.value(detail === undefined ? null : JSON.stringify(detail), 'jsonb')}
      from moved
    )
    select * from moved`);
  tx.announce('tenon_tasks');
  return moved ?? missingTask();
}

export interface NewTask {
  readonly taskType: TaskTypeModel;
  readonly record: string;
  readonly operator: string | null;
  readonly queue: string | null;
  readonly claimedFrom?: string;
  readonly rule?: string | null;
  /** Hidden until then; the time to do it counts from there. */
  readonly snoozedUntil?: string;
  readonly detail?: { readonly [name: string]: unknown };
}

/** Makes a task unless the record has a live one of this type, or is gone: then undefined. */
export async function createTask(
  tx: Transaction,
  context: Context,
  task: NewTask,
): Promise<TaskRow | undefined> {
  const { release, moment } = context;
  const { taskType, record, operator, queue, claimedFrom, rule = null, snoozedUntil, detail } = task;
  const { priority, parts, hot } = prioritySql(release, moment, taskType);
  const start = snoozedUntil === undefined ? moment : { ...moment, now: snoozedUntil };
  const at = sql.value(moment.now, 'timestamptz');
  const due = taskType.due === undefined ? null : after(start, taskType.due);
  const [made] = await tx.query<TaskRow>(sql`
    with made as (
      insert into tenon.tasks as t (id, task_type, entity, record_id, operator, queue, claimed_from, state, priority,
        priority_parts, hot, due, snoozed_until, rule, created_at)
      select ${sql.value(newId(), 'uuid')}, ${taskType.id}, ${taskType.entity.id}, r.id, ${sql.value(operator, 'uuid')},
        ${sql.value(queue, 'text')}, ${sql.value(claimedFrom ?? null, 'text')}, 'open', ${priority}, ${parts}, ${hot},
        ${sql.value(due, 'timestamptz')}, ${sql.value(snoozedUntil ?? null, 'timestamptz')},
        ${sql.value(rule, 'text')}, ${at}
      from ${physicalEntity(release, taskType.entity.id).table} r
      where r.id = ${sql.value(record, 'uuid')} and r.deleted_at is null
      on conflict (entity, record_id, task_type) where state in ${liveStates} do nothing
      returning ${taskColumns}
    ), event as (
      insert into tenon.task_events (id, task, action, to_state, operator, queue, by_id, at, detail)
      select ${sql.value(newId(), 'uuid')}, id, 'create', 'open', operator, queue,
        ${sql.value(context.viewer.id, 'uuid')}, ${at},
        ${sql.value(detail === undefined ? null : JSON.stringify(detail), 'jsonb')}
      from made
    )
    select * from made`);
  if (made) tx.announce('tenon_tasks');
  return made;
}
