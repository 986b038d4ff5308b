import { assertNumbered, type Migration } from './migrate.ts';
import type { JsonSchema } from './validate/schema.ts';

/** A document kind: what its documents look like now, and how older ones get there. */
export interface DocumentKind {
  readonly kind: string;
  readonly schema: JsonSchema;
  readonly migrations: readonly Migration[];
  /** Where its documents lie in a configuration on disk. */
  readonly folder: string;
}

/** Completes and checks a kind; throws on migrations that are not numbered. */
export function defineKind(kind: Omit<DocumentKind, 'folder'>): DocumentKind {
  assertNumbered(kind.kind, kind.migrations);
  return { ...kind, folder: kind.kind };
}
