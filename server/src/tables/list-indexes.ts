/** Indexes for lists, in the exact form that the query compiler asks for (see query/compile/keyset.ts). */
import { type Sql, sql } from '@tenon/expressions';
import { type IndexModel, type IndexSources, listIndexes } from '@tenon/model';
import type { PhysicalEntity, PhysicalField } from './physical.ts';

export interface ListIndexKeys {
  readonly purpose: string;
  /** With their directions; the id last. */
  readonly keys: readonly Sql[];
  /** Names of the columns of fields that it covers. */
  readonly columns: readonly string[];
}

/** Written by the gate on every record, so that their order has no place for empties. */
const neverEmpty: ReadonlySet<string> = new Set(['id', 'created_at', 'updated_at', 'version']);

export function listIndexKeys(physical: PhysicalEntity, sources: IndexSources): readonly ListIndexKeys[] {
  const { made } = listIndexes(physical.entity, sources);
  return made.flatMap((index) => keysOf(physical, index) ?? []);
}

function keysOf(
  { fields, parts }: PhysicalEntity,
  { id, filter, sort }: IndexModel,
): ListIndexKeys | undefined {
  const keys: Sql[] = [];
  const columns: string[] = [];
  for (const { id: field } of filter) {
    const place = fields.get(field) ?? parts.get(field);
    const value = place && equalTo(place);
    if (!value) return undefined;
    keys.push(sql`(${value})`);
    columns.push(...namesOf(place));
  }
  for (const { field, direction } of sort) {
    const place = fields.get(field.id) ?? parts.get(field.id);
    const order = place && orderOf(place);
    if (!order) return undefined;
    if (direction === 'asc') keys.push(sql`(${order})`);
    else keys.push(neverEmpty.has(field.id) ? sql`(${order}) desc` : sql`(${order}) desc nulls last`);
    columns.push(...namesOf(place));
  }
  if (sort.length > 0) keys.push(sort.at(-1)?.direction === 'desc' ? sql`id desc` : sql`id`);
  return { purpose: id, keys, columns: [...new Set(columns)] };
}

function equalTo({ columns, serverType, field, rate }: PhysicalField): Sql | undefined {
  if (rate) return undefined;
  const ids = columns.map(({ name }) => sql.id(name));
  return serverType.value?.(ids, field.options) ?? ids[0];
}

function orderOf(place: PhysicalField): Sql | undefined {
  if (place.columns.length === 0) return undefined;
  const ids = place.columns.map(({ name }) => sql.id(name));
  return place.serverType.order?.(ids, place.field.options) ?? equalTo(place);
}

/** Columns that every record has are marked by none. */
function namesOf({ field, columns }: PhysicalField): readonly string[] {
  return field.system ? [] : columns.map(({ name }) => name);
}
