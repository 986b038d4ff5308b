/** Takes a merge apart again, but for what somebody has changed since. */
import { sql } from '@tenon/expressions';
import type { RecordBody, UnmergeBody } from '@tenon/model';
import { type Context, within } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { isTenonError, TenonError } from '../../errors.ts';
import { isId, newId } from '../../ids.ts';
import { entityFor } from '../../query/authorize.ts';
import { physicalEntity } from '../../query/compile/columns.ts';
import { namingConflicts } from '../../records/conflicts.ts';
import { findRecord, findRecords } from '../../records/find.ts';
import type { RecordsDependencies } from '../../records/operation.ts';
import { isSame } from '../../records/values/same.ts';
import { type Changes, updateRecord, type Write } from '../../records/write.ts';
import { updateMany } from '../../records/write-many.ts';
import { holdRows, wholeRecords } from './held.ts';
import { putBackKeptRows } from './kept-rows.ts';
import {
  listIn,
  pointsTo,
  type ReferenceWrite,
  referenceTo,
  relinkBuried,
  setBuried,
  writeReferences,
} from './references.ts';
import { followed } from './rows.ts';

const statementTimeoutMs = 120_000;
const atOnce = 1_000;

type Left = UnmergeBody['left'][number];

interface MergeRow {
  readonly survivor: string;
  readonly changes: Changes;
  readonly undone: boolean;
}

interface Move {
  readonly kind: 'value' | 'link' | 'row' | 'closed';
  readonly place: string;
  readonly field: string;
  readonly record_id: string;
  readonly from_id: string;
  readonly had: boolean;
}

interface Undoing {
  readonly deps: RecordsDependencies;
  readonly context: Context;
  readonly tx: Transaction;
  readonly entity: string;
  readonly merge: string;
  readonly survivor: string;
  readonly at: string;
  readonly left: Left[];
}

/** Throws `not-found`, `not-allowed`, and `state-conflict` for a merge that is undone already. */
export async function undoMerge(
  deps: RecordsDependencies,
  asked: Context,
  entity: string,
  id: string,
  merge: string,
): Promise<UnmergeBody> {
  entityFor(asked, entity, 'merge');
  if (!isId(merge)) throw noMerge();
  const work = async (tx: Transaction): Promise<UnmergeBody> => {
    const context: Context = { ...within(asked, tx), source: 'merge' };
    const { may } = await findRecord(context, entity, id, { paths: [], action: 'merge' });
    if (!may) throw new TenonError('not-allowed', `You may not merge these records of ${entity}`);
    const [row] = await tx.query<MergeRow>(sql`
      select survivor, changes, undone_at is not null as undone from tenon.merges
      where id = ${sql.value(merge, 'uuid')} and entity = ${entity} and survivor = ${sql.value(id, 'uuid')} for update`);
    if (!row) throw noMerge();
    if (row.undone) throw new TenonError('state-conflict', 'This merge is undone already');
    const undoing: Undoing = {
      deps,
      context,
      tx,
      entity,
      merge,
      survivor: id,
      at: deps.now(),
      left: [],
    };
    return await undo(undoing, row.changes);
  };
  return await (asked.tx ? work(asked.tx) : asked.db.transaction(work, { statementTimeoutMs, retry: true }));
}

function noMerge(): TenonError {
  return new TenonError('not-found', 'There is no such merge');
}

