import { closest } from '@tenon/documents';
import { limits } from '@tenon/expressions';
import type { EntityModel, FieldModel, PathModel, SortModel } from '../model.ts';
import { didYouMean, type Place } from '../reporter.ts';
import { entries } from '../sound.ts';
import type { Resolution } from './context.ts';

/** A field reached from an entity: `owner.team`. Reports what stands in the way. */
export function resolvePath(
  context: Resolution,
  entity: EntityModel,
  path: string,
  place: Place,
): PathModel | undefined {
  const ids = path.split('.');
  if (ids.length > limits.path) {
    place.report('path-too-long', { path, count: ids.length, limit: limits.path });
    return undefined;
  }
  const steps: FieldModel[] = [];
  let at: EntityModel | undefined = entity;
  for (const [index, id] of ids.entries()) {
    if (!at) return undefined;
    const field = fieldOf(context, at, id, place);
    if (!field) return undefined;
    steps.push(field);
    if (index === ids.length - 1) return { path, steps, field };
    const part = index === ids.length - 2 && field.partFields?.get(ids[index + 1] ?? '');
    if (part) return { path, steps: [...steps.slice(0, -1), part], field: part };
    if (field.relation?.cardinality !== 'one') {
      place.report('path-not-one', { entity: at.id, field: id });
      return undefined;
    }
    at = context.entities.get(field.relation.entity);
  }
  return undefined;
}

/** A field of an entity by its id. Reports when there is none. */
export function fieldOf(
  context: Resolution,
  entity: EntityModel,
  id: string,
  place: Place,
): FieldModel | undefined {
  const field = entity.fields.get(id);
  if (!field && !context.isBrokenField(entity.id, id)) {
    place.report(
      'path-unknown',
      { entity: entity.id, field: id },
      didYouMean(closest(id, entity.fieldIds())),
    );
  }
  return field;
}

/** A path whose value can stand in a column. */
export function resolveColumn(
  context: Resolution,
  entity: EntityModel,
  path: string,
  place: Place,
): PathModel | undefined {
  const column = resolvePath(context, entity, path, place);
  if (column?.field.storage.kind !== 'inverse') return column;
  place.report('path-inverse', { path });
  return undefined;
}

/** One value that lies in the record or is worked out from it, as lists of others do not. */
export const isOfRecord = ({ storage }: FieldModel): boolean =>
  storage.kind === 'column' || storage.kind === 'computed';

export const isSortable = (field: FieldModel): boolean =>
  isOfRecord(field) && field.type.compare !== undefined;

export function resolveSort(
  context: Resolution,
  entity: EntityModel,
  sort: readonly { readonly field: string; readonly direction?: 'asc' | 'desc' }[] | undefined,
  place: Place,
): readonly SortModel[] {
  return entries(sort).flatMap(([{ field: path, direction = 'asc' }, index]): SortModel[] => {
    const at = place.to(index, 'field');
    const field = resolvePath(context, entity, path, at);
    if (!field) return [];
    if (isSortable(field.field)) return [{ field, direction }];
    at.report('not-sortable', { path });
    return [];
  });
}
