import { pointerKeys } from '@tenon/documents';

export type PlainObject = { readonly [key: string]: unknown };

export const isObject = (value: unknown): value is PlainObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What is to stand where `now` stands: a value, or what a function makes of it (a document holds no functions). */
export const nextOf = (next: unknown, now: unknown): unknown =>
  typeof next === 'function' ? next(now) : next;

/** The document with another value at a pointer; undefined takes it away. Keys stay in their order, new ones stand last. */
export function withValue(document: unknown, pointer: string, value: unknown): unknown {
  return change(document, pointerKeys(pointer), value);
}

function change(at: unknown, keys: readonly string[], value: unknown): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (Array.isArray(at)) {
    const index = Number(key);
    const next = change(at[index], rest, value);
    return next === undefined ? at.toSpliced(index, 1) : at.with(Math.min(index, at.length - 1), next);
  }
  return withMember(isObject(at) ? at : {}, key, change(isObject(at) ? at[key] : undefined, rest, value));
}

/** The object with a member set, or without it for undefined; a new one stands where `order` puts it, else last. */
export function withMember(
  object: PlainObject,
  key: string,
  value: unknown,
  order: readonly string[] = [],
): PlainObject {
  if (Object.hasOwn(object, key)) {
    return Object.fromEntries(
      Object.entries(object).flatMap(([name, old]) =>
        name === key ? (value === undefined ? [] : [[name, value]]) : [[name, old]],
      ),
    );
  }
  if (value === undefined) return object;
  const entries = Object.entries(object);
  const later = new Set(order.slice(order.indexOf(key) + 1));
  const before = order.includes(key) ? entries.findIndex(([name]) => later.has(name)) : -1;
  return Object.fromEntries(entries.toSpliced(before === -1 ? entries.length : before, 0, [key, value]));
}

/** The list with an element moved to another place. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const [item] = list.slice(from, from + 1);
  if (item === undefined || from === to) return list;
  return list.toSpliced(from, 1).toSpliced(to, 0, item);
}

/** An id that none of the others has. */
export function freeId(wanted: string, taken: Iterable<string>): string {
  const used = new Set(taken);
  if (!used.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) if (!used.has(`${wanted}_${number}`)) return `${wanted}_${number}`;
}
