/** Whether two JSON values mean the same: the order of keys does not count, that of lists does. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every(
      (key) =>
        Object.hasOwn(b, key) &&
        sameJson(
          (a as { readonly [k: string]: unknown })[key],
          (b as { readonly [k: string]: unknown })[key],
        ),
    )
  );
}

export interface ListDifference<Item> {
  readonly added: readonly Item[];
  readonly removed: readonly Item[];
  readonly changed: readonly { readonly before: Item; readonly after: Item }[];
  /** Those on both sides stand in another order. */
  readonly reordered: boolean;
}

/** Two lists of entries that are told apart by an id; the n-th entry of an id meets the n-th of that id. */
export function compareLists<Item>(
  before: readonly Item[],
  after: readonly Item[],
  idOf: (item: Item) => string,
): ListDifference<Item> {
  const left = keyed(before, idOf);
  const right = keyed(after, idOf);
  const kept = [...left.keys()].filter((id) => right.has(id));
  const keptAfter = [...right.keys()].filter((id) => left.has(id));
  return {
    added: [...right].flatMap(([id, item]) => (left.has(id) ? [] : [item])),
    removed: [...left].flatMap(([id, item]) => (right.has(id) ? [] : [item])),
    changed: kept.flatMap((id) => {
      const pair = { before: left.get(id) as Item, after: right.get(id) as Item };
      return sameJson(pair.before, pair.after) ? [] : [pair];
    }),
    reordered: kept.some((id, index) => keptAfter[index] !== id),
  };
}

function keyed<Item>(items: readonly Item[], idOf: (item: Item) => string): ReadonlyMap<string, Item> {
  const counts = new Map<string, number>();
  return new Map(
    items.map((item) => {
      const id = idOf(item);
      const count = (counts.get(id) ?? 0) + 1;
      counts.set(id, count);
      return [`${id}#${count}`, item];
    }),
  );
}
