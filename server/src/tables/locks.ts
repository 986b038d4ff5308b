/** A waiting ALTER TABLE stops every reader that comes after it, so waiting is kept short and tried again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '@tenon/expressions';
import type { Queryable } from '../database/index.ts';
import { TenonError } from '../errors.ts';

export interface LockPatience {
  /** Longest wait for all tables of one attempt; readers wait no longer than this. */
  readonly waitMs: number;
  readonly attempts: number;
  /** Between attempts, so that those who waited behind get through. */
  readonly pauseMs: number;
}

export const defaultPatience: LockPatience = { waitMs: 800, attempts: 4, pauseMs: 250 };

/** Takes what no reader may share on all tables at once, or fails within `waitMs`. For the rest of the transaction. */
export async function lockTables(
  tx: Queryable,
  tables: readonly (readonly [schema: string, name: string])[],
  { waitMs }: LockPatience,
): Promise<void> {
  if (tables.length === 0) return;
  const ids = [...tables]
    .sort((a, b) => (a.join('.') < b.join('.') ? -1 : 1))
    .map((table) => sql.id(...table));
  await tx.query(sql`select set_config('statement_timeout', ${String(waitMs)}, true)`);
  await tx.query(sql`lock table ${sql.join(ids)} in access exclusive mode`);
  await tx.query(sql`select set_config('statement_timeout', '0', true)`);
}

const publishLock = 7_218_001;

/** For the rest of the transaction: nobody else changes the tables or the live release. */
export async function takePublishLock(tx: Queryable, { waitMs }: LockPatience): Promise<void> {
  await tx.query(sql`select set_config('statement_timeout', ${String(waitMs)}, true)`);
  await tx.query(sql`select pg_advisory_xact_lock(${publishLock}::bigint)`);
  await tx.query(sql`select set_config('statement_timeout', '0', true)`);
}

/**
 * SQLSTATE of what passes when others are done: lock_not_available, query_canceled, deadlock_detected, and duplicate_table
 * for an index that is being built concurrently at this moment and was not to be seen yet.
 */
const waited: ReadonlySet<unknown> = new Set(['55P03', '57014', '40P01', '42P07']);

/** Runs `attempt` again while others hold the tables; throws `timed-out` in the end. */
export async function withPatience<T>(patience: LockPatience, attempt: () => Promise<T>): Promise<T> {
  for (let count = 1; ; count++) {
    try {
      return await attempt();
    } catch (cause) {
      if (!waited.has((cause as { code?: unknown }).code)) throw cause;
      if (count >= patience.attempts) {
        const message =
          'The tables are in use by long transactions; nothing was changed. Try again in a moment.';
        throw new TenonError('timed-out', message, { retryAfterSeconds: 30, cause });
      }
      await sleep(patience.pauseMs);
    }
  }
}
