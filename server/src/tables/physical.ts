/**
 * Where the Model lies in Postgres. Schema `records` holds one table per entity and one per link relation, schema
 * `segments` one narrow table per segmentation, schema `tenon` what is ours.
 */

import { type Sql, sql } from '@tenon/expressions';
import type { EntityModel, FieldModel, Model } from '@tenon/model';
import type { ColumnSpec, ServerFieldType, ServerRegistry } from '@tenon/plugin-api';
import { physicalName } from './names.ts';

export interface PhysicalModel {
  readonly entities: ReadonlyMap<string, PhysicalEntity>;
}

export interface PhysicalEntity {
  readonly entity: EntityModel;
  readonly table: Sql;
  readonly tableName: string;
  readonly fields: ReadonlyMap<string, PhysicalField>;
}

export interface PhysicalField {
  readonly field: FieldModel;
  readonly serverType: ServerFieldType;
  /** Empty for link and inverse storage. */
  readonly columns: readonly { readonly name: string; readonly spec: ColumnSpec }[];
  /** Table of pairs (from_id, to_id) of a link relation. */
  readonly link: { readonly table: Sql; readonly tableName: string } | undefined;
}

export function physicalOf(model: Model, registry: ServerRegistry): PhysicalModel {
  const entities = new Map<string, PhysicalEntity>();
  for (const entity of model.entities.values()) {
    const fields = new Map<string, PhysicalField>();
    for (const field of entity.fields.values()) {
      const serverType = registry.serverFieldTypes.require(field.type.id);
      const specs = field.storage.kind === 'column' ? serverType.columns(field.options) : [];
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
      });
    }
    entities.set(entity.id, { entity, table: sql.id('records', entity.id), tableName: entity.id, fields });
  }
  return { entities };
}
