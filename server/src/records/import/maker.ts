import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { isTenonError } from '../../errors.ts';
import { Mistakes } from '../../query/mistakes.ts';
import { can, rightsOf } from '../../query/rights.ts';
import { namingConflicts } from '../conflicts.ts';
import { keepSince, underConstraints } from '../constraints/index.ts';
import { changesOfCreate } from '../create.ts';
import type { RecordsDependencies } from '../operation.ts';
import { completeForCreate } from '../values/body.ts';
import { insertMany } from '../write-many.ts';
import type { MakeRecord } from './references.ts';

/** Records that only a reference names: by that name, with defaults for the rest. */
const refusing = ['unique-conflict', 'rules-broken', 'duplicate', 'invalid-values'];

export function recordMaker(deps: RecordsDependencies, context: Context, tx: Transaction): MakeRecord {
  return async ({ target, by }, given, id) => {
    if (!can(rightsOf(context), target.id, 'create')) return undefined;
    const values = new Map(by.map((field, index) => [field.id, given[index] ?? null]));
    const mistakes = new Mistakes();
    completeForCreate(context, target, values, mistakes);
    if (mistakes.any) return undefined;
    const at = deps.now();
    keepSince(context, target.id, values, undefined, at);
    const draft = { id, action: 'create', before: undefined, values } as const;
    const write = {
      entity: target.id,
      id,
      action: 'create',
      values,
      changes: changesOfCreate(values),
      version: 0,
      at,
    } as const;
    try {
      await tx.savepoint(async () => {
        await underConstraints(context, target.id, [draft], async (within) => {
          await namingConflicts(within, target.id, () => insertMany(within, tx, target.id, [write]));
          return true;
        });
      });
    } catch (error) {
      // Somebody holds the name whom the viewer may not read, or a name alone is not enough of a record.
      if (isTenonError(error) && refusing.includes(error.code)) return undefined;
      throw error;
    }
    return id;
  };
}
