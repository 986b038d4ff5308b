import type { RecordBody } from '@tenon/model';
import type { Context } from '../context.ts';
import { TenonError } from '../errors.ts';
import { newId } from '../ids.ts';
import { entityFor } from '../query/authorize.ts';
import { Mistakes } from '../query/mistakes.ts';
import { ownPaths } from '../query/parse.ts';
import { rightsOf, rulesOf } from '../query/rights.ts';
import { namingConflicts } from './conflicts.ts';
import { keepSince, underConstraints } from './constraints/index.ts';
import { findRecords } from './find.ts';
import { inTransaction, type RecordsDependencies } from './operation.ts';
import type { Values } from './records.ts';
import { type CheckedValues, checkBody, completeForCreate, mayAssign } from './values/body.ts';
import { checkReferences } from './values/references.ts';
import { type Changes, insertRecord } from './write.ts';

export async function createRecord(
  deps: RecordsDependencies,
  context: Context,
  entityId: string,
  body: Values,
): Promise<RecordBody> {
  // Authorize.
  const entity = entityFor(context, entityId, 'create');

  // Coerce and validate.
  const mistakes = new Mistakes();
  const values = checkBody(context, entity, body, mistakes);
  completeForCreate(context, entity, values, mistakes);
  await checkReferences(context, entity, values, mistakes);
  mistakes.throwIfAny('invalid-values', 'Some values are not valid');
  const given = ownerForCreate(context, entityId, values);

  // Write.
  const id = newId();
  const at = deps.now();
  keepSince(context, entityId, values, undefined, at);
  const write = { entity: entityId, id, values, changes: changesOfCreate(values), at };
  const paths = ownPaths(context, entity);
  const insert = (within: Context) =>
    namingConflicts(within, entityId, () => insertRecord(within, write, paths));
  const hasRules = rulesOf(rightsOf(context), entityId, 'create') !== undefined;
  const draft = { id, action: 'create', before: undefined, values } as const;
  return await underConstraints(context, entityId, [draft], async (held) => {
    if (!hasRules && given === undefined) return await insert(held);
    return await inTransaction(held, async (within) => {
      const record = await insert(within);
      if (hasRules) await requireAllowed(within, entityId, id);
      if (given !== undefined)
        await deps.ownership.record(within, [{ entity: entityId, record: id, from: null, to: given }]);
      return record;
    });
  });
}

/** Who gets the record: people own what they create. The owner when it is given to somebody else. */
export function ownerForCreate(context: Context, entity: string, values: CheckedValues): string | undefined {
  const { viewer, source } = context;
  if (!values.has('owner') && viewer.id !== null && source !== 'import') values.set('owner', viewer.id);
  const owner = values.get('owner');
  if (typeof owner !== 'string' || owner === viewer.id) return undefined;
  if (!mayAssign(context, entity)) {
    throw new TenonError('not-allowed', `You may not give records of ${entity} to others`, {
      errors: [{ pointer: '/owner', code: 'not-allowed', message: 'This needs the right to assign' }],
    });
  }
  return owner;
}

export function changesOfCreate(values: CheckedValues): Changes {
  const changes: { [field: string]: readonly [unknown, unknown] } = {};
  for (const [field, value] of values) if (value !== null) changes[field] = [null, value];
  return changes;
}

/** A rule for creating is about the record as it came to be. */
async function requireAllowed(context: Context, entity: string, id: string): Promise<void> {
  const allowed = await findRecords(context, entity, [id], {
    paths: [],
    action: 'create',
    rows: 'any',
    unread: true,
  });
  if (!allowed[0]?.may) throw new TenonError('not-allowed', `You may not create such a record of ${entity}`);
}
