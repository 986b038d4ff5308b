/** Where the values of fields lie in SQL. */
import { type Sql, sql } from '@tenon/expressions';
import type { LiveRelease } from '../../releases/live.ts';
import type { PhysicalEntity, PhysicalField } from '../../tables/physical.ts';

export function physicalEntity(release: LiveRelease, entity: string): PhysicalEntity {
  const physical = release.physical.entities.get(entity);
  if (!physical) throw new Error(`The model has no entity ${entity}`);
  return physical;
}

export function physicalField(release: LiveRelease, entity: string, field: string): PhysicalField {
  const physical = physicalEntity(release, entity).fields.get(field);
  if (!physical) throw new Error(`The entity ${entity} has no field ${field}`);
  return physical;
}

export function columnsOf(field: PhysicalField, alias: Sql): readonly Sql[] {
  return field.columns.map(({ name }) => sql`${alias}.${sql.id(name)}`);
}

/** The one value that the rule language sees. */
export function valueSql(field: PhysicalField, alias: Sql): Sql {
  if (field.link) return linkedIds(field.link.table, alias);
  const columns = columnsOf(field, alias);
  const value = field.serverType.value?.(columns, field.field.options) ?? columns[0];
  if (!value) throw new Error(`The field ${field.field.entity}.${field.field.id} has no value in SQL`);
  return value;
}

/** A part of the value, which has a column of its own. */
export function partSql({ field, columns }: PhysicalField, alias: Sql, part: string): Sql {
  const column = columns.find(({ spec }) => spec.suffix === part);
  if (!column) throw new Error(`The field ${field.entity}.${field.id} has no column for its ${part}`);
  return sql`${alias}.${sql.id(column.name)}`;
}

/** What ORDER BY uses. */
export function orderSql(field: PhysicalField, alias: Sql): Sql {
  return field.serverType.order?.(columnsOf(field, alias), field.field.options) ?? valueSql(field, alias);
}

function linkedIds(table: Sql, alias: Sql): Sql {
  return sql`(select array_agg(l.to_id order by l.to_id) from ${table} l where l.from_id = ${alias}.id)`;
}
