/**
 * The Model as some rights see it: entities that may not be read and hidden fields do not exist in it. Queries and
 * expressions of people are parsed against this, so that an error, its hint included, cannot tell a hidden name from
 * one that was never there.
 */
import type { Catalog, ScopeEntity, ScopeField } from '@tenon/expressions';
import type { EntityModel, FieldModel } from '@tenon/model';
import type { LiveRelease } from '../releases/live.ts';
import { can, isHidden, type Rights } from './rights.ts';

export interface VisibleEntity extends ScopeEntity {
  readonly entity: EntityModel;
  readonly fields: ReadonlyMap<string, FieldModel>;
}

export interface VisibleModel extends Catalog {
  entity(id: string): VisibleEntity | undefined;
}

export function visibleModel(release: LiveRelease, rights: Rights): VisibleModel {
  const known = release.memo('query:visible', () => new Map<Rights, VisibleModel>());
  let visible = known.get(rights);
  if (!visible) {
    visible = makeVisible(release, rights);
    known.set(rights, visible);
  }
  return visible;
}

function makeVisible(release: LiveRelease, rights: Rights): VisibleModel {
  const { model } = release;
  const entities = new Map<string, VisibleEntity>();
  for (const entity of model.entities.values()) {
    if (!can(rights, entity.id, 'read')) continue;
    const fields = new Map<string, FieldModel>();
    const scopeFields = new Map<string, ScopeField>();
    for (const field of entity.fields.values()) {
      if (!isVisible(field, rights)) continue;
      fields.set(field.id, field);
      scopeFields.set(field.id, walkable(field, rights));
    }
    entities.set(entity.id, {
      id: entity.id,
      entity,
      fields,
      field: (id) => scopeFields.get(id),
      fieldIds: () => [...fields.keys()],
    });
  }
  return {
    entity: (id) => entities.get(id),
    segmentation: (id) => {
      const segmentation = model.segmentation(id);
      return segmentation && entities.has(segmentation.entity) ? segmentation : undefined;
    },
  };
}

/** The other side of a hidden relation would tell of it, and so is hidden too. */
export function isVisible(field: FieldModel, rights: Rights): boolean {
  if (isHidden(rights, field.entity, field.partOf?.field ?? field.id)) return false;
  if (field.storage.kind !== 'inverse') return true;
  const { entity, via } = field.storage;
  return can(rights, entity, 'read') && !isHidden(rights, entity, via);
}

/** A relation to records that may not be read is an id and no more. */
function walkable(field: FieldModel, rights: Rights): ScopeField {
  if (!field.relation || can(rights, field.relation.entity, 'read')) return field;
  return { id: field.id, valueType: field.valueType, computed: field.computed };
}
