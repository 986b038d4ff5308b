/** Several records become one: in one transaction, with all that refers to them, and so that it can be undone. */
import { sql } from '@tenon/expressions';
import type { MergeBody, MergeRequest, RecordBody } from '@tenon/model';
import { type Context, within } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { isTenonError, TenonError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import { entityFor } from '../../query/authorize.ts';
import { ownPaths } from '../../query/parse.ts';
import type { VisibleEntity } from '../../query/visible.ts';
import { namingConflicts } from '../../records/conflicts.ts';
import { keepSince, underConstraints } from '../../records/constraints/index.ts';
import { findRecord } from '../../records/find.ts';
import type { RecordsDependencies } from '../../records/operation.ts';
import { keepChanges, requireAssign } from '../../records/update.ts';
import type { Changes, Write } from '../../records/write.ts';
import { updateMany } from '../../records/write-many.ts';
import { heldRecords, wholeRecords } from './held.ts';
import { moveKeptRows } from './kept-rows.ts';
import { type Moved, moveReferences } from './references.ts';
import { type MergePlan, parseMerge } from './request.ts';
import { moveRows } from './rows.ts';
import { chosenValues, type SurvivorValues } from './values.ts';

const statementTimeoutMs = 120_000;

class Previewed extends Error {
  readonly body: MergeBody;
  constructor(body: MergeBody) {
    super('Nothing of a preview stays');
    this.body = body;
  }
}

/**
 * Throws `not-found` and `not-allowed` for records that may not be read or merged, `invalid-values` for choices, and what
 * any write of the survivor and of what refers to the others throws.
 */
export async function mergeRecords(
  deps: RecordsDependencies,
  context: Context,
  entityId: string,
  id: string,
  request: MergeRequest,
): Promise<MergeBody> {
  const entity = entityFor(context, entityId, 'merge');
  const plan = parseMerge(entityId, id, request);
  if (!plan.preview) return await inOne(context, (held, tx) => merge(deps, held, tx, entity, plan));
  try {
    await inOne(context, async (held, tx) => {
      throw new Previewed(await merge(deps, held, tx, entity, plan));
    });
  } catch (error) {
    if (error instanceof Previewed) return error.body;
    throw error;
  }
  throw new Error('A preview tells what it found');
}

async function inOne<T>(
  context: Context,
  work: (context: Context, tx: Transaction) => Promise<T>,
): Promise<T> {
  const inside = async (tx: Transaction) => await work({ ...within(context, tx), source: 'merge' }, tx);
  if (context.tx) return await inside(context.tx);
  return await context.db.transaction(inside, { statementTimeoutMs, retry: true });
}

async function merge(
  deps: RecordsDependencies,
  context: Context,
  tx: Transaction,
  entity: VisibleEntity,
  plan: MergePlan,
): Promise<MergeBody> {
  const { survivor: id, others, preview } = plan;
  const entityId = entity.entity.id;
  const conflicts: MergeBody['conflicts'][number][] = [];
  // What is in the way is told all at once by a preview, and by its first sentence otherwise.
  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    if (!preview) return await work();
    try {
      return await tx.savepoint(work);
    } catch (error) {
      if (!isTenonError(error) || error.code === 'internal') throw error;
      conflicts.push(...(error.errors ?? [{ pointer: '', code: error.code, message: error.message }]));
      return undefined;
    }
  };

  // Authorize: all of them, and nobody else writes them meanwhile.
  const seen = await heldRecords(context, tx, entity, [id, ...others]);
  const whole = await wholeRecords(context, entityId, [id, ...others]);
  const survivor = whole.get(id);
  if (!survivor) throw new Error('A record that is held is there');

  // Coerce and validate.
  const at = deps.now();
  const values = (await attempt(() => chosenValues(context, entity, plan, seen, whole))) ?? none();

  // Write.
  await closeOthers(context, tx, entityId, others, whole, at);
  const changes =
    (await attempt(() => writeSurvivor(deps, context, tx, entityId, survivor, values, at))) ?? {};
  const mergeId = newId();
  await note(context, tx, entityId, plan, mergeId, changes, whole, at);
  const moved = (await attempt(() => moveReferences(context, tx, entityId, plan, mergeId, at))) ?? nothing;
  const other = await moveRows(context, tx, entityId, plan, mergeId, at);
  await moveKeptRows(context, tx, entityId, plan, mergeId, at);
  await markPairs(tx, entityId, plan);

  // Present.
  const { record } = await findRecord(context, entityId, id, {
    paths: ownPaths(context, entity),
    titles: true,
  });
  return { merge: preview ? null : mergeId, record, moves: moved.seen, other, conflicts };
}

