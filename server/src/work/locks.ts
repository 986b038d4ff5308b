/** What a transaction over many records asks of the database: locks across all processes, and memory. */
import { sql } from '@tenon/expressions';
import type { Transaction } from '../database/index.ts';

export async function lock(tx: Transaction, name: string): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended(${`tenon:${name}`}, 0))`);
}

/** False when another holds it. */
export async function tryLock(tx: Transaction, name: string): Promise<boolean> {
  const [row] = await tx.query<{ got: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`tenon:${name}`}, 0)) as got`,
  );
  return row?.got === true;
}

/** Lets joins over whole entities stay in memory until the transaction ends. */
export async function roomForSets(tx: Transaction): Promise<void> {
  await tx.query(sql`select set_config('work_mem', '64MB', true)`);
}
