import type { IndexDocument } from '@tenon/documents';
import { fieldAt } from '../entity/parts.ts';
import type { EntityModel, FieldModel, OrganisationModel } from '../model.ts';
import type { Place } from '../reporter.ts';
import type { Resolution } from '../resolve/context.ts';
import { fieldOf } from '../resolve/paths.ts';
import { entries } from '../sound.ts';
import { indexFault, isNarrow } from './fits.ts';
import type { IndexModel } from './model.ts';

export type IndexLonghand = IndexDocument & { readonly place: Place };

/** The indexes that are asked for. One with a wrong part is left out whole. */
export function resolveIndexes(
  longhand: readonly IndexLonghand[],
  entity: EntityModel,
  context: Resolution,
  organisation: OrganisationModel,
): readonly IndexModel[] {
  const usable = (id: string, use: 'filter' | 'sort', place: Place): FieldModel | undefined => {
    const field = fieldAt(entity, id) ?? fieldOf(context, entity, id, place);
    const fault = field && indexFault(field, use, organisation);
    if (fault) place.report(fault, { field: id });
    return fault ? undefined : field;
  };
  return longhand.flatMap(({ id, filter: equal, sort: order, place }): IndexModel[] => {
    const filter = entries(equal).flatMap(
      ([field, index]) => usable(field, 'filter', place.to('filter', index)) ?? [],
    );
    const sort = entries(order).flatMap(([{ field, direction = 'asc' }, index]) => {
      const found = usable(field, 'sort', place.to('sort', index, 'field'));
      return found ? [{ field: found, direction }] : [];
    });
    const whole = filter.length === (equal?.length ?? 0) && sort.length === (order?.length ?? 0);
    if (!whole) return [];
    const fault =
      filter.length + sort.length === 0
        ? 'index-empty'
        : isNarrow({ filter, sort })
          ? undefined
          : 'index-wide';
    if (!fault) return [{ id, filter, sort }];
    place.report(fault, { id });
    return [];
  });
}
