import Big from 'big.js';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Levels of objects and lists within each other. */
export const mostDepth = 16;
/** Bytes of the canonical text in UTF-8. */
export const mostBytes = 65_536;

export type JsonFault = 'depth' | 'size' | 'key' | 'number' | 'text';

/**
 * The one text of a value: keys in the order of their UTF-16 units, no white space (as RFC 8785). Null beyond what is
 * allowed, and of values that no JSON has.
 */
export function canonicalJson(value: unknown): { readonly text: string } | { readonly fault: JsonFault } {
  const fault = faultOf(value, 0);
  if (fault) return { fault };
  const text = JSON.stringify(inOrder(value as Json));
  return new TextEncoder().encode(text).length > mostBytes ? { fault: 'size' } : { text };
}

/** Keys in order. Made by fromEntries, which defines properties and never calls a setter. */
export function inOrder(value: Json): Json {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value === 'number') return value + 0;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, inOrder(part)]));
}

function faultOf(value: unknown, depth: number): JsonFault | undefined {
  if (depth > mostDepth) return 'depth';
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? 'text' : undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'number';
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, part] of Object.entries(value)) {
    // Programs that merge objects without care would take it for a prototype.
    if (key === '__proto__') return 'key';
    const fault = faultOf(key, depth) ?? faultOf(part, depth + 1);
    if (fault) return fault;
  }
  return undefined;
}

const numbers = /"(?:[^"\\]|\\.)*"|(-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)/g;

/** Whether each number of a JSON text is one that a program reads as written: 9007199254740993 is none. */
export function keepsNumbers(text: string): boolean {
  for (const [, figure] of text.matchAll(numbers)) {
    if (figure === undefined) continue;
    const read = Number(figure);
    if (!Number.isFinite(read) || figure.length > 400 || !new Big(figure).eq(new Big(read))) return false;
  }
  return true;
}
