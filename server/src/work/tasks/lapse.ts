/** Validity (AS9): a warning before, then the task lapses and goes where its rule says. Statements over whole sets. */
import { sql } from '@tenon/expressions';
import type { AssignmentRuleModel } from '@tenon/model';
import { type Context, within } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { newId } from '../../ids.ts';
import { after } from '../durations.ts';
import { openInQueue } from '../queues/return.ts';
import { liveStates, type TaskRow, taskColumns } from './store.ts';

/** Tasks that lapse in one transaction. */
const batch = 1_000;

export interface Lapsed {
  readonly warned: number;
  readonly lapsed: number;
  /** Rules that are to give lapsed tasks to somebody else. */
  readonly reassign: ReadonlySet<string>;
}

/** Warns of and lapses what is due at the moment of the context. */
export async function lapseTasks(context: Context): Promise<Lapsed> {
  let warned = 0;
  let lapsed = 0;
  const reassign = new Set<string>();
  for (const rule of context.release.model.assignmentRules.values()) {
    warned += await context.db.transaction((tx) => warn(tx, context, rule), { retry: true });
  }
  for (;;) {
    const rows = await context.db.transaction((tx) => lapseBatch(tx, within(context, tx), reassign), {
      retry: true,
    });
    lapsed += rows;
    if (rows < batch) return { warned, lapsed, reassign };
  }
}

async function warn(tx: Transaction, context: Context, rule: AssignmentRuleModel): Promise<number> {
  const ahead = rule.validity?.warnBefore;
  if (ahead === undefined) return 0;
  const { moment } = context;
  const at = sql.value(moment.now, 'timestamptz');
  const due = await tx.query<{ id: string }>(sql`
    select id from tenon.tasks
    where rule = ${rule.id} and state in ${liveStates} and warned_at is null
      and lapses_at <= ${sql.value(after(moment, ahead), 'timestamptz')}
    for update skip locked`);
  if (due.length === 0) return 0;
  await tx.query(sql`
    with due as (
      select * from unnest(${sql.value(
        due.map(({ id }) => id),
        'uuid[]',
      )}, ${sql.value(
        due.map(() => newId()),
        'uuid[]',
      )})
        as due (task, event)
    ), warned as (
      update tenon.tasks t set warned_at = ${at} from due where t.id = due.task
      returning t.id, t.state, t.operator, t.queue, due.event
    )
    insert into tenon.task_events (id, task, action, from_state, to_state, operator, queue, at)
    select event, id, 'warn', state, state, operator, queue, ${at} from warned`);
  tx.announce('tenon_tasks');
  return due.length;
}

async function lapseBatch(tx: Transaction, context: Context, reassign: Set<string>): Promise<number> {
  const at = sql.value(context.moment.now, 'timestamptz');
  const due = await tx.query<TaskRow>(sql`
    select ${taskColumns} from tenon.tasks t
    where t.state in ${liveStates} and t.lapses_at <= ${at}
    order by t.lapses_at limit ${sql.value(batch, 'bigint')} for update skip locked`);
  if (due.length === 0) return 0;
  await tx.query(sql`
    with due as (
      select * from unnest(${sql.value(
        due.map(({ id }) => id),
        'uuid[]',
      )}, ${sql.value(
        due.map(() => newId()),
        'uuid[]',
      )},
        ${sql.value(
          due.map(({ state }) => state),
          'text[]',
        )}) as due (task, event, was)
    ), lapsed as (
      update tenon.tasks t set state = 'lapsed', closed_at = ${at}, version = t.version + 1
      from due where t.id = due.task returning t.id, t.operator, t.queue, due.event, due.was
    )
    insert into tenon.task_events (id, task, action, from_state, to_state, operator, queue, at)
    select event, id, 'lapse', was, 'lapsed', operator, queue, ${at} from lapsed`);
  tx.announce('tenon_tasks');
  for (const task of due) await afterLapse(tx, context, task, reassign);
  return due.length;
}

/** Without a rule, or without its word, the task is simply over. */
async function afterLapse(
  tx: Transaction,
  context: Context,
  task: TaskRow,
  reassign: Set<string>,
): Promise<void> {
  const rule = task.rule === null ? undefined : context.release.model.assignmentRules.get(task.rule);
  const { onLapse, queue } = rule?.validity ?? {};
  if (onLapse === 'queue' && queue !== undefined) await openInQueue(tx, context, task, queue);
  if (onLapse === 'reassign' && rule) reassign.add(rule.id);
}
