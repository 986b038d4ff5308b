import type { BulkMatch, BulkRequest } from '@tenon/model';
import type { Context } from '../context.ts';
import { TenonError } from '../errors.ts';
import { isId } from '../ids.ts';
import { entityFor } from '../query/authorize.ts';
import { limits } from '../query/limits.ts';
import { Mistakes, pointerTo } from '../query/mistakes.ts';
import { ownPaths } from '../query/parse.ts';
import { isPlainObject } from '../query/plain.ts';
import type { VisibleEntity } from '../query/visible.ts';
import { namingConflicts } from './conflicts.ts';
import { type Draft, keepSince, underConstraints } from './constraints/index.ts';
import { findRecords } from './find.ts';
import { idsMatching } from './matching.ts';
import { inTransaction, type OwnerChange, type RecordsDependencies } from './operation.ts';
import { keepChanges, requireAssign } from './update.ts';
import { type CheckedValues, checkBody } from './values/body.ts';
import { checkReferences } from './values/references.ts';
import type { Write } from './write.ts';
import { updateMany } from './write-many.ts';

/** The same change to records that are named one by one, or to all that match: all of them or none. */
export async function bulkRecords(
  deps: RecordsDependencies,
  context: Context,
  entityId: string,
  request: BulkRequest,
): Promise<{ readonly affected: number }> {
  // Parse and authorize.
  const { action, ids: named, match, values: body } = parseBulk(request);
  const entity = entityFor(context, entityId, action);

  // Coerce and validate.
  const mistakes = new Mistakes();
  const values: CheckedValues =
    action === 'update' ? checkBody(context, entity, body, mistakes, '/values') : new Map();
  await checkReferences(context, entity, values, mistakes, '/values');
  mistakes.throwIfAny('invalid-values', 'Some values are not valid');
  if (values.has('owner')) requireAssign(context, entityId);

  return await inTransaction(context, async (within) => {
    const { tx } = within;
    if (!tx) throw new Error('A bulk change runs in a transaction');
    const ids = match ? await idsMatching(within, entityId, match) : named;
    const found = await findRecords(within, entityId, ids, {
      paths: ownPaths(within, entity),
      action,
      lock: true,
    });
    requireAll(entityId, ids, found);

    // Write.
    const at = deps.now();
    const writes: Write[] = [];
    const drafts: Draft[] = [];
    const moved: OwnerChange[] = [];
    for (const { record } of found) {
      const changed = new Map(values);
      keepSince(within, entityId, changed, record, at);
      const changes = keepChanges(changed, record);
      if (action === 'update' && changed.size === 0) continue;
      writes.push({
        entity: entityId,
        id: record.id,
        action,
        values: changed,
        changes,
        version: record.version,
        at,
      });
      if (action === 'update')
        drafts.push({ id: record.id, action: 'update', before: record, values: changed });
      if (changes.owner) {
        const [from, to] = changes.owner as [string | null, string | null];
        moved.push({ entity: entityId, record: record.id, from, to });
      }
    }
    const affected = await underConstraints(
      within,
      entityId,
      drafts,
      () => namingConflicts(within, entityId, () => updateMany(within, tx, entityId, action, writes)),
      ({ draft }) => ({
        pointer: pointerTo('ids', ids.indexOf(draft.id)),
        prefix: titleOf(within, draft, entity),
      }),
    );
    if (affected !== writes.length) throw new Error('Records that were locked changed under a bulk write');
    if (moved.length > 0) await deps.ownership.record(within, moved);
    return { affected };
  });
}

/** Which of many records a fault is about, as far as the viewer knows its name. */
function titleOf({ locale }: Context, { before }: Draft, { entity: { titleField } }: VisibleEntity): string {
  const title = before?.[titleField.id] ?? null;
  if (title === null || titleField.id === 'id') return '';
  return `${titleField.type.format(title, titleField.options, locale)}: `;
}

function parseBulk(request: unknown): {
  action: 'update' | 'delete';
  ids: readonly string[];
  match: BulkMatch | undefined;
  values: unknown;
} {
  const mistakes = new Mistakes();
  const asked = isPlainObject(request) ? request : {};
  for (const key of Object.keys(asked)) {
    if (!['action', 'ids', 'match', 'values'].includes(key))
      mistakes.add(pointerTo(key), 'unknown-key', `There is no '${key.slice(0, 60)}' here`);
  }
  const { action, ids, match, values } = asked;
  if (action !== 'update' && action !== 'delete')
    mistakes.add('/action', 'unknown-option', 'An action is update or delete');
  const list = Array.isArray(ids) ? ids : [];
  if (match === undefined && list.length === 0)
    mistakes.add('/ids', 'required', 'Name the records one by one');
  if (match !== undefined) checkMatch(match, ids, mistakes);
  if (list.length > limits.bulkIds)
    mistakes.add('/ids', 'limit-exceeded', `At most ${limits.bulkIds} records`);
  list.slice(0, limits.bulkIds).forEach((id, index) => {
    if (!isId(id)) mistakes.add(pointerTo('ids', index), 'invalid-value', 'The id of a record is due here');
  });
  if (action === 'update' && (!isPlainObject(values) || Object.keys(values).length === 0)) {
    mistakes.add('/values', 'required', 'Say what to write');
  }
  if (action === 'delete' && values !== undefined)
    mistakes.add('/values', 'unknown-key', 'Deleting takes no values');
  mistakes.throwIfAny('invalid-input', 'The request is not valid');
  return {
    action: action === 'delete' ? 'delete' : 'update',
    ids: [...new Set(list as string[])],
    match: match as BulkMatch | undefined,
    values,
  };
}

function checkMatch(match: unknown, ids: unknown, mistakes: Mistakes): void {
  if (ids !== undefined)
    mistakes.add('/match', 'unknown-key', 'Name the records or say which match, not both');
  if (!isPlainObject(match)) {
    mistakes.add('/match', 'invalid-value', 'What matches is an object');
    return;
  }
  for (const key of Object.keys(match)) {
    if (!['where', 'search', 'count'].includes(key))
      mistakes.add(pointerTo('match', key), 'unknown-key', `There is no '${key.slice(0, 60)}' here`);
  }
  if (!Number.isSafeInteger(match.count) || Number(match.count) < 1)
    mistakes.add('/match/count', 'required', 'Say how many records match');
}

function requireAll(
  entity: string,
  ids: readonly string[],
  found: readonly { record: { id: string }; may: boolean }[],
): void {
  const known = new Set(found.map(({ record }) => record.id));
  const missing = ids.flatMap((id, index) =>
    known.has(id)
      ? []
      : [{ pointer: `/ids/${index}`, code: 'not-found', message: `There is no such ${entity}` }],
  );
  if (missing.length > 0)
    throw new TenonError('not-found', `${missing.length} of the records are not there`, {
      errors: missing.slice(0, 100),
    });
  if (found.some(({ may }) => !may))
    throw new TenonError('not-allowed', `You may not change all of these records of ${entity}`);
}
