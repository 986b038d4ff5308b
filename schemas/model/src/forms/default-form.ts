import { canStandInForm } from '../form/resolve.ts';
import type { EntityModel, FormModel } from '../model.ts';

const fieldsPerSection = 500;

/** The form of an entity for which none is written: its fields in the order written, two columns. */
export function defaultForm(entity: EntityModel): FormModel {
  const fields = [...entity.fields.values()]
    .filter(
      (field) => canStandInForm(field) && !field.system && !field.computed && field.keptBy === undefined,
    )
    .slice(0, fieldsPerSection)
    .map((field) => ({ field, span: 1, visible: undefined, required: undefined, readOnly: undefined }));
  const section = { id: 'fields', label: undefined, columns: 2, visible: undefined, fields };
  return { id: `$${entity.id}`, entity, label: entity.label, use: 'both', sections: [section] };
}

/**
 * The form for a use, where no record type brings its own: the first written one that offers itself for it, preferring one
 * made for this use alone.
 */
export function formFor(forms: Iterable<FormModel>, entity: EntityModel, use: 'create' | 'edit'): FormModel {
  const { recordTypes } = entity.constraints;
  const typed = new Set([...(recordTypes?.types.values() ?? [])].map(({ form }) => form));
  const own = [...forms].filter((form) => form.entity.id === entity.id && !typed.has(form.id));
  return (
    own.find((form) => form.use === use) ?? own.find((form) => form.use === 'both') ?? defaultForm(entity)
  );
}
