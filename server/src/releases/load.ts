/** The live release with everything that is computed once for it. */
import { type Access, accessOf, type Model } from '@tenon/model';
import type { FieldSecrets, ServerRegistry } from '@tenon/plugin-api';
import type { Queryable } from '../database/index.ts';
import { physicalOf } from '../tables/physical.ts';
import { configurationOf, type StoredDocument } from './configuration.ts';
import type { LiveRelease } from './live.ts';
import { assertKnown } from './publish.ts';
import { documentsOf } from './store.ts';

export interface Loaded {
  readonly release: LiveRelease;
  readonly documents: readonly StoredDocument[];
}

export async function load(
  db: Queryable,
  number: number,
  registry: ServerRegistry,
  secrets?: FieldSecrets,
): Promise<Loaded> {
  const documents = await documentsOf(db, number);
  const configuration = configurationOf(
    documents.map(({ content }) => content),
    registry,
  );
  assertKnown(configuration, number);
  return { release: liveRelease(number, configuration.model, registry, secrets), documents };
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
