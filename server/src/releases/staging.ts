/** Fills what a publish carries over before the publish itself, while everybody goes on working. */
import { sql } from '@tenon/expressions';
import type { Database } from '../database/index.ts';
import { TenonError } from '../errors.ts';
import { catchUp, closeStage, openStage } from '../tables/carry.ts';
import type { CarryColumns, TableChange } from '../tables/changes.ts';
import { introspect } from '../tables/introspect.ts';
import { type LockPatience, lockTables, withPatience } from '../tables/locks.ts';
import { isStage } from '../tables/names.ts';
import { withSession } from '../tables/session.ts';
import { carrierOf, type Passing } from './carrying.ts';

export interface StagingDeps {
  readonly db: Database;
  readonly patience: LockPatience;
  readonly faults: (step: string) => Promise<void>;
}

/** Held from the first column that is made beside the others until it has taken its place, or is gone. */
const stagingLock = 7_218_003;

/**
 * Fills the columns and runs `publish` with their names. What is not carried through is taken away again, by this or by
 * `clearStages` when this was killed.
 */
export async function withStages<T>(
  deps: StagingDeps,
  changes: readonly TableChange[],
  passing: Passing,
  publish: (staged: ReadonlySet<string>) => Promise<T>,
  progress: (rows: number) => void = () => {},
): Promise<T> {
  const carries = changes.filter((change): change is CarryColumns => change.kind === 'carry_columns');
  if (carries.length === 0) return await publish(new Set());
  const { db, patience, faults } = deps;
  return await withSession(db.url, async (session) => {
    const [lock] = await session.query<{ mine: boolean }>(
      sql`select pg_try_advisory_lock(${stagingLock}::bigint) as mine`,
    );
    if (!lock?.mine) {
      const message = 'Another change of the configuration is being prepared. Try again in a moment.';
      throw new TenonError('timed-out', message, { retryAfterSeconds: 30 });
    }
    // Chunks are taken in the order of the key, whatever the planner knows of a table that changes under it.
    await session.query(
      sql`select set_config('enable_sort', 'off', false), set_config('enable_seqscan', 'off', false)`,
    );
    try {
      const staged = new Set<string>();
      for (const change of carries) {
        await withPatience(patience, () =>
          session.transaction(async (tx) => {
            await faults('open_stage');
            await lockTables(tx, [[change.schema, change.table]], patience);
            await openStage(tx, change);
          }),
        );
        const of = change.to[0]?.mark?.of ?? '';
        staged.add(of);
        await catchUp(session, change, carrierOf(passing, staged), true, async (rows) => {
          await faults('fill_stage');
          progress(rows);
        });
      }
      return await publish(staged);
    } catch (error) {
      await clear(session, patience).catch(() => {});
      throw error;
    }
  });
}

/** Columns that are being filled, or that a process which was killed left half filled. */
export const stagesLeft = sql`exists (
  select from pg_attribute where attname like '%~seen' and not attisdropped
    and attrelid in (select oid from pg_class where relnamespace = 'records'::regnamespace))`;

/** Takes away what killed processes left half filled. Returns false while another one is at it. */
export async function clearStages({ db, patience }: StagingDeps): Promise<boolean> {
  const [row] = await db.query<{ left: boolean }>(sql`select ${stagesLeft} as "left"`);
  if (!row?.left) return true;
  return await withSession(db.url, async (session) => {
    const [lock] = await session.query<{ mine: boolean }>(
      sql`select pg_try_advisory_lock(${stagingLock}::bigint) as mine`,
    );
    if (lock?.mine) await clear(session, patience);
    return lock?.mine === true;
  });
}

async function clear(session: Parameters<Parameters<typeof withSession>[1]>[0], patience: LockPatience) {
  for (const { schema, name, columns } of (await introspect(session)).values()) {
    const left = [...columns.keys()].filter(isStage);
    if (left.length === 0) continue;
    await withPatience(patience, () =>
      session.transaction(async (tx) => {
        await lockTables(tx, [[schema, name]], patience);
        await closeStage(tx, schema, name, left);
      }),
    );
  }
}
