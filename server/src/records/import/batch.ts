/** Some rows of the file at a time: names become ids, rows find their records, and what differs is written. */
import { textIn } from '@tenon/documents';
import type { FieldModel, RecordBody } from '@tenon/model';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { refusedDrafts } from '../../duplicates/guard.ts';
import { blockingRules } from '../../duplicates/rules.ts';
import { isId, newId } from '../../ids.ts';
import { Mistakes } from '../../query/mistakes.ts';
import { ownPaths } from '../../query/parse.ts';
import { rightsOf, rulesOf } from '../../query/rights.ts';
import { namingConflicts, sharedTogether } from '../conflicts.ts';
import {
  type Draft,
  type Finding,
  type Judgement,
  judge,
  keepSince,
  labelled,
  listed,
  say,
} from '../constraints/index.ts';
import { changesOfCreate } from '../create.ts';
import { findRecords } from '../find.ts';
import { keepValues } from '../keeping/keep.ts';
import type { OwnerChange, RecordsDependencies } from '../operation.ts';
import { keepChanges } from '../update.ts';
import { completeForCreate, mayAssign, requiredMessage } from '../values/body.ts';
import type { Write } from '../write.ts';
import { insertMany, updateMany } from '../write-many.ts';
import type { ImportKey, ImportPlan } from './columns.ts';
import { recordsByValues } from './lookup.ts';
import type { References, Reservation } from './references.ts';
import { addError, type DraftRow } from './row.ts';
import { sharedValues } from './unique.ts';

export interface BatchCounts {
  created: number;
  updated: number;
  unchanged: number;
}

interface Target {
  readonly row: DraftRow;
  readonly id: string;
  readonly existing: RecordBody | undefined;
  readonly reservation: Reservation | undefined;
}

/** Rows with errors are left out; their errors stand on them. */
export async function importBatch(
  deps: RecordsDependencies,
  context: Context,
  tx: Transaction,
  plan: ImportPlan,
  references: References,
  rows: readonly DraftRow[],
): Promise<BatchCounts> {
  // Find the records that rows are about.
  await references.resolveKey(context, rows);
  const targets = await findTargets(context, plan, references, rows);
  await references.resolve(context, rows, new Map(targets.map(({ row, id }) => [row, id])));

  // Validate.
  for (const target of targets) if (target.row.errors.length === 0) validate(context, plan, target);
  await checkUnique(context, plan, targets);
  const held = await holdRows(context, plan, targets);
  await refuseDuplicates(context, tx, plan, targets);
  leaveOutReferring(plan, targets);

  // Write.
  for (;;) {
    const good = targets.filter(({ row }) => row.errors.length === 0);
    const { counts, refused } = await writeAllowed(deps, context, tx, plan, good, held);
    if (refused.size === 0) return counts;
    for (const { row, id } of good)
      for (const { field, code, message } of refused.get(id) ?? []) refuse(plan, row, field, code, message);
    leaveOutReferring(plan, targets);
  }
}

interface Written {
  readonly counts: BatchCounts;
  /** What the records that came to be are refused for; when there is any, nothing was written. */
  readonly refused: Refused;
}

type Refused = ReadonlyMap<string, readonly Pick<Finding, 'field' | 'code' | 'message'>[]>;

class RefusedRecords extends Error {
  readonly refused: Refused;
  constructor(refused: Refused) {
    super('Some records may not be written like this');
    this.refused = refused;
  }
}

async function writeAllowed(
  deps: RecordsDependencies,
  context: Context,
  tx: Transaction,
  plan: ImportPlan,
  good: readonly Target[],
  held: Awaited<ReturnType<typeof holdRows>>,
): Promise<Written> {
  const entity = plan.entity.id;
  const hasRules = rulesOf(rightsOf(context), entity, 'create') !== undefined;
  const none: Refused = new Map();
  const asWritten = !hasRules && !held.judgement.isOpen;
  try {
    // What field types refuse is known before anything is written.
    if (asWritten) return { counts: await write(deps, context, tx, plan, good), refused: none };
    const counts = await tx.savepoint(async () => {
      const done = await write(deps, context, tx, plan, good);
      const refused = new Map<string, readonly Pick<Finding, 'field' | 'code' | 'message'>[]>();
      const created = good.filter(({ existing }) => !existing).map(({ id }) => id);
      const message = 'You may not create such a record';
      if (hasRules)
        for (const id of await forbiddenCreates(context, entity, created))
          refused.set(id, [{ field: undefined, code: 'not-allowed', message }]);
      const written = good.flatMap(({ id }) => held.drafts.get(id) ?? []);
      for (const finding of await held.judgement.written(context, written))
        refused.set(finding.draft.id, [...(refused.get(finding.draft.id) ?? []), finding]);
      if (refused.size > 0) throw new RefusedRecords(refused);
      return done;
    });
    return { counts, refused: none };
  } catch (error) {
    if (!(error instanceof RefusedRecords)) throw error;
    for (const { reservation } of good) if (reservation) reservation.taken = false;
    return { counts: { created: 0, updated: 0, unchanged: 0 }, refused: error.refused };
  }
}

