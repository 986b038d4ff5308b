import type { Expression } from '@tenon/documents';
import type { EntityModel, FieldModel, FormModel, RuleModel } from '../model.ts';
import type { Place } from '../reporter.ts';
import type { Resolution } from '../resolve/context.ts';
import { fieldOf } from '../resolve/paths.ts';
import type { FormLonghand } from './normalize.ts';

export function resolveForm(longhand: FormLonghand, context: Resolution): FormModel | undefined {
  const entity = context.entity(longhand.entity, longhand.place.to('entity'));
  if (!entity) return undefined;
  const condition = (written: Expression | undefined, place: Place): RuleModel | undefined =>
    context.rule(written, { entity: entity.id }, 'condition', place);
  const sections = longhand.sections.map(({ id, label, columns, visible, fields, place }) => ({
    id,
    label,
    columns,
    visible: condition(visible, place.to('visible')),
    fields: fields.flatMap((entry) => {
      const field = enterable(context, entity, entry.field, entry.place.to('field'));
      if (!field) return [];
      return [
        {
          field,
          span: entry.span,
          visible: condition(entry.visible, entry.place.to('visible')),
          required: condition(entry.required, entry.place.to('required')),
          readOnly: condition(entry.readOnly, entry.place.to('readOnly')),
        },
      ];
    }),
  }));
  const { id, label, use } = longhand;
  return { id, entity, label, use, sections: sections.filter(({ fields }) => fields.length > 0) };
}

/** A field that a form can show: people's own fields, read-only ones included, and the owner. */
function enterable(
  context: Resolution,
  entity: EntityModel,
  id: string,
  place: Place,
): FieldModel | undefined {
  const field = fieldOf(context, entity, id, place);
  if (!field || canStandInForm(field)) return field;
  place.report('not-writable', { field: id });
  return undefined;
}

/** Whether people may see a field among those they enter. */
export const canStandInForm = (field: FieldModel): boolean =>
  field.storage.kind !== 'inverse' && (!field.system || field.id === 'owner');
