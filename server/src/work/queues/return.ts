/** A task that its operator gives back, or that lapsed, makes room for a new one in a queue. */
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { createTask, type TaskRow } from '../tasks/store.ts';

/** The queue that a task goes back to: where it was claimed, else where its rule sends what lapses or waits. */
export function homeQueue({ release }: Context, task: TaskRow): string | undefined {
  if (task.claimed_from !== null && release.model.queues.has(task.claimed_from)) return task.claimed_from;
  const rule = task.rule === null ? undefined : release.model.assignmentRules.get(task.rule);
  return rule?.validity?.queue ?? rule?.waitingQueue;
}

/** Opens the task of the same kind that waits in the queue. The row must be closed already. */
export async function openInQueue(
  tx: Transaction,
  context: Context,
  task: TaskRow,
  queue: string,
): Promise<TaskRow | undefined> {
  const taskType = context.release.model.taskTypes.get(task.task_type);
  if (!taskType) return undefined;
  return createTask(tx, context, {
    taskType,
    record: task.record_id,
    operator: null,
    queue,
    rule: task.rule,
    detail: { after: task.id },
  });
}
