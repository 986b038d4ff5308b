/** Roll-ups worked out as a whole: after a publish that changes them, and where time alone changes them. */
import { createHash } from 'node:crypto';
import { sql } from '@tenon/expressions';
import type { Context } from '../../context.ts';
import type { Queryable } from '../../database/index.ts';
import type { LiveRelease } from '../../releases/live.ts';
import { keepChanges } from './keep.ts';
import { type RollupGroup, rollupGroups } from './plan.ts';
import { nextDiffering, type Reading, recompute, sourceOf } from './recompute.ts';

/** Records that are looked at in one statement. */
const stretch = 2_000;
const statementTimeoutMs = 600_000;

/**
 * Brings the roll-ups in step that the live release has changed since they were last worked out. Gives how many records
 * were written. Can be broken off and begun again at any time; writers go on meanwhile.
 */
export async function keepRollups(context: Context): Promise<number> {
  const { db, release, moment } = context;
  let written = 0;
  for (const group of rollupGroups(release)) {
    const digest = digestOf(release, group);
    const [state] = await db.query<{ digest: string; release: number }>(sql`
      select digest, release from tenon.rollup_states where entity = ${group.entity} and level = ${group.level}`);
    // While a release did not have them nobody kept them in step.
    const kept = state?.digest === digest && state.release >= release.number - 1;
    if (!kept) written += await refreshGroup(context, group);
    await db.query(sql`
      insert into tenon.rollup_states (entity, level, digest, release, refreshed_at)
      values (${group.entity}, ${group.level}, ${digest}, ${sql.value(release.number, 'integer')},
        ${sql.value(moment.now, 'timestamptz')})
      on conflict (entity, level) do update set digest = excluded.digest, release = excluded.release,
        refreshed_at = case when ${!kept} then excluded.refreshed_at else rollup_states.refreshed_at end`);
  }
  return written;
}

/** Brings the roll-ups in step that time alone changes. Gives how many records were written. */
export async function refreshTimed(context: Context): Promise<number> {
  let written = 0;
  for (const group of rollupGroups(context.release)) {
    if (group.timeDependent) written += await refreshGroup(context, group);
  }
  return written;
}

async function refreshGroup(context: Context, group: RollupGroup): Promise<number> {
  let written = 0;
  for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
    const { differing, last } = await nextDiffering(context, context.db, group, after, stretch);
    if (differing.length > 0) {
      written += await context.db.transaction(
        async (tx) => {
          const changes = await recompute(context, tx, group, differing);
          await keepChanges(context, tx, changes);
          return changes.length;
        },
        { statementTimeoutMs, retry: true },
      );
    }
    after = last;
  }
  return written;
}

/** How many records of each group have roll-ups that differ from what they follow from. */
export async function countDiffering(
  context: Reading,
  db: Queryable,
): Promise<readonly { readonly group: RollupGroup; readonly records: number }[]> {
  const found: { group: RollupGroup; records: number }[] = [];
  for (const group of rollupGroups(context.release)) {
    let records = 0;
    for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
      const { differing, last } = await nextDiffering(context, db, group, after, stretch);
      records += differing.length;
      after = last;
    }
    found.push({ group, records });
  }
  return found;
}

/** Groups of a release that are not worked out as they were in another. */
export function changedGroups(from: LiveRelease, to: LiveRelease): readonly RollupGroup[] {
  const before = new Set(rollupGroups(from).map((group) => digestOf(from, group)));
  return rollupGroups(to).filter((group) => !before.has(digestOf(to, group)));
}

function digestOf(release: LiveRelease, group: RollupGroup): string {
  return createHash('sha256')
    .update(`${group.entity}\n${sourceOf({ release }, group)}`)
    .digest('base64url');
}
