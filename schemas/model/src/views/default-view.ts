import type { EntityModel, PathModel, ViewModel } from '../model.ts';
import { isOfRecord } from '../resolve/paths.ts';

const columnCount = 8;

/** The list of an entity for which none is written: its title and the first other fields that fit on a page. */
export function defaultView(entity: EntityModel): ViewModel {
  const others = [...entity.fields.values()].filter(
    (field) => !field.system && isOfRecord(field) && field !== entity.titleField,
  );
  const columns = [entity.titleField, ...others].slice(0, columnCount).map((field) => {
    const path: PathModel = { path: field.id, steps: [field], field };
    return { field: path, label: field.label, width: undefined };
  });
  return {
    id: `$${entity.id}`,
    entity,
    label: entity.labelPlural,
    type: 'table',
    columns,
    where: undefined,
    sort: entity.sort,
    options: {},
    optionFields: new Map(),
  };
}

/** The list that shows when no other is asked for: the first written one. */
export function viewFor(views: Iterable<ViewModel>, entity: EntityModel): ViewModel {
  return [...views].find((view) => view.entity.id === entity.id) ?? defaultView(entity);
}