async function undo(undoing: Undoing, changes: Changes): Promise<UnmergeBody> {
  const { context, tx, entity, merge, survivor, at, left } = undoing;
  const records = await tx.query<{ record_id: string; version: number }>(
    sql`select record_id, version from tenon.merged_records where merge = ${sql.value(merge, 'uuid')} order by record_id`,
  );
  const others = records.map(({ record_id }) => record_id);
  await holdRows(context, tx, entity, [survivor, ...others]);

  await putBackSurvivor(undoing, changes);
  const restored = await restoreOthers(undoing, records);
  const back = new Set(restored);
  await putBackReferences(undoing, back);
  await putBackRows(undoing, back);
  await putBackKeptRows(undoing, merge, restored);

  await tx.query(sql`
    update tenon.merges set undone_at = ${sql.value(at, 'timestamptz')}, undone_by = ${sql.value(context.viewer.id, 'uuid')}
    where id = ${sql.value(merge, 'uuid')}`);
  const all = sql.value([survivor, ...others], 'uuid[]');
  await tx.query(
    sql`update tenon.duplicate_pairs set state = 'open' where entity = ${entity} and state = 'merged' and a = any(${all}) and b = any(${all})`,
  );
  const seen = await readableLeft(context, left);
  return { restored, left: seen, leftUnseen: left.length - seen.length };
}

/** Values that the merge chose and nobody changed since. Frees unique values before the others come back. */
async function putBackSurvivor(undoing: Undoing, changes: Changes): Promise<void> {
  const { deps, context, tx, entity, survivor, at, left } = undoing;
  const record = (await wholeRecords(context, entity, [survivor])).get(survivor);
  if (!record) throw new TenonError('state-conflict', 'The record that the others became part of is deleted');
  const { fields } = physicalEntity(context.release, entity);
  const values = new Map<string, unknown>();
  const back: { [field: string]: readonly [unknown, unknown] } = {};
  for (const [field, [before, after]] of Object.entries(changes)) {
    if (!fields.has(field)) continue;
    if (isSame(record[field] ?? null, after ?? null)) {
      values.set(field, before);
      back[field] = [after, before];
    } else left.push({ entity, record: survivor, field, reason: 'changed-since' });
  }
  const write: Write = {
    entity,
    id: survivor,
    action: 'update',
    values,
    changes: back,
    version: record.version,
    at,
    kept: true,
  };
  const done = await unlessTaken(undoing, async () => {
    await namingConflicts(context, entity, () => updateMany(context, tx, entity, 'update', [write]));
    if (!back.owner) return;
    const [from, to] = back.owner as [string | null, string | null];
    await deps.ownership.record(context, [{ entity, record: survivor, from, to }]);
  });
  if (!done)
    for (const field of values.keys())
      left.push({ entity, record: survivor, field, reason: 'unique-conflict' });
}

async function restoreOthers(
  undoing: Undoing,
  records: readonly { readonly record_id: string; readonly version: number }[],
): Promise<readonly string[]> {
  const { context, entity, at, left } = undoing;
  const ids = records.map(({ record_id }) => record_id);
  const whole = await wholeRecords(context, entity, ids, 'any');
  const live = await wholeRecords(context, entity, ids);
  const restored: string[] = [];
  const own = context.release.model.entities.get(entity)?.fields.get('id');
  const paths = own ? [{ path: 'id', steps: [own], field: own }] : [];
  for (const { record_id: id, version } of records) {
    const record = whole.get(id);
    if (!record || live.has(id) || record.version !== version) {
      left.push({ entity, record: id, field: null, reason: record ? 'changed-since' : 'deleted-since' });
      continue;
    }
    const write: Write = { entity, id, action: 'restore', values: new Map(), changes: {}, version, at };
    const done = await unlessTaken(undoing, async () => {
      await namingConflicts(context, entity, () => updateRecord(context, write, paths));
    });
    if (done) restored.push(id);
    else left.push({ entity, record: id, field: null, reason: 'unique-conflict' });
  }
  return restored;
}

/** False when somebody else has a unique value by now; then nothing of it is written. */
async function unlessTaken({ tx }: Undoing, work: () => Promise<void>): Promise<boolean> {
  try {
    await tx.savepoint(work);
    return true;
  } catch (error) {
    if (isTenonError(error) && error.code === 'unique-conflict') return false;
    throw error;
  }
}

