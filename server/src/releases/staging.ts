/** Fills what a publish carries over before the publish itself, while everybody goes on working. */
import { sql } from '@tenon/expressions';
import type { Database } from '../database/index.ts';
import { TenonError } from '../errors.ts';
import { catchUp, closeStage, countDue, openStage } from '../tables/carry.ts';
import { isCarry, type TableChange, takerOf } from '../tables/changes.ts';
import { introspect } from '../tables/introspect.ts';
import { type LockPatience, lockTables, withPatience } from '../tables/locks.ts';
import { isStage } from '../tables/names.ts';
import { type Session, withSession } from '../tables/session.ts';
import type { Naming } from '../tables/words.ts';
import { carrierOf, type Passing } from './carrying.ts';
import {
  noteConversion,
  noteFailure,
  noteProgress,
  notePublishing,
  takeConversionLock,
} from './conversions.ts';
import type { Publisher } from './store.ts';

export interface StagingDeps {
  readonly db: Database;
  readonly patience: LockPatience;
  readonly faults: (step: string) => Promise<void>;
  /** ISO 8601 in UTC. */
  readonly now: () => string;
}

export interface Staging {
  readonly changes: readonly TableChange[];
  readonly passing: Passing;
  /** What the publish is called in the book of conversions. */
  readonly base: number;
  readonly note: string;
  readonly by: Publisher | null;
  readonly naming: Naming;
}

/** What was filled ahead, and the entry in the book of conversions. */
export interface Staged {
  readonly names: ReadonlySet<string>;
  readonly conversion: string | undefined;
}

/**
 * Fills what is carried over and runs `publish` with its names. What is not carried through is taken away again, by this or
 * by `clearStages` when this was killed.
 */
export async function withStages<T>(
  deps: StagingDeps,
  { changes, passing, base, note, by, naming }: Staging,
  publish: (staged: Staged) => Promise<T>,
): Promise<T> {
  const carries = changes.filter(isCarry);
  if (carries.length === 0) return await publish({ names: new Set(), conversion: undefined });
  const { db, patience, faults, now } = deps;
  return await withSession(db.url, async (session) => {
    if (!(await takeConversionLock(session))) {
      const message = 'Another change of the configuration is being prepared. Try again in a moment.';
      throw new TenonError('timed-out', message, { retryAfterSeconds: 30 });
    }
    // Chunks are taken in the order of the key, whatever the planner knows of a table that changes under it.
    await session.query(
      sql`select set_config('enable_sort', 'off', false), set_config('enable_seqscan', 'off', false)`,
    );
    const names = new Set<string>();
    const carrier = carrierOf(passing, names);
    let total = 0;
    for (const change of carries) total += await countDue(session, change, carrier);
    const fields = carries.map((change) => ({ of: takerOf(change), label: naming(takerOf(change)) }));
    const conversion = await noteConversion(session, { base, note, by, fields, total, at: now() });
    try {
      for (const change of carries) {
        await withPatience(patience, () =>
          session.transaction(async (tx) => {
            await faults('open_stage');
            if (change.kind === 'carry_columns')
              await lockTables(tx, [[change.schema, change.table]], patience);
            await openStage(tx, change);
          }),
        );
        names.add(takerOf(change));
        await catchUp(session, change, carrier, true, async (rows) => {
          await noteProgress(session, conversion, rows);
          await faults('fill_stage');
        });
      }
      await notePublishing(session, conversion);
      return await publish({ names, conversion });
    } catch (error) {
      await clear(session, patience).catch(() => {});
      await noteFailure(session, conversion, error, now()).catch(() => {});
      throw error;
    }
  });
}

/** Columns that are being filled, or that a process which was killed left half filled. */
export const stagesLeft = sql`exists (
  select from pg_attribute where attname like '%~seen' and not attisdropped
    and attrelid in (select oid from pg_class where relnamespace = 'records'::regnamespace)
  union all select from pg_class where relnamespace = 'records'::regnamespace and relkind = 'r' and relname like '%~stage')`;

/** Takes away what killed processes left half filled. Returns false while another one is at it. */
export async function clearStages({ db, patience }: StagingDeps): Promise<boolean> {
  const [row] = await db.query<{ left: boolean }>(sql`select ${stagesLeft} as "left"`);
  if (!row?.left) return true;
  return await withSession(db.url, async (session) => {
    const mine = await takeConversionLock(session);
    if (mine) await clear(session, patience);
    return mine;
  });
}

async function clear(session: Session, patience: LockPatience): Promise<void> {
  for (const { schema, name, columns } of (await introspect(session)).values()) {
    if (isStage(name)) await session.query(sql`drop table if exists ${sql.id(schema, name)}`);
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
