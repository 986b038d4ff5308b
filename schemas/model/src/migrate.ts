import { type Admitted, admitDocument, type DocumentKind, documentKinds } from '@tenon/documents';
import type { Registry } from '@tenon/plugin-api';
import type { Problems } from './reporter.ts';

/** Every kind that this compilation knows: ours and those of plugins. */
export function kindsOf(registry: Registry): readonly DocumentKind[] {
  const contributed = registry.documentKinds
    .all()
    .map(({ id, schema }): DocumentKind => ({ kind: id, schema, migrations: [], folder: id }));
  return [...documentKinds, ...contributed];
}

/** The first phase: what kind each document is, in the newest format of that kind. */
export function migrate(
  documents: readonly unknown[],
  registry: Registry,
  problems: Problems,
): readonly Admitted[] {
  const kinds = kindsOf(registry);
  return documents.map((document) => {
    const admitted = admitDocument(document, kinds);
    problems.add(...admitted.problems);
    return admitted;
  });
}
