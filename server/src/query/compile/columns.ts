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
  const { fields, parts } = physicalEntity(release, entity);
  const physical = fields.get(field) ?? parts.get(field);
  if (!physical) throw new Error(`The entity ${entity} has no field ${field}`);
  return physical;
}

/** The way to values that lie in no column but are worked out from others; `reachOf` gives it. */
export interface Reach {
  /** As columns would hold it. */
  columns(field: PhysicalField, alias: Sql): readonly Sql[];
  /** What rules see of it. */
  value(field: PhysicalField, alias: Sql): Sql;
}

/** Without a reach, only of fields that are stored. */
export function columnsOf(field: PhysicalField, alias: Sql, reach?: Reach): readonly Sql[] {
  if (field.field.storage.kind === 'computed') {
    return within(reach, field).columns(field, alias);
  }
  return field.columns.map(({ name }) => sql`${alias}.${sql.id(name)}`);
}

/** The one value that the rule language sees. */
export function valueSql(field: PhysicalField, alias: Sql, reach?: Reach): Sql {
  if (field.link) return linkedIds(field.link.table, alias);
  if (field.field.storage.kind === 'computed') return within(reach, field).value(field, alias);
  const columns = columnsOf(field, alias, reach);
  const value = field.serverType.value?.(columns, field.field.options) ?? columns[0];
  if (!value) throw new Error(`The field ${field.field.entity}.${field.field.id} has no value in SQL`);
  // The rate is looked up only where there is an amount.
  return field.rate ? sql`(case when ${value} is not null then ${value} * ${field.rate(alias)} end)` : value;
}

/** A part of the value, which has a column of its own. */
export function partSql(physical: PhysicalField, alias: Sql, part: string, reach?: Reach): Sql {
  const { field, serverType } = physical;
  const place = serverType.columns(field.options).findIndex(({ suffix }) => suffix === part);
  const column = columnsOf(physical, alias, reach)[place];
  if (!column) throw new Error(`The field ${field.entity}.${field.id} has no column for its ${part}`);
  return column;
}

/** What ORDER BY uses. */
export function orderSql(field: PhysicalField, alias: Sql, reach?: Reach): Sql {
  const order = field.serverType.order?.(columnsOf(field, alias, reach), field.field.options);
  return order ?? valueSql(field, alias, reach);
}

function within(reach: Reach | undefined, { field }: PhysicalField): Reach {
  if (!reach) throw new Error(`${field.entity}.${field.id} is out of reach here`);
  return reach;
}

function linkedIds(table: Sql, alias: Sql): Sql {
  return sql`(select array_agg(l.to_id order by l.to_id) from ${table} l where l.from_id = ${alias}.id)`;
}
