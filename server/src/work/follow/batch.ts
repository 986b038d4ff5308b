/** One stretch of the log of changes, and what follows from it. */
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { affectedBy, type Change, follow } from '../../query/reads/affected.ts';
import { keepChanges } from '../../records/derived/index.ts';
import type { SegmentRefresher } from '../segments/segments.ts';
import { dropRecords, releaseOperators } from '../tasks/clear.ts';
import { dependentsOf } from './dependents.ts';

/** Above so many affected records one statement over all is cheaper than over a list. */
const wholeFrom = 20_000;

/** Brings everything derived in step with the changes, within the transaction that takes them. */
export async function followChanges(
  context: Context,
  tx: Transaction,
  refresher: SegmentRefresher,
  changes: readonly (Change & { readonly release: number })[],
): Promise<void> {
  const { release } = context;
  const known = changes.filter(({ entity }) => release.model.entities.has(entity));
  // Writers under another release, until a publish had come round to them, did not know the roll-ups of this one.
  const strange = known.filter((change) => change.release !== release.number);
  await keepChanges(
    context,
    tx,
    strange.map((change) => ({ ...change, reserved: true })),
  );
  const moved = new Map<string, readonly string[]>();
  const recomputed = new Set<string>();
  for (const dependent of dependentsOf(release, refresher)) {
    const ids = new Set(await affectedBy(context, tx, dependent.routes, known));
    for (const id of dependent.segmentations) {
      const entity = release.model.segmentations.get(id)?.entity;
      for (const route of dependent.routes) {
        if (route.entity === entity) await follow(context, tx, route.steps, moved.get(id) ?? [], ids);
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
