/** The end of a file about one entity that refers to itself: names that came further down, or that no row brought. */
import { sql } from '@tenon/expressions';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { guardDuplicates } from '../../duplicates/guard.ts';
import { physicalEntity, physicalField } from '../../query/compile/columns.ts';
import { type Draft, judge } from '../constraints/index.ts';
import { keepDerived } from '../derived/index.ts';
import { requiredMessage } from '../values/body.ts';
import type { ImportPlan } from './columns.ts';
import { type MakeRecord, notThere, type References, type Reservation } from './references.ts';
import { addError, type DraftRow, type RowError } from './row.ts';

export interface Settled {
  readonly errors: readonly RowError[];
  /** Rows are in by now that may not be in like this: nothing of the file can stay. */
  readonly refused: boolean;
}

/**
 * Makes the records that the mapping wants made; other references are emptied again, and told as errors where the
 * mapping calls a missing record one. Under `stop` these errors refuse the file; under `skip` the rows stay without
 * the reference. Rows that waited for others are held against the constraints as they came to be.
 */
export async function settleOpenReferences(
  context: Context,
  tx: Transaction,
  plan: ImportPlan,
  references: References,
  make: MakeRecord,
): Promise<Settled> {
  const errors: RowError[] = [];
  const waiting = waitingIn(references.all());
  const emptied: Reservation[] = [];
  for (const reservation of references.open()) {
    const { reference, values, id, name, waiting: some } = reservation;
    const rows = some.filter(({ row }) => row.errors.length === 0);
    if (rows.length === 0) continue;
    if (reference.missing === 'create' && (await make(reference, values, id)) !== undefined) continue;
    emptied.push(reservation);
    if (reference.missing === 'empty') continue;
    for (const { row, column } of rows) {
      addError(row, column, 'unknown-reference', notThere(reference, name), name);
      errors.push(...row.errors.slice(-1));
    }
  }
  if (emptied.length > 0) await emptyReferences(context, tx, plan, emptied);
  const gone = new Set(emptied.map(({ id }) => id));
  const broken: RowError[] = [];
  for (let start = 0; start < waiting.length; start += atOnce)
    broken.push(...(await brokenRows(context, plan, waiting.slice(start, start + atOnce), gone)));
  return { errors: [...errors, ...broken], refused: broken.length > 0 };
}

const atOnce = 1_000;

interface Waiting {
  readonly row: DraftRow;
  readonly record: string;
  readonly fields: ReadonlySet<string>;
}

function waitingIn(reservations: readonly Reservation[]): readonly Waiting[] {
  const found = new Map<DraftRow, { record: string; fields: Set<string> }>();
  for (const { row, column, record } of reservations.flatMap(({ waiting }) => waiting)) {
    if (row.errors.length > 0) continue;
    const known = found.get(row);
    if (known) known.fields.add(column.field.id);
    else found.set(row, { record, fields: new Set([column.field.id]) });
  }
  return [...found].map(([row, rest]) => ({ row, ...rest }));
}

/** What speaks against rows now that it is known whom they refer to. */
async function brokenRows(
  context: Context,
  plan: ImportPlan,
  waiting: readonly Waiting[],
  gone: ReadonlySet<string>,
): Promise<readonly RowError[]> {
  const told: RowError[] = [];
  const tell = (row: DraftRow, field: string | undefined, code: string, message: string) => {
    addError(row, plan.columns.find((each) => each.field.id === field) ?? null, code, message);
    told.push(...row.errors.slice(-1));
  };
  const rows = new Map<string, DraftRow>();
  const drafts = waiting.map(({ row, record, fields }): Draft => {
    rows.set(record, row);
    const values = new Map<string, unknown>();
    const before: { [field: string]: unknown } = {};
    for (const id of fields) {
      const given = row.values.get(id) ?? null;
      values.set(id, without(given, gone));
      before[id] = values.get(id) === null ? given : null;
      const field = plan.entity.fields.get(id);
      if (field?.required && values.get(id) === null) tell(row, id, 'required', requiredMessage(field));
    }
    return { id: record, action: 'update', before, values };
  });
  const judgement = await judge(context, plan.entity.id, drafts);
  const findings = [...judgement.findings, ...(await judgement.written(context, drafts))];
  for (const { draft, field, code, message } of findings) {
    const row = rows.get(draft.id);
    if (row) tell(row, field, code, message);
  }
  return told;
}

function without(value: unknown, gone: ReadonlySet<string>): unknown {
  if (!Array.isArray(value)) return gone.has(String(value)) ? null : value;
  const left = value.filter((id) => !gone.has(String(id)));
  return left.length > 0 ? left : null;
}

async function emptyReferences(
  context: Context,
  tx: Transaction,
  plan: ImportPlan,
  reservations: readonly Reservation[],
): Promise<void> {
  const entity = plan.entity.id;
  const ids = sql.value(
    reservations.map(({ id }) => id),
    'uuid[]',
  );
  const { table } = physicalEntity(context.release, entity);
  for (const { field, reference } of plan.columns) {
    if (!reference || reference.target.id !== entity) continue;
    const { link, columns } = physicalField(context.release, entity, field.id);
    const id = sql.value(field.id, 'text');
    if (link) {
      // The log of this transaction says what is so when it commits.
      const gone = await tx.query<{ id: string }>(sql`
        with gone as (delete from ${link.table} where to_id = any(${ids}) returning from_id),
        logged as (
          select c.id, (
            select jsonb_agg(e.value order by e.value)
            from jsonb_array_elements_text(
              case when jsonb_typeof(c.changes #> array[${id}, '1']) = 'array' then c.changes #> array[${id}, '1'] else '[]' end
            ) e
            where e.value::uuid <> all(${ids})
          ) as remaining
          from tenon.changes c
          where c.tx = pg_current_xact_id() and c.entity = ${sql.value(entity, 'text')} and c.changes ? ${id}
            and c.record_id in (select from_id from gone)
        ),
        mended as (
          update tenon.changes c set changes = case
            when l.remaining is null and c.changes #> array[${id}, '0'] = 'null'::jsonb then c.changes - ${id}
            else jsonb_set(c.changes, array[${id}, '1'], coalesce(l.remaining, 'null'::jsonb)) end
          from logged l where l.id = c.id
        )
        select distinct from_id as id from gone`);
      await keepEmptied(context, tx, entity, field.id, gone);
      continue;
    }
    const column = sql.id(columns[0]?.name ?? field.id);
    const emptied = await tx.query<{ id: string }>(
      sql`with emptied as (update ${table} r set ${column} = null where r.${column} = any(${ids}) returning r.id) update tenon.changes c set changes = case when c.changes #> array[${id}, '0'] = 'null'::jsonb then c.changes - ${id} else jsonb_set(c.changes, array[${id}, '1'], 'null'::jsonb) end from emptied where c.record_id = emptied.id and c.entity = ${sql.value(entity, 'text')} and c.tx = pg_current_xact_id() and c.changes ? ${id} returning c.record_id as id`,
    );
    await keepEmptied(context, tx, entity, field.id, emptied);
  }
}

async function keepEmptied(
  context: Context,
  tx: Transaction,
  entity: string,
  field: string,
  records: readonly { readonly id: string }[],
): Promise<void> {
  const writes = records.map(({ id }) => ({
    id,
    action: 'update' as const,
    changes: { [field]: [null, null] as const },
  }));
  await guardDuplicates(context, tx, entity, writes);
  await keepDerived(context, tx, entity, writes);
}
