import type { Lookup } from './registry.ts';

export interface Owned<T> {
  readonly plugin: string;
  readonly item: T;
}

/** A sealed look-up; `what` names the kind of thing in messages. */
export function createLookup<T>(what: string, owned: ReadonlyMap<string, Owned<T>>): Lookup<T> {
  const ids = Object.freeze([...owned.keys()]);
  const items = Object.freeze([...owned.values()].map(({ item }) => item));
  return Object.freeze({
    get: (id: string) => owned.get(id)?.item,
    require(id: string) {
      const found = owned.get(id);
      if (!found) throw new Error(`Unknown ${what} ${id}; known: ${ids.join(', ') || 'none'}`);
      return found.item;
    },
    all: () => items,
    ids: () => ids,
    pluginOf: (id: string) => owned.get(id)?.plugin,
  });
}
