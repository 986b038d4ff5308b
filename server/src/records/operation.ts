/** What every operation is handed beside its context. */
import type { Context } from '../context.ts';
import type { OwnerChange, OwnershipGate } from '../work/ownership/ownership.ts';

export interface RecordsDependencies {
  /** ISO 8601 in UTC. */
  readonly now: () => string;
  /** Hears of every change of owner, inside its transaction. */
  readonly ownership: OwnershipGate;
}

/** Runs a write that moves ownership in one transaction with the decision that it leaves. */
export async function inTransaction<T>(context: Context, work: (context: Context) => Promise<T>): Promise<T> {
  if (context.tx) return await work(context);
  return await context.db.transaction((tx) => work({ ...context, tx }), { retry: true });
}

export type { OwnerChange };
