import { sql } from '@tenon/expressions';
import type { RecordBody } from '@tenon/model';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { TenonError } from '../../errors.ts';
import { physicalEntity } from '../../query/compile/columns.ts';
import { ownPaths } from '../../query/parse.ts';
import type { VisibleEntity } from '../../query/visible.ts';
import { findRecords, notFound } from '../../records/find.ts';

/** The records as the viewer sees them, held in the order of their ids until the transaction ends. */
export async function heldRecords(
  context: Context,
  tx: Transaction,
  entity: VisibleEntity,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RecordBody>> {
  const { id } = entity.entity;
  await holdRows(context, tx, id, ids);
  const found = await findRecords(context, id, ids, { paths: ownPaths(context, entity), action: 'merge' });
  if (found.length < ids.length) throw notFound(id);
  if (!found.every(({ may }) => may))
    throw new TenonError('not-allowed', `You may not merge these records of ${id}`);
  return new Map(found.map(({ record }) => [record.id, record]));
}

export async function holdRows(
  context: Context,
  tx: Transaction,
  entity: string,
  ids: readonly string[],
): Promise<void> {
  const { table } = physicalEntity(context.release, entity);
  await tx.query(
    sql`select from ${table} r where r.id = any(${sql.value([...ids], 'uuid[]')}) order by r.id for update`,
  );
}

/** Records with every field that they store, whoever may read it. */
export async function wholeRecords(
  context: Context,
  entity: string,
  ids: readonly string[],
  rows: 'live' | 'any' = 'live',
): Promise<ReadonlyMap<string, RecordBody>> {
  if (ids.length === 0) return new Map();
  const model = context.release.model.entities.get(entity);
  const paths = [...(model?.fields.values() ?? [])]
    .filter(({ storage }) => storage.kind === 'column' || storage.kind === 'link')
    .map((field) => ({ path: field.id, steps: [field], field }));
  const system: Context = { ...context, viewer: { ...context.viewer, id: null } };
  const found = await findRecords(system, entity, ids, { paths, unread: true, rows });
  return new Map(found.map(({ record }) => [record.id, record]));
}
