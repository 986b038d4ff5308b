import type { AppConfig, EntityConfig, FormConfig } from '@tenon/model';

/** The form of a record type, else of its entity for a use: the configured one, else all its own fields in one section. */
export function formFor(
  config: AppConfig,
  entity: EntityConfig,
  use: 'create' | 'edit',
  recordType?: { readonly form?: string },
): FormConfig {
  const id = recordType?.form ?? (use === 'create' ? entity.createForm : entity.editForm);
  const configured = id === null ? undefined : config.forms[id];
  return configured ?? plainForm(entity, use);
}

function plainForm(entity: EntityConfig, use: 'create' | 'edit'): FormConfig {
  const fields = entity.fields.filter(
    ({ system, id, readOnly, relation }) =>
      (!system || id === 'owner') && !readOnly && relation?.cardinality !== 'inverse',
  );
  return {
    id: `plain-${entity.id}-${use}`,
    entity: entity.id,
    label: entity.label,
    use,
    schema: {},
    sections: [{ id: 'main', columns: 2, fields: fields.map(({ id }) => ({ field: id, span: 1 })) }],
  };
}
