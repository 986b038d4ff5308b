import type { Place } from '../reporter.ts';

/** The entries whose id has not stood before; reports the others. `place` gives the place of an entry by its index. */
export function distinct<Item>(
  items: readonly (readonly [Item, number])[],
  idOf: (item: Item) => string,
  place: (index: number) => Place,
  taken: Iterable<string> = [],
): readonly (readonly [Item, number])[] {
  const seen = new Set<string>(taken);
  return items.filter(([item, index]) => {
    const id = idOf(item);
    if (!seen.has(id)) {
      seen.add(id);
      return true;
    }
    place(index).report('id-repeated', { id });
    return false;
  });
}
