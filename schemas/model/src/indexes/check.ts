import type { EntityLonghand } from '../entity/normalize.ts';
import type { Model } from '../model.ts';
import { listIndexes, mostIndexes } from './derive.ts';

export function checkIndexes(longhand: readonly EntityLonghand[], model: Model): void {
  for (const { id, place } of longhand) {
    const entity = model.entities.get(id);
    if (!entity) continue;
    const { left } = listIndexes(entity, model);
    const names = left.map(({ filter, sort }) =>
      [...filter, ...sort.map(({ field }) => field)].map((field) => field.id).join(' + '),
    );
    if (left.length > 0)
      place.report('indexes-many', { entity: id, most: mostIndexes, left: names.join(', ') });
  }
}
