import type { Catalog, ScopeEntity, ScopeField } from '@tenon/expressions';
import type { AppConfig } from '@tenon/model';
import type { Registry } from '@tenon/plugin-api';

/** A field whose value in rules only the server knows: an amount in another currency counts at a rate of its day. */
export interface CatalogField extends ScopeField {
  readonly onServer?: true;
}

/** What the rule language may name, as far as the viewer sees the configuration. */
export function createCatalog(
  config: Pick<AppConfig, 'entities' | 'segmentations'> & Partial<Pick<AppConfig, 'organisation'>>,
  registry: Registry,
): Catalog {
  const isForeign = (currency: string | undefined) =>
    currency !== undefined && currency !== config.organisation?.currency;
  const entities = new Map<string, ScopeEntity>();
  for (const { id, fields } of Object.values(config.entities)) {
    const known = new Map<string, CatalogField>();
    for (const field of fields) {
      const type = registry.fieldTypes.get(field.type);
      if (!type) continue;
      known.set(field.id, {
        id: field.id,
        valueType: type.valueType(field.options),
        ...(field.relation ? { relation: field.relation } : {}),
        ...(type.ruleValue ? { ruleValue: (value) => type.ruleValue?.(value, field.options) } : {}),
        ...(isForeign(type.currency?.(field.options)?.code) ? { onServer: true } : {}),
        ...(type.parts ? { parts: type.parts } : {}),
      });
    }
    entities.set(id, { id, field: (field) => known.get(field), fieldIds: () => [...known.keys()] });
  }
  const segmentations = new Map(
    Object.values(config.segmentations).map(({ id, entity, segments }) => [
      id,
      { entity, segments: segments.map((segment) => segment.id) },
    ]),
  );
  return { entity: (id) => entities.get(id), segmentation: (id) => segmentations.get(id) };
}
