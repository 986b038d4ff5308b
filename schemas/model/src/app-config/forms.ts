import { valueSchemaOf } from '../forms/value-schema.ts';
import type { FormModel, RuleModel } from '../model.ts';
import type { Access } from '../permissions/access.ts';
import { canReadField, canReadRule } from '../permissions/readable.ts';
import type { FormConfig } from '../wire.ts';
import { isReadOnlyFor } from './fields.ts';

type Section = FormConfig['sections'][number];

/** A form without what the viewer may not see; its schema holds what they may write. */
export function formConfig(form: FormModel, access: Access): FormConfig {
  const sections = form.sections
    .map(
      ({ id, label, columns, visible, fields }): Section => ({
        id,
        ...(label !== undefined && { label }),
        columns,
        ...condition('visible', visible, access),
        fields: fields
          .filter(({ field }) => canReadField(access, field))
          .map((entry) => ({
            field: entry.field.id,
            span: entry.span,
            ...condition('visible', entry.visible, access),
            ...condition('required', entry.required, access),
            ...condition('readOnly', entry.readOnly, access),
          })),
      }),
    )
    .filter(({ fields }) => fields.length > 0);
  const written = form.sections.flatMap(({ fields }) => fields.map(({ field }) => field));
  const writable = written.filter((field) => canReadField(access, field) && !isReadOnlyFor(field, access));
  const required = new Set(writable.filter((field) => field.required).map(({ id }) => id));
  return {
    id: form.id,
    entity: form.entity.id,
    label: form.label,
    use: form.use,
    schema: valueSchemaOf(writable, { required, nullable: true }),
    sections,
  };
}

/** A condition over a field that the viewer may not see cannot be decided in the browser; the server still holds it. */
function condition(
  name: 'visible' | 'required' | 'readOnly',
  rule: RuleModel | undefined,
  access: Access,
): Partial<Pick<Section, 'visible'>> {
  return rule && canReadRule(access, rule) ? { [name]: rule.written } : {};
}