async function write(
  deps: RecordsDependencies,
  context: Context,
  tx: Transaction,
  plan: ImportPlan,
  good: readonly Target[],
): Promise<BatchCounts> {
  const entity = plan.entity.id;
  const at = deps.now();
  const creates: Write[] = [];
  const updates: Write[] = [];
  const moved: OwnerChange[] = [];
  for (const { row, id, existing } of good) {
    const values = new Map(row.values);
    keepSince(context, entity, values, existing, at);
    const changes = existing ? keepChanges(values, existing) : changesOfCreate(values);
    if (existing && values.size === 0) continue;
    const action = existing ? 'update' : 'create';
    const version = existing?.version ?? 0;
    (existing ? updates : creates).push({ entity, id, action, values, changes, version, at });
    if (changes.owner) {
      const [from, to] = changes.owner as [string | null, string | null];
      moved.push({ entity, record: id, from, to });
    }
  }
  const kept = await keptWrites({ ...context, tx }, entity, creates, updates);
  await namingConflicts(context, entity, async () => {
    await insertMany(context, tx, entity, kept.creates);
    const written = await updateMany(context, tx, entity, 'update', kept.updates);
    if (written !== kept.updates.length) throw new Error('Records that were locked changed under an import');
  });
  if (moved.length > 0) await deps.ownership.record(context, moved);
  for (const { reservation } of good) if (reservation) reservation.taken = true;
  return {
    created: creates.length,
    updated: updates.length,
    unchanged: good.length - creates.length - updates.length,
  };
}

/** The writes as field types keep them; fails with what they refuse. */
async function keptWrites(
  context: Context,
  entity: string,
  creates: readonly Write[],
  updates: readonly Write[],
): Promise<{ readonly creates: readonly Write[]; readonly updates: readonly Write[] }> {
  const [made, changed] = [
    await keepValues(context, entity, true, creates),
    await keepValues(context, entity, false, updates),
  ];
  const refusals = [...made.refusals, ...changed.refusals];
  if (refusals.length > 0) {
    const language = context.locale.language;
    throw new RefusedRecords(
      new Map(
        refusals.map(({ id, field, message }) => [
          id,
          [{ field: field.id, code: 'invalid-value', message: textIn(message, language) }],
        ]),
      ),
    );
  }
  return { creates: made.writes, updates: changed.writes };
}

async function findTargets(
  context: Context,
  plan: ImportPlan,
  references: References,
  rows: readonly DraftRow[],
): Promise<Target[]> {
  const existing = plan.key
    ? await recordsByKey(context, plan, plan.key, rows)
    : new Map<DraftRow, RecordBody>();
  return rows.map((row) => {
    const record = existing.get(row);
    const reservation = record ? undefined : references.reservedFor(row);
    return { row, id: record?.id ?? reservation?.id ?? newId(), existing: record, reservation };
  });
}

