/** Roll-ups worked out as a whole: after a publish that changes them, and where time alone changes them. */
import { createHash } from 'node:crypto';
import { sql } from '@tenon/expressions';
import type { Context } from '../../context.ts';
import type { Queryable } from '../../database/index.ts';
import type { LiveRelease } from '../../releases/live.ts';
import { keepChanges } from './keep.ts';
import { type RollupGroup, rollupGroups } from './plan.ts';
import { lockRecords, nextDiffering, type Reading, sourceOf, writeRollups } from './recompute.ts';

/** Records that are looked at in one statement. */
const stretch = 2_000;
const statementTimeoutMs = 600_000;

/**
 * Brings the roll-ups in step that the live release has changed since they were last worked out. Gives how many records
 * were written. Can be broken off and begun again at any time; writers go on meanwhile.
 */
export async function keepRollups(context: Context): Promise<number> {
  const { db, release, moment } = context;
  const states = await statesOf(db);
  let written = 0;
  for (const group of rollupGroups(release)) {
    const digest = digestOf(release, group);
    const state = states.get(keyOf(group));
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
          const some = sql`select unnest(${sql.value(differing, 'uuid[]')})`;
          const ids = await lockRecords(context, tx, group, [some]);
          const changes = await writeRollups(context, tx, group, ids);
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
export async function countDiffering(context: Reading, db: Queryable): Promise<readonly Differing[]> {
  const states = await statesOf(db);
  const found: Differing[] = [];
  for (const group of rollupGroups(context.release)) {
    const awaits = states.get(keyOf(group))?.digest !== digestOf(context.release, group);
    if (awaits || group.timeDependent) continue;
    found.push({ group, records: await differingIn(context, db, group) });
  }
  return found;
}

export interface Differing {
  readonly group: RollupGroup;
  readonly records: number;
}

/** Also while they wait to be worked out, and where time has passed since. */
export async function differingIn(context: Reading, db: Queryable, group: RollupGroup): Promise<number> {
  let records = 0;
  for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
    const { differing, last } = await nextDiffering(context, db, group, after, stretch);
    records += differing.length;
    after = last;
  }
  return records;
}

interface State {
  readonly digest: string;
  readonly release: number;
}

async function statesOf(db: Queryable): Promise<ReadonlyMap<string, State>> {
  const rows = await db.query<{ entity: string; level: number } & State>(
    sql`select entity, level, digest, release from tenon.rollup_states`,
  );
  return new Map(rows.map((row) => [keyOf(row), row]));
}

const keyOf = ({ entity, level }: { readonly entity: string; readonly level: number }) =>
  `${entity} ${level}`;

/** Groups of a release that are to be worked out as they are not in another. */
export function changedGroups(from: LiveRelease, to: LiveRelease): readonly RollupGroup[] {
  const before = new Set(rollupGroups(from).map((group) => digestOf(from, group)));
  return rollupGroups(to).filter((group) => !before.has(digestOf(to, group)));
}

function digestOf(release: LiveRelease, group: RollupGroup): string {
  return createHash('sha256')
    .update(`${group.entity}\n${sourceOf({ release }, group)}`)
    .digest('base64url');
}
