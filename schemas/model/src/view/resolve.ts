import { schemaFindings, withSchemaDefaults } from '@tenon/documents';
import type { ViewModel } from '../model.ts';
import type { Resolution } from '../resolve/context.ts';
import { resolveColumn, resolveSort } from '../resolve/paths.ts';
import { distinct } from '../resolve/unique.ts';
import { entries } from '../sound.ts';
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
  };
}
