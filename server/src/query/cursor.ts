/** Opaque places in a list. A cursor holds for the query that gave it: same entity, filter, order. */
import { createHash } from 'node:crypto';
import { TenonError } from '../errors.ts';
import { isId } from '../ids.ts';
import { limits } from './limits.ts';
import type { CursorNode } from './nodes.ts';
import { isPlainObject } from './plain.ts';

export function shapeOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16);
}

export function writeCursor(shape: string, { values, id }: CursorNode): string {
  return Buffer.from(JSON.stringify({ s: shape, v: values, i: id })).toString('base64url');
}

export function readCursor(written: unknown, shape: string, keys: number): CursorNode {
  const cursor = decode(written);
  if (
    isPlainObject(cursor) &&
    cursor.s === shape &&
    isId(cursor.i) &&
    Array.isArray(cursor.v) &&
    cursor.v.length === keys &&
    cursor.v.every((value) => value === null || (typeof value === 'string' && !value.includes('\0')))
  ) {
    return { values: cursor.v as (string | null)[], id: cursor.i };
  }
  throw invalidCursor();
}

export function invalidCursor(cause?: unknown): TenonError {
  return new TenonError('invalid-cursor', 'This place belongs to another query; start from the first page', {
    cause,
  });
}

function decode(written: unknown): unknown {
  if (typeof written !== 'string' || written.length > limits.cursorLength) return undefined;
  try {
    return JSON.parse(Buffer.from(written, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
