/** The end of a file about one entity that refers to itself: names that no row brought. */
import { sql } from '@tenon/expressions';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { physicalEntity, physicalField } from '../../query/compile/columns.ts';
import { keepDerived } from '../derived/index.ts';
import type { ImportPlan } from './columns.ts';
import { type MakeRecord, notThere, type References, type Reservation } from './references.ts';
import { addError, type RowError } from './row.ts';

/**
 * Makes the records that the mapping wants made; other references are emptied again, and told as errors where the
 * mapping calls a missing record one. Under `stop` these errors refuse the file; under `skip` the rows stay without
 * the reference.
 */
export async function settleOpenReferences(
  context: Context,
  tx: Transaction,
  plan: ImportPlan,
  references: References,
  make: MakeRecord,
): Promise<RowError[]> {
  const errors: RowError[] = [];
  const emptied: Reservation[] = [];
  for (const reservation of references.open()) {
    const { reference, value, id, name, waiting } = reservation;
    const rows = waiting.filter(({ row }) => row.errors.length === 0);
    if (rows.length === 0) continue;
    if (reference.missing === 'create' && (await make(reference, value, id)) !== undefined) continue;
    emptied.push(reservation);
    if (reference.missing === 'empty') continue;
    for (const { row, column } of rows) {
      addError(row, column, 'unknown-reference', notThere(reference, name), name);
      errors.push(...row.errors.slice(-1));
    }
  }
  if (emptied.length > 0) await emptyReferences(context, tx, plan, emptied);
  return errors;
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
    if (link) {
      const gone = await tx.query<{ id: string }>(
        sql`delete from ${link.table} where to_id = any(${ids}) returning from_id as id`,
      );
      await keepDerived(context, tx, entity, gone.map(emptiedIn(field.id)));
      continue;
    }
    const column = sql.id(columns[0]?.name ?? field.id);
    const id = sql.value(field.id, 'text');
    // The log of this transaction says what is so when it commits.
    const emptied = await tx.query<{ id: string }>(
      sql`with emptied as (update ${table} r set ${column} = null where r.${column} = any(${ids}) returning r.id) update tenon.changes c set changes = case when c.changes #> array[${id}, '0'] = 'null'::jsonb then c.changes - ${id} else jsonb_set(c.changes, array[${id}, '1'], 'null'::jsonb) end from emptied where c.record_id = emptied.id and c.entity = ${sql.value(entity, 'text')} and c.tx = pg_current_xact_id() and c.changes ? ${id} returning c.record_id as id`,
    );
    await keepDerived(context, tx, entity, emptied.map(emptiedIn(field.id)));
  }
}

const emptiedIn =
  (field: string) =>
  ({ id }: { readonly id: string }) =>
    ({ id, action: 'update', changes: { [field]: [null, null] } }) as const;
