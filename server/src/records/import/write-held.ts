/** Changes of many records at once, where each is written that may be, and the others are told. */
import type { Row } from '@tenon/expressions';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { isTenonError } from '../../errors.ts';
import { namingConflicts } from '../conflicts.ts';
import { type Draft, type Finding, judge } from '../constraints/index.ts';
import type { Write } from '../write.ts';
import { updateMany } from '../write-many.ts';

export interface Refusal {
  /** Undefined for the whole record. */
  readonly field: string | undefined;
  readonly code: string;
  readonly message: string;
}

export interface Holding {
  readonly context: Context;
  readonly tx: Transaction;
  readonly entity: string;
  readonly action: 'update' | 'undo';
  /** The records as they are, held by a lock. */
  readonly before: ReadonlyMap<string, Row>;
  /** In whose name the constraints are asked; who writes when absent. */
  readonly judging?: Context;
  /** Runs after writes that passed, together with them. */
  also?(writes: readonly Write[]): Promise<void>;
}

/** Reasons by record; a record without one is written. */
export async function writeHeld(
  holding: Holding,
  writes: readonly Write[],
): Promise<ReadonlyMap<string, readonly Refusal[]>> {
  const { context, tx, entity, action, before, judging = context } = holding;
  const drafts = new Map(
    writes.map(({ id, values }): [string, Draft] => [id, { id, action, before: before.get(id), values }]),
  );
  const judgement = await judge(judging, entity, [...drafts.values()]);
  const refused = new Map<string, Refusal[]>();
  tell(judgement.findings);
  await write(writes.filter(({ id }) => !refused.has(id)));
  return refused;

  function tell(findings: readonly Finding[]): void {
    for (const { draft, field, code, message } of findings)
      refused.set(draft.id, [...(refused.get(draft.id) ?? []), { field, code, message }]);
  }

  async function write(some: readonly Write[]): Promise<void> {
    if (some.length === 0) return;
    try {
      await tx.savepoint(async () => {
        await namingConflicts(context, entity, () => updateMany(context, tx, entity, 'update', some));
        const findings = await judgement.written(
          judging,
          some.flatMap(({ id }) => drafts.get(id) ?? []),
        );
        if (findings.length > 0) throw new BrokenRules(findings);
        await holding.also?.(some);
      });
    } catch (error) {
      if (error instanceof BrokenRules) {
        tell(error.findings);
        return await write(some.filter(({ id }) => !refused.has(id)));
      }
      const reason = reasonOf(error);
      if (!reason) throw error;
      const [only] = some;
      if (some.length === 1 && only) {
        refused.set(only.id, [reason]);
        return;
      }
      // Halves find the records that cannot be written.
      const middle = Math.ceil(some.length / 2);
      await write(some.slice(0, middle));
      await write(some.slice(middle));
    }
  }
}

class BrokenRules extends Error {
  readonly findings: readonly Finding[];
  constructor(findings: readonly Finding[]) {
    super('Some records may not be written like this');
    this.findings = findings;
  }
}

const blamed = [
  'invalid-values',
  'unique-conflict',
  'duplicate',
  'rules-broken',
  'limit-exceeded',
  'not-allowed',
];

/** What a record can be blamed for; undefined for faults that the next attempt may not have. */
export function reasonOf(error: unknown): Refusal | undefined {
  if (isTenonError(error)) {
    const { code, message, errors } = error;
    if (!blamed.includes(code)) return undefined;
    const [first] = errors ?? [];
    return { field: undefined, code: first?.code ?? code, message: first?.message ?? message };
  }
  const { code, name } = error as { code?: unknown; name?: unknown };
  // Data exceptions and integrity violations that no check of ours foresaw.
  return name === 'error' && typeof code === 'string' && /^2[23]/.test(code)
    ? { field: undefined, code: 'invalid-value', message: 'The database refuses the row' }
    : undefined;
}
