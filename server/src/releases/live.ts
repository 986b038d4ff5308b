/** The release that a request is bound to when it starts, with everything that is compiled once per release. */
import type { Access, Model } from '@tenon/model';
import type { FieldSecrets, ServerRegistry } from '@tenon/plugin-api';
import type { PhysicalModel } from '../tables/physical.ts';

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
