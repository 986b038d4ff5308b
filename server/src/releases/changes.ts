/** Two sets of documents compared, in words. */
import { type DocumentChange, describeChanges } from '@tenon/model';
import type { Registry } from '@tenon/plugin-api';
import type { StoredDocument } from './configuration.ts';

export function changesBetween(
  before: readonly StoredDocument[],
  after: readonly StoredDocument[],
  registry: Registry,
): readonly DocumentChange[] {
  return describeChanges(before.map(parsed), after.map(parsed), registry);
}

function parsed({ content }: StoredDocument): unknown {
  return JSON.parse(content);
}
