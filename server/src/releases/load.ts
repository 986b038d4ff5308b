/** A release as it stands in the database, ready to be asked. */
import type { FieldSecrets, ServerRegistry } from '@tenon/plugin-api';
import type { Queryable } from '../database/index.ts';
import { configurationOf, type StoredDocument } from './configuration.ts';
import { type LiveRelease, liveRelease } from './live.ts';
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
