import { setImmediate as othersTurn } from 'node:timers/promises';

/** Between two turns of everybody else in this process. */
const longestMs = 5;

/** `items.map(make)`, without keeping whoever waits for this process from being served meanwhile. */
export async function mapInTurns<Item, Made>(
  items: readonly Item[],
  make: (item: Item) => Made,
): Promise<Made[]> {
  const made: Made[] = [];
  let since = performance.now();
  for (const item of items) {
    made.push(make(item));
    if (performance.now() - since < longestMs) continue;
    await othersTurn();
    since = performance.now();
  }
  return made;
}

/** In pieces of at most so many. */
export function* slicesOf<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
