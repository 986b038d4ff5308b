import { schemaFindings, withSchemaDefaults } from '@tenon/documents';
import type { ViewType } from '@tenon/plugin-api';
import type { EntityModel, FieldModel, ViewModel } from '../model.ts';
import type { Resolution } from '../resolve/context.ts';
import { fieldOf, resolveColumn, resolveSort } from '../resolve/paths.ts';
import { distinct } from '../resolve/unique.ts';
import { entries } from '../sound.ts';
import { fitsView } from './fits.ts';
import type { ViewLonghand } from './normalize.ts';

export function resolveView(longhand: ViewLonghand, context: Resolution): ViewModel | undefined {
  const place = context.problems.at(longhand);
  const entity = context.entity(longhand.entity, place.to('entity'));
  const type = context.contribution('view type', context.registry.viewTypes, longhand.type, place.to('type'));
  if (!entity) return undefined;
  const columns = distinct(
    entries(longhand.columns),
    ({ field }) => field,
    (index) => place.to('columns', index, 'field'),
  ).flatMap(([{ field: path, label, width }, index]) => {
    const field = resolveColumn(context, entity, path, place.to('columns', index, 'field'));
    return field ? [{ field, label: label ?? field.field.label, width }] : [];
  });
  const findings = type ? schemaFindings(type.optionsSchema, longhand.options) : [];
  place.to('options').findings(findings);
  const optionFields = type ? resolveFieldOptions(longhand, type, entity, context) : new Map();
  return {
    id: longhand.id,
    entity,
    label: longhand.label,
    type: longhand.type,
    columns,
    where: context.rule(
      longhand.where,
      { entity: entity.id, names: { viewer: 'user' } },
      'condition',
      place.to('where'),
    ),
    sort:
      longhand.sort === undefined
        ? entity.sort
        : resolveSort(context, entity, longhand.sort, place.to('sort')),
    options: type && findings.length === 0 ? withSchemaDefaults(type.optionsSchema, longhand.options) : {},
    optionFields,
  };
}

/** Settings that name a field of the entity: it has to be there and of a kind that the view can do something with. */
function resolveFieldOptions(
  longhand: ViewLonghand,
  { fieldOptions = {}, optionsSchema }: ViewType,
  entity: EntityModel,
  context: Resolution,
): ViewModel['optionFields'] {
  const place = context.problems.at(longhand).to('options');
  const needed: readonly unknown[] = Array.isArray(optionsSchema.required) ? optionsSchema.required : [];
  type Named = [string, { readonly field: FieldModel; readonly needed: boolean }];
  const named = Object.entries(fieldOptions).flatMap(([option, kinds]): Named[] => {
    const id = longhand.options[option];
    // What is no text has been reported by the schema.
    if (typeof id !== 'string') return [];
    const field = fieldOf(context, entity, id, place.to(option));
    if (!field) return [];
    if (kinds.some((kind) => fitsView(field, kind)))
      return [[option, { field, needed: needed.includes(option) }]];
    place
      .to(option)
      .report('view-field', { field: id, option, view: longhand.type, kinds: kinds.join(', ') });
    return [];
  });
  return new Map(named);
}
