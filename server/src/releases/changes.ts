/** Two sets of documents compared, a change for each document that differs. */
import type { DocumentChange } from '@tenon/model';
import type { Registry } from '@tenon/plugin-api';
import { keyOf, type StoredDocument } from './configuration.ts';

export function changesBetween(
  before: readonly StoredDocument[],
  after: readonly StoredDocument[],
  _registry: Registry,
): readonly DocumentChange[] {
  const old = new Map(before.map((document) => [keyOf(document), document]));
  const fresh = new Map(after.map((document) => [keyOf(document), document]));
  return [...new Set([...old.keys(), ...fresh.keys()])].sort().flatMap((key): readonly DocumentChange[] => {
    const [a, b] = [old.get(key), fresh.get(key)];
    const document = b ?? a;
    if (!document || a?.content === b?.content) return [];
    const change = !a ? 'added' : !b ? 'removed' : 'changed';
    const { kind, id } = document;
    return [
      {
        document: { kind, id },
        change,
        sentences: [],
        before: a?.content ?? null,
        after: b?.content ?? null,
      },
    ];
  });
}
