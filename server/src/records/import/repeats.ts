/** Keys that come again in a file, where the mapping calls that an error. */
import { createHash } from 'node:crypto';
import type { Context } from '../../context.ts';
import { say } from '../constraints/index.ts';
import { keyOf } from './batches.ts';
import type { ImportPlan } from './columns.ts';
import { addError, type DraftRow } from './row.ts';

/** Code of the error. */
export const again = 'key-again';

export class Repeats {
  readonly #context: Context;
  readonly #plan: ImportPlan;
  /** Hash of a key → the first row that has it. */
  readonly #rows = new Map<number, number>();

  constructor(context: Context, plan: ImportPlan) {
    this.#context = context;
    this.#plan = plan;
  }

  /** Remembers the keys of rows; those that came before become errors. */
  look(rows: readonly DraftRow[]): void {
    const { key, repeats } = this.#plan;
    if (!key || repeats === 'update') return;
    for (const row of rows) {
      const named = keyOf(key.columns, row);
      if (named === undefined) continue;
      const hash = hashOf(named);
      const earlier = this.#rows.get(hash);
      if (earlier === undefined) this.#rows.set(hash, row.row);
      else
        addError(
          row,
          key.columns[0] ?? null,
          again,
          say(this.#context, 'keyAgain', { row: String(earlier) }),
        );
    }
  }
}

/** 53 bits, so that a million keys need some tens of megabytes. */
export function hashOf(text: string): number {
  const digest = createHash('sha1').update(text).digest();
  return digest.readUIntBE(0, 6) * 32 + ((digest[6] ?? 0) >> 3);
}
