/** One stretch of the log of changes, and what follows from it. */
import { sql } from '@tenon/expressions';
import { type Context, within } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import type { SegmentRefresher } from '../segments/segments.ts';
import { dropRecords, releaseOperators } from '../tasks/clear.ts';
import { affectedBy, type Change, follow } from './affected.ts';
import { dependentsOf } from './dependents.ts';

export const consumer = 'work';
/** Above so many affected records one statement over all is cheaper than over a list. */
const wholeFrom = 20_000;

interface LoggedChange extends Change {
  readonly id: string;
  readonly tx: string;
}

/**
 * Takes up to `most` changes that no process has taken, and brings everything derived in step, in one transaction with the
 * cursor. Gives how many there were; undefined when another process is at it.
 */
export async function followBatch(
  context: Context,
  tx: Transaction,
  refresher: SegmentRefresher,
  most: number,
): Promise<number | undefined> {
  const [cursor] = await tx.query<{ tx: string; id: string }>(
    sql`select tx, id from tenon.consumers where consumer = ${consumer} for update skip locked`,
  );
  if (!cursor) return undefined;
  // Transactions that still run may commit rows that sort before: wait until none older is left.
  const changes = await tx.query<LoggedChange>(sql`
    select id, tx, entity, record_id, action, changes from tenon.changes
    where (tx, id) > (${sql.value(cursor.tx, 'xid8')}, ${sql.value(cursor.id, 'uuid')})
      and tx < pg_snapshot_xmin(pg_current_snapshot())
    order by tx, id limit ${sql.value(most, 'bigint')}`);
  const last = changes.at(-1);
  if (!last) return 0;
  await apply(within(context, tx), tx, refresher, changes);
  await tx.query(sql`
    update tenon.consumers set tx = ${sql.value(last.tx, 'xid8')}, id = ${sql.value(last.id, 'uuid')}
    where consumer = ${consumer}`);
  return changes.length;
}

async function apply(
  context: Context,
  tx: Transaction,
  refresher: SegmentRefresher,
  changes: readonly Change[],
): Promise<void> {
  const { release } = context;
  const known = changes.filter(({ entity }) => release.model.entities.has(entity));
  const moved = new Map<string, readonly string[]>();
  const recomputed = new Set<string>();
  for (const dependent of dependentsOf(release, refresher)) {
    const ids = new Set(await affectedBy(tx, release, dependent.routes, known));
    for (const id of dependent.segmentations) {
      const entity = release.model.segmentations.get(id)?.entity;
      for (const route of dependent.routes) {
        if (route.entity === entity) await follow(tx, release, route.steps, moved.get(id) ?? [], ids);
      }
    }
    const whole = ids.size >= wholeFrom || dependent.segmentations.some((id) => recomputed.has(id));
    if (ids.size === 0 && !whole) continue;
    const { ids: changed } = await dependent.refresh(context, whole ? undefined : [...ids]);
    if (dependent.segmentation === undefined) continue;
    if (whole) recomputed.add(dependent.segmentation);
    else moved.set(dependent.segmentation, changed);
  }
  await dropRecords(
    context,
    tx,
    known.filter(({ action }) => action === 'delete'),
  );
  const gone = known.filter(
    ({ entity, action, changes: fields }) =>
      entity === 'user' && (action === 'delete' || fields.active?.[1] === false),
  );
  await releaseOperators(
    context,
    tx,
    gone.map(({ record_id }) => record_id),
  );
}
