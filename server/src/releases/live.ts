/** The release that a request is bound to when it starts, with everything that is compiled once per release. */
import { type Access, accessOf, type Model } from '@tenon/model';
import type { FieldSecrets, ServerRegistry } from '@tenon/plugin-api';
import { type PhysicalModel, physicalOf } from '../tables/physical.ts';

export interface LiveRelease {
  readonly number: number;
  readonly model: Model;
  readonly registry: ServerRegistry;
  readonly physical: PhysicalModel;
  /** Seals single values; absent where nothing is set up for it. */
  readonly secrets?: FieldSecrets;
  /** Rights of a set of roles, computed once. */
  access(roles: readonly string[]): Access;
  /** Keeps what `make` gives under `key` for as long as the release lives. Keys are namespaced: `query:…`. */
  memo<T>(key: string, make: () => T): T;
}

export function liveRelease(
  number: number,
  model: Model,
  registry: ServerRegistry,
  secrets?: FieldSecrets,
): LiveRelease {
  const kept = new Map<string, unknown>();
  const memo = <T>(key: string, make: () => T): T => {
    if (!kept.has(key)) kept.set(key, make());
    return kept.get(key) as T;
  };
  const access = (roles: readonly string[]): Access =>
    memo(`access:${[...roles].sort().join(',')}`, () => accessOf(model, roles));
  return { number, model, registry, physical: physicalOf(model, registry), secrets, access, memo };
}
