import { formatDocument } from '@tenon/documents';
import type { OfferedIndex } from '@tenon/model';
import { asList, freeId, isObject, withMember } from '../editors/change.ts';

/** The text of an entity's document with one more index; undefined while it is no JSON. */
export function withIndex(content: string, { id, ...parts }: OfferedIndex): string | undefined {
  let document: unknown;
  try {
    document = JSON.parse(content);
  } catch {
    return undefined;
  }
  if (!isObject(document)) return undefined;
  const present = asList(document.indexes);
  const taken = present.flatMap((index) =>
    isObject(index) && typeof index.id === 'string' ? [index.id] : [],
  );
  const index = { id: freeId(id, taken), ...parts };
  return formatDocument(withMember(document, 'indexes', [...present, index]));
}
