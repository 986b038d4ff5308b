import { sql } from '@tenon/expressions';
import { type Context, queryable } from '../context.ts';
import { TenonError } from '../errors.ts';
import { newId } from '../ids.ts';
import { entityFor } from '../query/authorize.ts';
import { columnsOf, physicalEntity, physicalField } from '../query/compile/columns.ts';
import { unknownField } from '../query/paths.ts';
import { findRecord } from './find.ts';
import { fieldServer } from './keeping/field-server.ts';
import { withOwnErrors } from './keeping/own-errors.ts';
import type { RecordsDependencies } from './operation.ts';

/** The value behind the mask of one field. Whoever looks leaves a note before he sees anything. */
export async function revealValue(
  deps: RecordsDependencies,
  context: Context,
  entityId: string,
  id: string,
  fieldId: string,
): Promise<{ readonly value: string | null }> {
  // Authorize.
  const entity = entityFor(context, entityId, 'read');
  const field = entity.fields.get(fieldId);
  if (!field) throw new TenonError('invalid-input', unknownField(entity, fieldId).message);
  if (!context.viewer.access.capabilities.has('reveal_secrets')) {
    throw new TenonError('not-allowed', 'This needs the capability reveal_secrets');
  }
  const physical = physicalField(context.release, entityId, fieldId);
  const { reveal } = physical.serverType;
  if (!reveal) throw new TenonError('invalid-input', `Values of '${fieldId}' are not masked`);
  await findRecord(context, entityId, id, { paths: [] });

  // Run.
  const db = queryable(context);
  const columns = columnsOf(physical, sql.id('r'));
  const [row] = await db.query<{ stored: readonly unknown[] }>(
    sql`select jsonb_build_array(${sql.join(columns)}) as stored from ${physicalEntity(context.release, entityId).table} r where r.id = ${sql.value(id, 'uuid')}`,
  );
  const stored = row?.stored ?? [];
  if (stored.every((part) => part === null)) return { value: null };
  await db.query(sql`
    insert into tenon.reveals (id, entity, record_id, field, by_id, at, source)
    values (${newId()}, ${entityId}, ${id}, ${fieldId}, ${context.viewer.id}, ${deps.now()}, ${context.source})`);
  const server = fieldServer(context, field, undefined);
  return { value: withOwnErrors(() => reveal(stored, id, field.options, server)) };
}
