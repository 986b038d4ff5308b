/** Two sets of documents compared, in words. */
import { type DocumentChange, describeChanges } from '@tenon/model';
import type { StoredDocument } from './configuration.ts';

export function changesBetween(
  before: readonly StoredDocument[],
  after: readonly StoredDocument[],
): readonly DocumentChange[] {
  return describeChanges(before.map(parsed), after.map(parsed));
}

function parsed({ content }: StoredDocument): unknown {
  return JSON.parse(content);
}
