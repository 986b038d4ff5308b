/** Tasks that can't go on as they are: the record is gone, or the operator. */
import { sql } from '@tenon/expressions';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { physicalEntity } from '../../query/compile/columns.ts';
import { homeQueue, openInQueue } from '../queues/return.ts';
import { liveStates, move, type TaskRow, taskColumns } from './store.ts';

/** Cancels the live tasks of deleted records; they wait nowhere any more. */
export async function dropRecords(
  context: Context,
  tx: Transaction,
  records: readonly { readonly entity: string; readonly record_id: string }[],
): Promise<void> {
  for (const [entity, all] of byEntity(records)) {
    // Who was restored meanwhile keeps what he has.
    const gone = await tx.query<{ id: string }>(sql`
      select r.id from ${physicalEntity(context.release, entity).table} r
      where r.id = any(${sql.value(all, 'uuid[]')}) and r.deleted_at is not null`);
    const ids = gone.map(({ id }) => id);
    const tasks = await tx.query<TaskRow>(sql`
      select ${taskColumns} from tenon.tasks t
      where t.entity = ${entity} and t.record_id = any(${sql.value(ids, 'uuid[]')}) and t.state in ${liveStates}
      order by t.id for update`);
    for (const task of tasks)
      await move(tx, context, task, { action: 'cancel', detail: { reason: 'record-deleted' } });
    await tx.query(
      sql`delete from tenon.waiting where entity = ${entity} and record_id = any(${sql.value(ids, 'uuid[]')})`,
    );
  }
}

/** Takes the live tasks from users who are no longer active (AS6): back to their queues, else free to be given anew. */
export async function releaseOperators(
  context: Context,
  tx: Transaction,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const tasks = await tx.query<TaskRow>(sql`
    select ${taskColumns} from tenon.tasks t
    where t.operator = any(${sql.value(ids, 'uuid[]')}) and t.state in ${liveStates} order by t.id for update`);
  for (const task of tasks) {
    const returned = await move(tx, context, task, {
      action: 'return',
      detail: { reason: 'operator-inactive' },
    });
    const queue = homeQueue(context, task);
    if (queue !== undefined) await openInQueue(tx, context, returned, queue);
  }
}

function byEntity(
  records: readonly { readonly entity: string; readonly record_id: string }[],
): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  for (const { entity, record_id } of records) {
    const list = ids.get(entity);
    if (list) list.push(record_id);
    else ids.set(entity, [record_id]);
  }
  return ids;
}
