/** The end of a file about one entity that refers to itself: names that came further down are filled in. */
import { sql } from '@tenon/expressions';
import type { Context } from '../../../context.ts';
import type { Transaction } from '../../../database/index.ts';
import { newId } from '../../../ids.ts';
import { ownPaths } from '../../../query/parse.ts';
import { findRecords } from '../../find.ts';
import { keepChanges } from '../../update.ts';
import type { Write } from '../../write.ts';
import type { Column, ImportPlan } from '../columns.ts';
import { recordsByValues } from '../lookup.ts';
import { recordMaker } from '../maker.ts';
import { finderOf, notThere } from '../references.ts';
import { addError, type DraftRow, readName } from '../row.ts';
import { inLanguage } from '../words.ts';
import { type Refusal, writeHeld } from '../write-held.ts';
import type { Run } from './run.ts';
import { addErrors, findImport, rememberChunk } from './store.ts';

const chunk = 2_000;

interface Open {
  readonly row: number;
  readonly field: string;
  readonly record_id: string;
  readonly name: string;
}

export async function settleReferences(run: Run, id: string, plan: ImportPlan): Promise<void> {
  const { db, context, attempt } = run;
  for (;;) {
    attempt.signal.throwIfAborted();
    const left = await db.transaction(
      async (tx) => {
        const held = await findImport(tx, id, true);
        if (held?.state !== 'running') return 0;
        const open = await tx.query<Open>(
          sql`with taken as (select ctid from tenon.import_references where import = ${id} order by row limit ${chunk}) delete from tenon.import_references r using taken where r.ctid = taken.ctid returning r.row, r.field, r.record_id, r.name`,
        );
        if (open.length === 0) return 0;
        await settle(run, { ...context, tx }, tx, id, plan, open);
        await rememberChunk(tx, id);
        await attempt.fence(tx);
        return open.length;
      },
      { retry: true },
    );
    if (left === 0) return;
  }
}

async function settle(
  run: Run,
  context: Context,
  tx: Transaction,
  id: string,
  plan: ImportPlan,
  open: readonly Open[],
): Promise<void> {
  const make = recordMaker(run.deps, context, tx);
  const found = new Map<string, { column: Column; ids: string[] }[]>();
  const wrong: DraftRow[] = [];
  for (const column of plan.columns) {
    const { reference, field } = column;
    const mine = open.filter((one) => one.field === field.id);
    if (!reference || mine.length === 0) continue;
    const values = mine.map(({ name }) => readName(context, reference, name));
    const matches = await recordsByValues(
      context,
      finderOf(reference),
      values.map((given) => given ?? []),
    );
    const made = new Map<string, string | undefined>();
    for (const [index, { row, name, record_id }] of mine.entries()) {
      const [only, another] = matches.get(index) ?? [];
      let other = another === undefined ? only : undefined;
      if (only === undefined && reference.missing === 'create') {
        const given = values[index];
        if (!made.has(name)) made.set(name, given && (await make(reference, given, newId())));
        other = made.get(name);
      }
      if (other !== undefined) {
        const known = found.get(record_id) ?? [];
        found.set(record_id, known);
        const ofField = known.find((one) => one.column === column);
        if (ofField) ofField.ids.push(other);
        else known.push({ column, ids: [other] });
      } else if (reference.missing !== 'empty') {
        const draft = draftOf(row, name);
        addError(draft, column, 'unknown-reference', notThere(reference, name), name);
        inLanguage(context, plan, draft);
        wrong.push(draft);
      }
    }
  }
  for (const [record, refusals] of await fillIn(run, context, tx, plan, found)) {
    const asked = open.find((one) => one.record_id === record);
    if (!asked) continue;
    const draft = draftOf(asked.row, asked.name);
    for (const { field, code, message } of refusals) {
      const column = plan.columns.find((one) => one.field.id === field) ?? found.get(record)?.[0]?.column;
      addError(draft, column ?? null, code, message, asked.name);
    }
    inLanguage(context, plan, draft);
    wrong.push(draft);
  }
  await addErrors(tx, id, wrong);
  if (wrong.length > 0)
    await tx.query(
      sql`update tenon.imports set failed = failed + ${new Set(wrong.map(({ row }) => row)).size} where id = ${id}`,
    );
}

const draftOf = (row: number, name: string): DraftRow => ({
  row,
  cells: [name],
  values: new Map(),
  references: new Map(),
  errors: [],
});

/** Rows stay without a reference that the constraints refuse; reasons by record. */
async function fillIn(
  { deps }: Run,
  context: Context,
  tx: Transaction,
  plan: ImportPlan,
  found: ReadonlyMap<string, readonly { readonly column: Column; readonly ids: readonly string[] }[]>,
): Promise<ReadonlyMap<string, readonly Refusal[]>> {
  if (found.size === 0) return new Map();
  const entity = plan.entity.id;
  const records = await findRecords(context, entity, [...found.keys()], {
    paths: ownPaths(context, plan.entity),
    action: 'update',
    unread: true,
    lock: true,
  });
  const at = deps.now();
  const writes: Write[] = [];
  for (const { record } of records) {
    const values = new Map<string, unknown>();
    for (const { column, ids } of found.get(record.id) ?? []) {
      const before = record[column.field.id];
      const all = column.reference?.many ? [...(Array.isArray(before) ? before : []), ...ids] : ids;
      values.set(column.field.id, column.reference?.many ? [...new Set(all)].sort() : (all[0] ?? null));
    }
    const changes = keepChanges(values, record);
    if (values.size > 0)
      writes.push({ entity, id: record.id, action: 'update', values, changes, version: record.version, at });
  }
  const before = new Map(records.map(({ record }) => [record.id, record]));
  return await writeHeld({ context, tx, entity, action: 'update', before }, writes);
}