const nothing: Moved = { seen: [] };
const none = (): SurvivorValues => ({ values: new Map(), kept: true });

async function closeOthers(
  context: Context,
  tx: Transaction,
  entity: string,
  others: readonly string[],
  whole: ReadonlyMap<string, RecordBody>,
  at: string,
): Promise<void> {
  const writes = others.map(
    (id): Write => ({
      entity,
      id,
      action: 'delete',
      values: new Map(),
      changes: {},
      version: whole.get(id)?.version ?? 0,
      at,
    }),
  );
  if ((await updateMany(context, tx, entity, 'delete', writes)) < writes.length)
    throw new TenonError('version-conflict', 'Somebody changed this record meanwhile');
}

async function writeSurvivor(
  deps: RecordsDependencies,
  context: Context,
  tx: Transaction,
  entity: string,
  survivor: RecordBody,
  { values, kept }: SurvivorValues,
  at: string,
): Promise<Changes> {
  const { id, version } = survivor;
  keepSince(context, entity, values, survivor, at);
  const changes = keepChanges(values, survivor);
  if (changes.owner) requireAssign(context, entity);
  // Its version grows also where all its values stay: something happened to it.
  const write: Write = { entity, id, action: 'update', values, changes, version, at, kept };
  const draft = { id, action: 'update', before: survivor, values } as const;
  await underConstraints(context, entity, [draft], async (held) => {
    const count = await namingConflicts(held, entity, () => updateMany(held, tx, entity, 'update', [write]));
    if (count === 0) throw new TenonError('version-conflict', 'Somebody changed this record meanwhile');
    if (changes.owner) {
      const [from, to] = changes.owner as [string | null, string | null];
      await deps.ownership.record(held, [{ entity, record: id, from, to }]);
    }
    return count;
  });
  return changes;
}

async function note(
  context: Context,
  tx: Transaction,
  entity: string,
  { survivor, others }: MergePlan,
  merge: string,
  changes: Changes,
  whole: ReadonlyMap<string, RecordBody>,
  at: string,
): Promise<void> {
  await tx.query(sql`
    insert into tenon.merges (id, entity, survivor, by_id, at, changes)
    values (${sql.value(merge, 'uuid')}, ${entity}, ${sql.value(survivor, 'uuid')}, ${sql.value(context.viewer.id, 'uuid')}, ${sql.value(at, 'timestamptz')}, ${sql.value(JSON.stringify(changes), 'jsonb')})`);
  const versions = others.map((id) => (whole.get(id)?.version ?? 0) + 1);
  await tx.query(sql`
    insert into tenon.merged_records (merge, record_id, version)
    select ${sql.value(merge, 'uuid')}, v.id, v.version from unnest(${sql.value([...others], 'uuid[]')}, ${sql.value(versions, 'integer[]')}) as v (id, version)`);
}

async function markPairs(tx: Transaction, entity: string, { survivor, others }: MergePlan): Promise<void> {
  const all = sql.value([survivor, ...others], 'uuid[]');
  await tx.query(sql`
    update tenon.duplicate_pairs set state = 'merged'
    where entity = ${entity} and state = 'open' and a = any(${all}) and b = any(${all})`);
}