async function recordsByKey(
  context: Context,
  plan: ImportPlan,
  { columns, ignoreCase, unique }: ImportKey,
  rows: readonly DraftRow[],
): Promise<Map<DraftRow, RecordBody>> {
  const [first] = columns;
  if (!first) return new Map();
  const keyed = rows.filter((row) => {
    for (const column of columns) {
      const value = row.values.get(column.field.id) ?? null;
      if (value === null && row.errors.length === 0)
        addError(row, column, 'required', `The key '${column.field.id}' is empty`);
      if (value === null || (column.field.id === 'id' && !isId(value))) return false;
    }
    return true;
  });
  const fields = columns.map(({ field }) => field);
  const matches = await recordsByValues(
    context,
    { fields, ignoreCase, unique },
    keyed.map((row) => fields.map(({ id }) => row.values.get(id))),
  );
  const ids = [...new Set([...matches.values()].flat())];
  const paths = ownPaths(context, plan.entity);
  const found =
    ids.length > 0
      ? await findRecords(context, plan.entity.id, ids, { paths, action: 'update', lock: true })
      : [];
  const byId = new Map(found.map((entry) => [entry.record.id, entry]));
  const records = new Map<DraftRow, RecordBody>();
  // Several fields are named by their labels, in the language of who imports.
  const alike = (sentence: 'together' | 'severalAlike', message: string) =>
    columns.length === 1
      ? message
      : say(context, sentence, {
          fields: listed(
            context.locale.language,
            fields.map((field) => labelled(context, field).field),
          ),
        });
  keyed.forEach((row, index) => {
    const [id, another] = matches.get(index) ?? [];
    const entry = id === undefined ? undefined : byId.get(id);
    const { id: name } = first.field;
    if (another !== undefined)
      addError(row, first, 'ambiguous-key', alike('severalAlike', `Several records have this '${name}'`));
    else if (!entry) {
      if (plan.mode === 'update' || name === 'id')
        addError(row, first, 'not-found', 'There is no such record to update');
    } else if (plan.mode === 'create')
      addError(row, first, 'not-unique', alike('together', `A record with this '${name}' is there already`));
    else if (!entry.may) addError(row, first, 'not-allowed', 'You may not update this record');
    else records.set(row, entry.record);
  });
  // What the system fills in is found by, never written.
  for (const { system, id } of fields)
    if (system && id !== 'owner') for (const row of rows) row.values.delete(id);
  return records;
}

/** An error at the column of a field, or at the field when the file has none for it; undefined: the whole row. */
function refuse(
  plan: ImportPlan,
  row: DraftRow,
  field: string | undefined,
  code: string,
  message: string,
): void {
  const column = plan.columns.find((each) => each.field.id === field);
  if (column || field === undefined) addError(row, column ?? null, code, message);
  else row.errors.push({ row: row.row, column: null, field, code, message });
}

function validate(context: Context, plan: ImportPlan, { row, existing }: Target): void {
  if (existing) {
    for (const [id, value] of row.values) {
      const field = plan.entity.fields.get(id);
      if (field?.required && value === null) refuse(plan, row, id, 'required', requiredMessage(field));
    }
  } else {
    for (const [id, value] of [...row.values]) if (value === null) row.values.delete(id);
    const mistakes = new Mistakes();
    completeForCreate(context, plan.entity, row.values, mistakes);
    for (const { pointer, code, message } of mistakes.list)
      refuse(plan, row, pointer.slice(1), code, message);
  }
  const owner = row.values.get('owner') ?? null;
  const moves = owner !== (existing?.owner ?? null) && owner !== context.viewer.id;
  if (moves && row.values.has('owner') && !mayAssign(context, plan.entity.id)) {
    refuse(plan, row, 'owner', 'not-allowed', 'Changing the owner needs the right to assign');
  }
}

/** Values that no two live records may share, among the rows and against what is there. */
async function checkUnique(context: Context, plan: ImportPlan, targets: readonly Target[]): Promise<void> {
  const { entity } = plan.entity;
  // Whoever reads all records has met every holder of a key when he looked for it; a key does not come twice in a batch.
  const isSettled = (field: FieldModel) =>
    plan.key?.columns.length === 1 &&
    field === plan.key.columns[0]?.field &&
    !field.ignoreCase &&
    rulesOf(rightsOf(context), entity.id, 'read') === undefined;
  const single = [...plan.entity.fields.values()].filter((field) => field.unique && !isSettled(field));
  for (const field of single) {
    const rows = withValues(targets, [field]);
    for (const { row: holder, with: other } of await sharedValues(
      context,
      entity.id,
      { fields: [field], ignoreCase: field.ignoreCase },
      rows,
    )) {
      const message = other
        ? `Row ${other.target.row.row} has the same '${field.id}'`
        : `Another record has this '${field.id}'`;
      refuse(plan, holder.target.row, field.id, 'not-unique', message);
    }
  }
  for (const unique of entity.constraints.uniques) {
    const rows = withValues(targets, unique.fields);
    for (const { row: holder, with: other } of await sharedValues(context, entity.id, unique, rows)) {
      for (const { pointer, code, message } of sharedTogether(context, unique)) {
        const twin = other ? ` (${say(context, 'row', { row: String(other.target.row.row) })})` : '';
        refuse(plan, holder.target.row, pointer.slice(1), code, message + twin);
      }
    }
  }
}

