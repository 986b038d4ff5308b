import { type DocumentRef, pointerKeys } from '@tenon/documents';

type Json = { [key: string]: Json } | Json[] | string | number | boolean | null | undefined;

/**
 * What is left of a document when the parts that are wrong are taken out, so that a half-finished configuration still
 * compiles: an entry of a list goes alone and leaves a hole (its neighbours keep their pointers), anything else takes the
 * smallest optional property around it along. Undefined when nothing sound is left.
 */
export function withoutUnsound(
  document: { readonly [property: string]: unknown },
  pointers: readonly string[],
  required: readonly string[],
): { readonly [property: string]: unknown } | undefined {
  const copy = structuredClone(document) as { [key: string]: Json };
  for (const pointer of pointers) {
    const keys = pointerKeys(pointer);
    const [property] = keys;
    if (property === undefined) return undefined;
    const hole = innermostEntry(copy, keys);
    if (hole) hole.list[hole.index] = undefined;
    else if (required.includes(property)) return undefined;
    else delete copy[property];
  }
  return copy;
}

/** The last object in a list on the way to a place. */
function innermostEntry(
  document: Json,
  keys: readonly string[],
): { readonly list: Json[]; readonly index: number } | undefined {
  let found: { list: Json[]; index: number } | undefined;
  let at: Json = document;
  for (const key of keys) {
    if (Array.isArray(at)) found = { list: at, index: Number(key) };
    if (typeof at !== 'object' || at === null) return found;
    at = Array.isArray(at) ? at[Number(key)] : at[key];
  }
  return found;
}

/** The document without its holes, as the schema can look at it again. */
export function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== undefined).map(closed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, closed(item)]));
}

/** The entries of a list with their index, holes left out. */
export function entries<Item>(list: readonly Item[] | undefined): readonly (readonly [Item, number])[] {
  return (list ?? []).flatMap((item, index): [Item, number][] => (item === undefined ? [] : [[item, index]]));
}

export const sameDocument = (a: DocumentRef, b: DocumentRef): boolean => a.kind === b.kind && a.id === b.id;