async function putBackReferences(undoing: Undoing, back: ReadonlySet<string>): Promise<void> {
  const { context, tx, merge } = undoing;
  const moves = await tx.query<Move>(sql`
    select kind, place, field, record_id, from_id, had from tenon.merge_moves
    where merge = ${sql.value(merge, 'uuid')} and kind in ('value', 'link') order by place, field, record_id, from_id`);
  const byField = Map.groupBy(
    moves.filter(({ from_id }) => back.has(from_id)),
    ({ kind, place, field }) => `${kind} ${place} ${field}`,
  );
  for (const own of byField.values()) {
    const [first] = own;
    const physical = first && context.release.physical.entities.get(first.place)?.fields.get(first.field);
    if (!first || !physical) continue;
    const byRecord = [...Map.groupBy(own, ({ record_id }) => record_id)];
    for (let start = 0; start < byRecord.length; start += atOnce) {
      const part = new Map(byRecord.slice(start, start + atOnce));
      await holdRows(context, tx, first.place, [...part.keys()]);
      if (first.kind === 'value') await putBackValues(undoing, first, part);
      else await putBackLinks(undoing, first, part);
    }
  }
}

async function putBackValues(
  undoing: Undoing,
  { place, field }: Move,
  moves: ReadonlyMap<string, readonly Move[]>,
): Promise<void> {
  const { context, tx, entity, survivor, at, left } = undoing;
  const physical = physicalEntity(context.release, place).fields.get(field);
  if (!physical) return;
  const { table } = physicalEntity(context.release, place);
  const points = pointsTo(physical, sql.id('r'), referenceTo(physical, entity, survivor));
  const rows = await tx.query<{ id: string; version: number; deleted: boolean; points: boolean | null }>(sql`
    select r.id, r.version, r.deleted_at is not null as deleted, (${points}) as points from ${table} r
    where r.id = any(${sql.value([...moves.keys()], 'uuid[]')}) order by r.id`);
  const writes: (ReferenceWrite & { readonly deleted: boolean })[] = [];
  for (const { id, version, deleted, points: still } of rows) {
    const from = moves.get(id)?.[0]?.from_id;
    if (from === undefined) continue;
    if (still !== true) left.push({ entity: place, record: id, field, reason: 'changed-since' });
    else
      writes.push({
        id,
        version,
        deleted,
        before: referenceTo(physical, entity, survivor),
        value: referenceTo(physical, entity, from),
      });
  }
  const live = writes.filter(({ deleted }) => !deleted);
  await putBackWrites(undoing, physical.field, live, at);
  for (const [from, own] of Map.groupBy(
    writes.filter(({ deleted }) => deleted),
    ({ id }) => moves.get(id)?.[0]?.from_id ?? '',
  ))
    await setBuried(
      tx,
      context,
      physical,
      own.map(({ id }) => id),
      referenceTo(physical, entity, from),
    );
}

/** All at once, and by halves where somebody else has a value that must be unique by now. */
async function putBackWrites(
  undoing: Undoing,
  field: Parameters<typeof writeReferences>[2],
  writes: readonly ReferenceWrite[],
  at: string,
): Promise<void> {
  if (writes.length === 0) return;
  const { context, tx, left } = undoing;
  if (await unlessTaken(undoing, () => writeReferences(context, tx, field, writes, at))) return;
  const [only] = writes;
  if (writes.length === 1 && only) {
    left.push({ entity: field.entity, record: only.id, field: field.id, reason: 'unique-conflict' });
    return;
  }
  const middle = Math.ceil(writes.length / 2);
  await putBackWrites(undoing, field, writes.slice(0, middle), at);
  await putBackWrites(undoing, field, writes.slice(middle), at);
}