/** Rows that a duplicate rule does not let in. */
async function refuseDuplicates(
  context: Context,
  tx: Transaction,
  plan: ImportPlan,
  targets: readonly Target[],
): Promise<void> {
  if (blockingRules(context.release, plan.entity.id).length === 0) return;
  const drafts = targets
    .filter(({ row }) => row.errors.length === 0)
    .map(({ id, row, existing }) => ({
      id,
      values: { ...existing, ...Object.fromEntries(row.values) },
      changed: existing ? new Set(row.values.keys()) : ('all' as const),
    }));
  const refused = await refusedDrafts(context, tx, plan.entity.id, drafts);
  const rows = new Map(targets.map((target) => [target.id, target.row]));
  for (const [id, { with: other }] of refused) {
    const row = rows.get(id);
    const twin = rows.get(other);
    const message = twin ? `Row ${twin.row} looks like the same` : 'There is such a record already';
    if (row) refuse(plan, row, undefined, 'duplicate', message);
  }
}

/** Rows without errors that write one of the fields, with the values that their records will have. */
function withValues(
  targets: readonly Target[],
  fields: readonly FieldModel[],
): readonly {
  readonly id: string;
  readonly values: ReadonlyMap<string, unknown>;
  readonly target: Target;
}[] {
  return targets
    .filter(({ row }) => row.errors.length === 0 && fields.some(({ id }) => row.values.has(id)))
    .map((target) => {
      const { row, existing, id } = target;
      const valueIn = (field: string) => (row.values.has(field) ? row.values.get(field) : existing?.[field]);
      return { id, values: new Map(fields.map((field) => [field.id, valueIn(field.id)])), target };
    });
}

/** What rows will be, held against the constraints of the entity; what can be told at once is told. */
async function holdRows(
  context: Context,
  plan: ImportPlan,
  targets: readonly Target[],
): Promise<{ readonly judgement: Judgement; readonly drafts: ReadonlyMap<string, Draft> }> {
  const good = targets.filter(({ row }) => row.errors.length === 0);
  const drafts = new Map(
    good.map(({ row, id, existing }): [string, Draft] => [
      id,
      { id, action: existing ? 'update' : 'create', before: existing, values: row.values },
    ]),
  );
  const judgement = await judge(context, plan.entity.id, [...drafts.values()]);
  const rows = new Map(good.map(({ row, id }) => [id, row]));
  for (const { draft, field, code, message } of judgement.findings) {
    const row = rows.get(draft.id);
    if (row) refuse(plan, row, field, code, message);
  }
  return { judgement, drafts };
}

/** A row that refers to a row which is left out is left out, too; until no more are found. */
function leaveOutReferring(plan: ImportPlan, targets: readonly Target[]): void {
  const own = plan.columns.filter(({ reference }) => reference?.target.id === plan.entity.id);
  if (own.length === 0) return;
  for (let found = true; found; ) {
    found = false;
    const out = new Set(
      targets.filter(({ row, existing }) => row.errors.length > 0 && !existing).map(({ id }) => id),
    );
    for (const { row } of targets) {
      if (row.errors.length > 0) continue;
      const column = own.find(({ field }) =>
        [row.values.get(field.id)].flat().some((id) => out.has(String(id))),
      );
      if (!column) continue;
      addError(row, column, 'unknown-reference', 'The row that this one refers to is in error');
      found = true;
    }
  }
}

/** Rules for creating are about the records as they came to be. Those that break them. */
async function forbiddenCreates(
  context: Context,
  entity: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const id = context.release.model.entities.get(entity)?.fields.get('id');
  if (!id) throw new Error(`Records of ${entity} have no id`);
  const paths = [{ path: 'id', steps: [id], field: id }];
  const found = await findRecords(context, entity, ids, {
    paths,
    action: 'create',
    rows: 'any',
    unread: true,
  });
  const allowed = new Set(found.filter(({ may }) => may).map(({ record }) => record.id));
  return new Set(ids.filter((created) => !allowed.has(created)));
}
