import type { RecordBody } from '@tenon/model';
import type { Context } from '../context.ts';
import { TenonError } from '../errors.ts';
import { entityFor } from '../query/authorize.ts';
import { Mistakes } from '../query/mistakes.ts';
import { ownPaths } from '../query/parse.ts';
import { namingConflicts } from './conflicts.ts';
import { keepSince, underConstraints } from './constraints/index.ts';
import { findRecord } from './find.ts';
import { inTransaction, type RecordsDependencies } from './operation.ts';
import type { Values } from './records.ts';
import { type CheckedValues, checkBody, mayAssign } from './values/body.ts';
import { checkReferences } from './values/references.ts';
import { isSame } from './values/same.ts';
import { type Changes, updateRecord as writeRecord } from './write.ts';

/** Times that an update without a version starts over when another writer was faster. */
const attempts = 20;

export async function updateRecord(
  deps: RecordsDependencies,
  context: Context,
  entityId: string,
  id: string,
  patch: Values,
  { version }: { version: number | 'any' },
): Promise<RecordBody> {
  // Authorize.
  const entity = entityFor(context, entityId, 'update');
  const paths = ownPaths(context, entity);

  for (let attempt = 1; ; attempt++) {
    const { record, may } = await findRecord(context, entityId, id, { paths, action: 'update' });
    if (!may) throw new TenonError('not-allowed', `You may not update this record of ${entityId}`);
    requireVersion(version, record);

    // Coerce and validate.
    const mistakes = new Mistakes();
    const values = checkBody(context, entity, patch, mistakes);
    const at = deps.now();
    keepSince(context, entityId, values, record, at);
    const changes = keepChanges(values, record);
    await checkReferences(context, entity, values, mistakes);
    mistakes.throwIfAny('invalid-values', 'Some values are not valid');
    if (values.size === 0) return record;
    const handedOver = changes.owner;
    if (handedOver) requireAssign(context, entityId);

    // Write.
    const write = {
      entity: entityId,
      id,
      action: 'update',
      values,
      changes,
      version: record.version,
      at,
    } as const;
    const update = (within: Context) =>
      namingConflicts(within, entityId, () => writeRecord(within, write, paths));
    const draft = { id, action: 'update', before: record, values } as const;
    const written = await underConstraints(context, entityId, [draft], async (held) => {
      if (!handedOver) return await update(held);
      return await inTransaction(held, async (within) => {
        const result = await update(within);
        const [from, to] = handedOver as [string | null, string | null];
        if (result) await deps.ownership.record(within, [{ entity: entityId, record: id, from, to }]);
        return result;
      });
    });
    if (written) return written;
    // Another writer was faster: read again, which tells a conflict from a version that does not matter.
    if (attempt === attempts) throw conflict(record);
  }
}

export function requireVersion(version: number | 'any', record: RecordBody): void {
  if (version !== 'any' && version !== record.version) throw conflict(record);
}

export function conflict(record: RecordBody): TenonError {
  return new TenonError('version-conflict', 'Somebody changed this record meanwhile', { current: record });
}

export function requireAssign(context: Context, entity: string): void {
  if (mayAssign(context, entity)) return;
  throw new TenonError('not-allowed', `You may not change the owner of records of ${entity}`, {
    errors: [{ pointer: '/owner', code: 'not-allowed', message: 'This needs the right to assign' }],
  });
}

/** Leaves only what differs from the record in `values`, and says how. */
export function keepChanges(values: CheckedValues, record: RecordBody): Changes {
  const changes: { [field: string]: readonly [unknown, unknown] } = {};
  for (const [field, value] of [...values]) {
    const before = record[field] ?? null;
    if (isSame(before, value)) values.delete(field);
    else changes[field] = [before, value];
  }
  return changes;
}
