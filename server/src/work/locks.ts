/** Locks that hold until the transaction ends, across all processes. */
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
