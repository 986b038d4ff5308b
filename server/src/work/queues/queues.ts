import { sql } from '@tenon/expressions';
import type { AssignmentRuleModel, QueueBody, QueueModel } from '@tenon/model';
import { type Context, queryable, within } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { TenonError } from '../../errors.ts';
import { isId } from '../../ids.ts';
import { titlesOf } from '../../query/titles.ts';
import { demand, holds } from '../contexts.ts';
import { recordDecision } from '../decisions.ts';
import { bodyOf } from '../tasks/list.ts';
import { createTask, liveStates, type TaskRow, taskColumns } from '../tasks/store.ts';
import { claimTask } from '../tasks/tasks.ts';
import { visibleTasks } from '../tasks/visible.ts';
import type { Queues } from '../work.ts';
import { queueOf, requireRoom, serves } from './serving.ts';

const defaultLimit = 50;
const mostLimit = 200;
const t = sql.id('t');
const w = sql.id('w');

export function createQueues(): Queues {
  return {
    async list(context) {
      const summaries: QueueBody[] = [];
      for (const queue of context.release.model.queues.values()) {
        const canClaim = await serves(context, queue);
        if (!canClaim && !holds(context, 'manage_work')) continue;
        const { id, label, entity } = queue;
        summaries.push({ id, label, entity, waiting: await waitingCount(context, queue), canClaim });
      }
      return summaries;
    },

    async claimNext(context, id, { key } = {}) {
      demand(context, 'work');
      const queue = queueOf(context, id);
      const claim = async (tx: Transaction) => {
        const inside = within(context, tx);
        const again = key === undefined ? undefined : await claimedWith(inside, tx, queue, key);
        if (again) return bodyOf(inside, again);
        const task = await firstTask(inside, tx, queue);
        const claimed = task ? await claimTask(tx, inside, task, key) : await claimRecord(inside, tx, queue);
        return claimed && bodyOf(inside, claimed);
      };
      return context.db.transaction(claim, { retry: true });
    },

    async waiting(context, id, { limit = defaultLimit, after } = {}) {
      const queue = queueOf(context, id);
      if (!holds(context, 'manage_work') && !(await serves(context, queue))) {
        throw new TenonError('not-allowed', 'You do not serve this queue');
      }
      if (!Number.isInteger(limit) || limit < 1 || limit > mostLimit) {
        throw new TenonError('limit-exceeded', `A page has 1 to ${mostLimit} records`);
      }
      const place = after === undefined ? sql`true` : afterPlace(after);
      const rows = await queryable(context).query<WaitingRow>(sql`
        select entity, record_id, rule, reason, since from tenon.waiting w
        where queue = ${queue.id} and ${visibleTasks(context, w)} and ${place}
        order by since, record_id limit ${sql.value(limit + 1, 'bigint')}`);
      const page = rows.slice(0, limit);
      const titles = await titlesOf(
        context,
        queue.entity,
        page.map(({ record_id }) => record_id),
      );
      const last = page.at(-1);
      return {
        items: page.map(({ record_id, ...row }) => ({
          ...row,
          record: record_id,
          title: titles.get(record_id) ?? '',
        })),
        next: rows.length > limit && last ? `${last.since}_${last.record_id}` : null,
      };
    },
  };
}

interface WaitingRow {
  readonly entity: string;
  readonly record_id: string;
  readonly rule: string;
  readonly reason: string;
  readonly since: string;
}

async function waitingCount(context: Context, queue: QueueModel): Promise<number> {
  const [row] = await queryable(context).query<{ count: string }>(sql`
    select (select count(*) from tenon.tasks t
        where t.queue = ${queue.id} and t.operator is null and t.state in ${liveStates} and ${visibleTasks(context, t)})
      + (select count(*) from tenon.waiting w where w.queue = ${queue.id} and ${visibleTasks(context, w)}) as count`);
  return Number(row?.count ?? 0);
}

async function claimedWith(
  context: Context,
  tx: Transaction,
  queue: QueueModel,
  key: string,
): Promise<TaskRow | undefined> {
  const [row] = await tx.query<TaskRow>(sql`
    select ${taskColumns} from tenon.task_events e join tenon.tasks t on t.id = e.task
    where e.key = ${key} and e.action = 'claim' and e.by_id = ${sql.value(context.viewer.id, 'uuid')}
      and t.claimed_from = ${queue.id}`);
  return row;
}

/** The best task that nobody else is taking at this moment. */
async function firstTask(context: Context, tx: Transaction, queue: QueueModel): Promise<TaskRow | undefined> {
  const [task] = await tx.query<TaskRow>(sql`
    select ${taskColumns} from tenon.tasks t
    where t.queue = ${queue.id} and t.operator is null and t.state in ${liveStates}
      and (t.snoozed_until is null or t.snoozed_until <= ${sql.value(context.moment.now, 'timestamptz')})
      and ${visibleTasks(context, t)}
    order by t.priority desc, t.due asc nulls last, t.id limit 1 for update of t skip locked`);
  return task;
}

/** A record that waits becomes the viewer's task, of the kind of the rule that could not give it. */
async function claimRecord(
  context: Context,
  tx: Transaction,
  queue: QueueModel,
): Promise<TaskRow | undefined> {
  if (!(await serves(context, queue))) throw new TenonError('not-allowed', 'You do not serve this queue');
  const [waiting] = await tx.query<WaitingRow>(sql`
    select entity, record_id, rule, reason, since from tenon.waiting w
    where w.queue = ${queue.id} and ${visibleTasks(context, w)}
    order by since, record_id limit 1 for update of w skip locked`);
  const rule: AssignmentRuleModel | undefined = context.release.model.assignmentRules.get(
    waiting?.rule ?? '',
  );
  if (!waiting || !rule) return undefined;
  await requireRoom(tx, context, queue);
  await tx.query(sql`
    delete from tenon.waiting where rule = ${waiting.rule} and record_id = ${sql.value(waiting.record_id, 'uuid')}`);
  const made = await createTask(tx, context, {
    taskType: rule.taskType,
    record: waiting.record_id,
    operator: context.viewer.id,
    queue: null,
    claimedFrom: queue.id,
    rule: rule.id,
    detail: { queue: queue.id },
  });
  if (made) await recordDecision(tx, context, 'claim', made, { queue: queue.id });
  return made;
}

function afterPlace(after: string) {
  const [since, record] = after.split('_');
  if (!since || Number.isNaN(Date.parse(since)) || !isId(record)) {
    throw new TenonError('invalid-cursor', 'This place belongs to another list; start from the first page');
  }
  return sql`(since, record_id) > (${sql.value(since, 'timestamptz')}, ${sql.value(record, 'uuid')})`;
}
