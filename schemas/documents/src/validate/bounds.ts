import { shown } from '../catalogue.ts';
import { pointerTo } from '../pointer.ts';
import type { Finding } from './explain.ts';

export const deepest = 64;
export const largest = 1_000_000;

/**
 * What keeps a value from being looked at any further: too deep, too large, or no JSON at all. Runs before anything that
 * recurses, and does not recurse itself.
 */
export function boundsFinding(value: unknown): Finding | undefined {
  const open: { readonly value: unknown; readonly pointer: string; readonly depth: number }[] = [
    { value, pointer: '', depth: 0 },
  ];
  let size = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { value: at, pointer, depth } = next;
    size += typeof at === 'string' ? at.length + 2 : 4;
    if (size > largest) return { code: 'document-too-large', pointer: '', details: { limit: largest } };
    if (typeof at === 'string' && !isText(at)) return { code: 'text-unusable', pointer, details: {} };
    if (typeof at === 'object' && at !== null) {
      if (depth >= deepest) return { code: 'document-too-deep', pointer, details: { limit: deepest } };
      const plain = Array.isArray(at) || isPlain(at);
      if (!plain)
        return { code: 'document-not-json', pointer, details: { value: at.constructor?.name ?? 'object' } };
      for (const [key, item] of Object.entries(at)) {
        size += Array.isArray(at) ? 1 : key.length + 3;
        if (key === '__proto__') return { code: 'key-forbidden', pointer, details: { key } };
        if (!isText(key)) return { code: 'text-unusable', pointer, details: {} };
        open.push({ value: item, pointer: pointerTo(pointer, key), depth: depth + 1 });
      }
    } else if (!isScalar(at)) {
      return { code: 'document-not-json', pointer, details: { value: shown(String(at)) } };
    }
  }
  return undefined;
}

/** Whether a database can hold it: no NUL and no half of a surrogate pair. */
const isText = (text: string) => !text.includes('\0') && text.isWellFormed();

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Objects of another realm (a worker, a jsdom window) have an Object.prototype of their own.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function isScalar(value: unknown): boolean {
  return (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value))
  );
}