async function putBackLinks(
  undoing: Undoing,
  { place, field }: Move,
  moves: ReadonlyMap<string, readonly Move[]>,
): Promise<void> {
  const { context, tx, survivor, at, left } = undoing;
  const physical = physicalEntity(context.release, place).fields.get(field);
  if (!physical?.link) return;
  const ids = [...moves.keys()];
  const records = await wholeRecords(context, place, ids, 'any');
  const live = await wholeRecords(context, place, ids);
  const writes: ReferenceWrite[] = [];
  for (const [id, own] of moves) {
    const record: RecordBody | undefined = records.get(id);
    if (!record) continue;
    const list = listIn(record, field);
    if (!list.includes(survivor)) {
      left.push({ entity: place, record: id, field, reason: 'changed-since' });
      continue;
    }
    const kept = own.some(({ had }) => had) ? list : list.filter((each) => each !== survivor);
    const back = own.map(({ from_id }) => from_id);
    if (live.has(id))
      writes.push({
        id,
        version: record.version,
        before: list,
        value: [...new Set([...kept, ...back])].sort(),
      });
    else {
      const away = own.some(({ had }) => had) ? [] : [survivor];
      await relinkBuried(tx, physical.link.table, [id], away, back);
    }
  }
  await putBackWrites(undoing, physical.field, writes, at);
}

async function putBackRows({ context, tx, entity, merge, survivor, at }: Undoing, back: ReadonlySet<string>) {
  const ids = sql.value([...back], 'uuid[]');
  const merged = sql.value(merge, 'uuid');
  for (const { name, table, column, type, cast, passes } of followed) {
    await tx.query(sql`
      update ${table} t set ${column} = m.from_id${cast}
      from tenon.merge_moves m
      where m.merge = ${merged} and m.kind = 'row' and m.place = ${name} and m.record_id = t.id
        and m.from_id = any(${ids}) and t.entity = ${entity} and t.${column} = ${sql.value(survivor, type)}
        and ${passes(sql`m.from_id${cast}`)}`);
  }
  const opened = await tx.query<{
    id: string;
    state: string;
    operator: string | null;
    queue: string | null;
  }>(sql`
    update tenon.tasks t set state = m.field, closed_at = null, closed_by = null, version = t.version + 1
    from tenon.merge_moves m
    where m.merge = ${merged} and m.kind = 'closed' and m.record_id = t.id and m.from_id = any(${ids})
      and t.state = 'cancelled' and t.record_id = m.from_id
      and not exists (select from tenon.tasks o where o.entity = t.entity and o.record_id = t.record_id
        and o.task_type = t.task_type and o.state in ('open', 'in_progress'))
    returning t.id, t.state, t.operator, t.queue`);
  for (const { id, state, operator, queue } of opened)
    await tx.query(sql`
      insert into tenon.task_events (id, task, action, from_state, to_state, operator, queue, by_id, at, detail)
      values (${sql.value(newId(), 'uuid')}, ${sql.value(id, 'uuid')}, 'reopen', 'cancelled', ${state}, ${sql.value(operator, 'uuid')}, ${sql.value(queue, 'text')}, ${sql.value(context.viewer.id, 'uuid')}, ${sql.value(at, 'timestamptz')}, ${sql.value(JSON.stringify({ merge }), 'jsonb')})`);
  tx.announce('tenon_tasks');
}

/** What the viewer may read of it; deleted records of the entity itself are told, as they were merged before his eyes. */
async function readableLeft(context: Context, left: readonly Left[]): Promise<readonly Left[]> {
  const seen: Left[] = [];
  for (const [entity, own] of Map.groupBy(left, (each) => each.entity)) {
    if (context.viewer.id !== null && !context.viewer.access.can(entity, 'read')) continue;
    const ids = [...new Set(own.map(({ record }) => record))];
    const id = context.release.model.entities.get(entity)?.fields.get('id');
    if (!id) continue;
    const found = await findRecords(context, entity, ids, {
      paths: [{ path: 'id', steps: [id], field: id }],
      rows: 'any',
    });
    const readable = new Set(found.map(({ record }) => record.id));
    seen.push(...own.filter(({ record }) => readable.has(record)));
  }
  return seen;
}
