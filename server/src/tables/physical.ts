/**
 * Where the Model lies in Postgres. Schema `records` holds one table per entity and one per link relation, schema
 * `segments` one narrow table per segmentation, schema `tenon` what is ours.
 */

import { type Sql, sql, sqlTypeOf } from '@tenon/expressions';
import type { EntityModel, FieldModel, Model } from '@tenon/model';
import type { ColumnSpec, ServerFieldType, ServerRegistry } from '@tenon/plugin-api';
import { physicalName } from './names.ts';
import { rateOf } from './rates.ts';

export interface PhysicalModel {
  readonly entities: ReadonlyMap<string, PhysicalEntity>;
}

export interface PhysicalEntity {
  readonly entity: EntityModel;
  readonly table: Sql;
  readonly tableName: string;
  readonly fields: ReadonlyMap<string, PhysicalField>;
  /** Parts of values, as `address.city`: they lie in columns of the whole. */
  readonly parts: ReadonlyMap<string, PhysicalField>;
}

export interface PhysicalField {
  readonly field: FieldModel;
  readonly serverType: ServerFieldType;
  /** Empty for link, inverse and computed storage. */
  readonly columns: readonly { readonly name: string; readonly spec: ColumnSpec }[];
  /** Table of pairs (from_id, to_id) of a link relation. */
  readonly link: { readonly table: Sql; readonly tableName: string } | undefined;
  /** Of amounts in another currency than the organisation's: the rate that counts for the row that the alias stands for. */
  readonly rate?: (alias: Sql) => Sql;
}

export function physicalOf(model: Model, registry: ServerRegistry): PhysicalModel {
  const entities = new Map<string, PhysicalEntity>();
  for (const entity of model.entities.values()) {
    const fields = new Map<string, PhysicalField>();
    for (const field of entity.fields.values()) {
      const serverType = registry.serverFieldTypes.require(field.type.id);
      const specs = field.storage.kind === 'column' ? columnsOf(field, serverType) : [];
      const linkName = physicalName(`${entity.id}__${field.id}`);
      fields.set(field.id, {
        field,
        serverType,
        columns: specs.map((spec) => ({
          name: spec.suffix === '' ? field.id : physicalName(`${field.id}__${spec.suffix}`),
          spec,
        })),
        link:
          field.storage.kind === 'link'
            ? { table: sql.id('records', linkName), tableName: linkName }
            : undefined,
        rate: rateOf(model, field),
      });
    }
    entities.set(entity.id, {
      entity,
      table: sql.id('records', entity.id),
      tableName: entity.id,
      fields,
      parts: partsOf(fields, registry),
    });
  }
  return { entities };
}

function partsOf(
  fields: ReadonlyMap<string, PhysicalField>,
  registry: ServerRegistry,
): ReadonlyMap<string, PhysicalField> {
  const parts = new Map<string, PhysicalField>();
  for (const { field, columns } of fields.values()) {
    for (const [part, own] of field.partFields ?? []) {
      const column = columns.find(({ spec }) => spec.suffix === part);
      const serverType = registry.serverFieldTypes.require(own.type.id);
      if (column) parts.set(own.id, { field: own, serverType, columns: [column], link: undefined });
    }
  }
  return parts;
}

/** A roll-up is stored as rules have it, since a sum may be wider than what it sums. */
function columnsOf(
  { computed, options, valueType }: FieldModel,
  type: ServerFieldType,
): readonly ColumnSpec[] {
  const columns = type.columns(options);
  return computed ? columns.map((column) => ({ ...column, type: sqlTypeOf(valueType) })) : columns;
}
