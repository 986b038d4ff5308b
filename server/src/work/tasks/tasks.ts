/** The operations on tasks. Each guards the state, records the transition, and is harmless when retried with its key. */
import { sql } from '@tenon/expressions';
import { type Context, within } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { TenonError } from '../../errors.ts';
import type { Records } from '../../records/records.ts';
import { demand, holds } from '../contexts.ts';
import { recordDecision } from '../decisions.ts';
import { listOperators, requireOperator } from '../operators.ts';
import { homeQueue, openInQueue } from '../queues/return.ts';
import { queueOf, requireRoom, serves } from '../queues/serving.ts';
import { whyRecord, whyTask } from '../why/why.ts';
import type { TaskChange, Tasks } from '../work.ts';
import { completeTask } from './complete.ts';
import { bodyOf, findTask, listTasks } from './list.ts';
import { myResults } from './results.ts';
import { isLive } from './states.ts';
import { lockTask, move, type TaskRow, wasDone } from './store.ts';
import { workbench } from './workbench.ts';

export function createTasks(records: Records): Tasks {
  return {
    list: listTasks,
    read: async (context, id) => bodyOf(context, await findTask(context, id)),
    workbench: async (context, id) => workbench(records, context, await findTask(context, id)),

    open: (context, id) =>
      change(context, id, {}, async (tx, inside, task) => {
        requireHolder(inside, task);
        if (task.state === 'in_progress') return task;
        const opened = sql`opened_at = coalesce(t.opened_at, ${sql.value(inside.moment.now, 'timestamptz')})`;
        return move(tx, inside, task, { action: 'open', set: [opened, sql`snoozed_until = null`] });
      }),

    complete: (context, id, completion) =>
      change(context, id, completion, async (tx, inside, task) => {
        requireHolder(inside, task);
        return completeTask(records, inside, tx, task, completion);
      }),

    snooze: (context, id, { until, ...how }) =>
      change(context, id, how, async (tx, inside, task) => {
        requireHolder(inside, task);
        const set = [sql`snoozed_until = ${sql.value(laterThan(inside, until), 'timestamptz')}`];
        return move(tx, inside, task, { action: 'snooze', key: how.key, set, detail: { until } });
      }),

    return: (context, id, { queue, note, ...how }) =>
      change(context, id, how, async (tx, inside, task) => {
        requireHolder(inside, task);
        const to = queue ?? homeQueue(inside, task);
        if (to !== undefined && inside.release.model.queues.get(to)?.entity !== task.entity) {
          const message = `There is no queue '${to}' of ${task.entity}`;
          throw new TenonError('invalid-values', message, {
            errors: [{ pointer: '/queue', code: 'unknown-reference', message }],
          });
        }
        const set = [sql`note = ${sql.value(note ?? null, 'text')}`];
        const returned = await move(tx, inside, task, {
          action: 'return',
          key: how.key,
          set,
          detail: { to: to ?? null },
        });
        if (to !== undefined) await openInQueue(tx, inside, returned, to);
        return returned;
      }),

    handOver: (context, id, { to, note, ...how }) =>
      change(context, id, how, async (tx, inside, task) => {
        requireHolder(inside, task);
        await requireOperator(inside, to, task);
        const detail = { from: task.operator, note: note ?? null };
        const moved = await move(tx, inside, task, {
          action: 'hand-over',
          key: how.key,
          operator: to,
          queue: null,
          set: [sql`opened_at = null`, sql`snoozed_until = null`],
          detail,
        });
        await recordDecision(tx, inside, 'handover', moved, detail);
        return moved;
      }),

    claim: (context, id, { key } = {}) =>
      change(context, id, key === undefined ? {} : { key }, async (tx, inside, task) => {
        if (isLive(task.state) && task.operator !== null && task.operator === inside.viewer.id) return task;
        if (task.queue === null || task.operator !== null) {
          throw new TenonError('state-conflict', 'Somebody else has taken this task');
        }
        return claimTask(tx, inside, task, key);
      }),

    cancel: async (context, id, { note, ...how }) => {
      demand(context, 'manage_work');
      return change(context, id, how, (tx, inside, task) => {
        const set = [sql`note = ${sql.value(note ?? null, 'text')}`];
        return move(tx, inside, task, { action: 'cancel', key: how.key, set });
      });
    },

    why: async (context, id) => whyTask(context, await findTask(context, id)),
    whyRecord,
    operators: async (context, search) => {
      if (!holds(context, 'manage_work')) demand(context, 'work');
      return listOperators(context, search);
    },
    myResults,
  };
}

/** Takes a task of a queue for the viewer, within the queue's limits. The row must be locked. */
export async function claimTask(
  tx: Transaction,
  context: Context,
  task: TaskRow,
  key: string | undefined,
): Promise<TaskRow> {
  const queue = queueOf(context, task.queue ?? '');
  if (!(await serves(context, queue))) throw new TenonError('not-allowed', 'You do not serve this queue');
  await requireRoom(tx, context, queue);
  const claimed = await move(tx, context, task, {
    action: 'claim',
    key,
    operator: context.viewer.id,
    queue: null,
    set: [sql`claimed_from = ${queue.id}`],
    detail: { queue: queue.id },
  });
  await recordDecision(tx, context, 'claim', claimed, { queue: queue.id });
  return claimed;
}

type Work = (tx: Transaction, context: Context, task: TaskRow) => Promise<TaskRow>;

/** Reads with the viewer's rights, locks, looks whether it was done already, guards the version, and does it. */
async function change(context: Context, id: string, how: Partial<TaskChange>, work: Work) {
  const run = async (tx: Transaction) => {
    const inside = within(context, tx);
    await findTask(inside, id);
    const task = await lockTask(tx, id);
    if (await wasDone(tx, id, how.key)) return bodyOf(inside, task);
    if (how.version !== undefined && how.version !== task.version) {
      throw new TenonError('version-conflict', 'The task was changed meanwhile', {
        current: { ...(await bodyOf(inside, task)) },
      });
    }
    const changed = await work(tx, inside, task);
    // What the work did may take the record out of the viewer's sight; the answer is still his.
    return bodyOf(inside, changed);
  };
  return context.tx ? run(context.tx) : context.db.transaction(run, { retry: true });
}

/** The operator who holds the task, or a manager of work. */
function requireHolder(context: Context, task: TaskRow): void {
  if (holds(context, 'manage_work')) return;
  demand(context, 'work');
  if (task.operator !== context.viewer.id) throw new TenonError('not-allowed', 'This task is not yours');
}

function laterThan({ moment }: Context, until: string): string {
  const at = Date.parse(until);
  const now = Date.parse(moment.now);
  const year = 366 * 86_400_000;
  if (!(at > now) || at > now + year) {
    throw new TenonError('invalid-values', 'Snooze until a time within the next year', {
      errors: [
        { pointer: '/until', code: 'invalid-value', message: 'A time within the next year is due here' },
      ],
    });
  }
  return new Date(at).toISOString();
}
