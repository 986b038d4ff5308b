/** Values that the server makes for records that are there already, or makes anew: in the background, some at a time. */
import { sql } from '@tenon/expressions';
import type { StoredValue } from '@tenon/plugin-api';
import type { Context } from '../../context.ts';
import { isTenonError } from '../../errors.ts';
import { columnsOf, physicalEntity } from '../../query/compile/columns.ts';
import type { PhysicalField } from '../../tables/physical.ts';
import { fieldServer } from './field-server.ts';
import { withOwnErrors } from './own-errors.ts';

const recordsAtOnce = 200;
const nobody = '00000000-0000-0000-0000-000000000000';

export interface Renewed {
  /** Values that were made. */
  readonly made: number;
  /** Values that stayed as they are although they are stale, because of a fault in them or for want of keys. */
  readonly left: number;
}

/** Records keep their version, and nothing is logged: what a person sees of a value has not changed by anybody's hand. */
export async function renewValues(context: Context, signal?: AbortSignal): Promise<Renewed> {
  let made = 0;
  let left = 0;
  for (const { fields } of context.release.physical.entities.values()) {
    for (const field of fields.values()) {
      if (!field.serverType.renewal || field.columns.length === 0 || isComputed(field)) continue;
      try {
        const renewed = await renewField(context, field, signal);
        made += renewed.made;
        left += renewed.left;
      } catch (error) {
        if (!isTenonError(error) || error.code !== 'secrets-unavailable') throw error;
        left += 1;
      }
    }
  }
  return { made, left };
}

const isComputed = ({ field }: PhysicalField) => 'computed' in field && field.computed !== undefined;

async function renewField(
  context: Context,
  physical: PhysicalField,
  signal: AbortSignal | undefined,
): Promise<Renewed> {
  let after = nobody;
  let made = 0;
  let left = 0;
  while (!signal?.aborted) {
    const turn = await context.db.transaction((tx) => renewSome({ ...context, tx }, physical, after), {
      retry: true,
    });
    if (turn.last === undefined) break;
    after = turn.last;
    made += turn.made;
    left += turn.left;
  }
  return { made, left };
}

interface Turn extends Renewed {
  /** Undefined when there were no more. */
  readonly last: string | undefined;
}

async function renewSome(context: Context, physical: PhysicalField, after: string): Promise<Turn> {
  const { tx } = context;
  const { field, serverType } = physical;
  const { renewal } = serverType;
  if (!tx || !renewal) throw new Error('Values are renewed in a transaction');
  const { table } = physicalEntity(context.release, field.entity);
  const columns = columnsOf(physical, sql.id('r'));
  const server = fieldServer(context, field, tx);
  const stale = withOwnErrors(() => renewal.stale(columns, field.options, server));
  if (!stale) return { last: undefined, made: 0, left: 0 };
  const rows = await tx.query<{ id: string; created_at: string; stored: readonly unknown[] }>(
    sql`select r.id, r.created_at, jsonb_build_array(${sql.join(columns)}) as stored from ${table} r where r.id > ${sql.value(after, 'uuid')} and ${stale} order by r.id limit ${sql.value(recordsAtOnce, 'bigint')} for update`,
  );
  const values = rows.map(
    ({ id, created_at, stored }): StoredValue => ({ record: id, createdAt: created_at, stored }),
  );
  const renewed = values.length > 0 ? await renewal.renew(values, field.options, server) : [];
  const writes = renewed.flatMap((parts, index) =>
    parts ? { id: rows[index]?.id, ...Object.fromEntries(named(physical, parts)) } : [],
  );
  if (writes.length > 0) {
    const types = physical.columns.map(({ name, spec }) => sql`${sql.id(name)} ${sql.type(spec.type)}`);
    const sets = physical.columns.map(({ name }) => sql`${sql.id(name)} = v.${sql.id(name)}`);
    await tx.query(
      sql`update ${table} as r set ${sql.join(sets)} from jsonb_to_recordset(${sql.value(JSON.stringify(writes), 'jsonb')}) as v(${sql.join([sql`id uuid`, ...types])}) where r.id = v.id`,
    );
  }
  return { last: rows.at(-1)?.id, made: writes.length, left: rows.length - writes.length };
}

function named({ columns }: PhysicalField, parts: readonly unknown[]): readonly [string, unknown][] {
  return columns.map(({ name }, index) => [name, parts[index] ?? null]);
}
