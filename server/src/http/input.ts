/** Reading request bodies and parameters: every mistake is a clear 400 with its place. */
import { TenonError } from '../errors.ts';

export type Body = { readonly [name: string]: unknown };

/** The body as an object; no other names than those listed. */
export function objectBody(body: unknown, allowed: readonly string[] | 'any'): Body {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new TenonError('invalid-input', 'The body must be a JSON object');
  const unknown = allowed === 'any' ? [] : Object.keys(body).filter((name) => !allowed.includes(name));
  if (unknown.length > 0) {
    throw new TenonError(
      'invalid-input',
      `Unknown ${unknown.join(', ')}; allowed: ${(allowed as readonly string[]).join(', ')}`,
      {
        errors: unknown.map((name) => ({ pointer: `/${name}`, code: 'unknown', message: 'Not known here' })),
      },
    );
  }
  return body as Body;
}

export function textOf(body: Body, name: string, options: { most?: number } = {}): string {
  const value = optionalText(body, name, options);
  if (value === undefined || value.trim() === '') throw wrong(name, 'is required');
  return value;
}

export function optionalText(
  body: Body,
  name: string,
  { most = 2_000 }: { most?: number } = {},
): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw wrong(name, 'must be text');
  if (value.length > most) throw wrong(name, `has at most ${most} characters`);
  if (value.includes('\0')) throw wrong(name, 'must not contain NUL');
  if (!value.isWellFormed()) throw wrong(name, 'must not contain half a surrogate pair');
  return value;
}

export function objectIn(body: Body, name: string): Body {
  const value = body[name];
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong(name, 'must be an object');
  return value as Body;
}

export function wholeOf(body: Body, name: string): number {
  const value = body[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw wrong(name, 'must be a whole number');
  return value;
}

export function textsOf(body: Body, name: string, most = 1_000): readonly string[] {
  const value = body[name];
  if (!Array.isArray(value) || value.length > most || !value.every((item) => typeof item === 'string'))
    throw wrong(name, `must be a list of at most ${most} texts`);
  return value as readonly string[];
}

/** A whole number from the query string. */
export function wholeParameter(query: { readonly [name: string]: string }, name: string): number | undefined {
  const text = query[name];
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw wrong(name, 'must be a whole number', name);
  return Number(text);
}

export function flagParameter(query: { readonly [name: string]: string }, name: string): boolean {
  const text = query[name];
  if (text === undefined || text === 'false') return false;
  if (text !== 'true') throw wrong(name, 'must be true or false', name);
  return true;
}

/** One of a few words from the query string. */
export function wordParameter<Word extends string>(
  query: { readonly [name: string]: string },
  name: string,
  words: readonly Word[],
): Word | undefined {
  const text = query[name];
  if (text === undefined) return undefined;
  const word = words.find((one) => one === text);
  if (word === undefined) throw wrong(name, `must be one of ${words.join(', ')}`, name);
  return word;
}

/** A moment from the query string, as ISO 8601 in UTC. */
export function momentParameter(query: { readonly [name: string]: string }, name: string): string {
  const moment = new Date(query[name] ?? '');
  if (Number.isNaN(moment.getTime()) || moment.getTime() < 0) throw wrong(name, 'must be a moment', name);
  return moment.toISOString();
}

/** JSON in the query string. */
export function jsonParameter(query: { readonly [name: string]: string }, name: string): unknown {
  const text = query[name];
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong(name, `is not JSON: ${error instanceof Error ? error.message : ''}`, name);
  }
}

function wrong(name: string, what: string, pointer = `/${name}`): TenonError {
  return new TenonError('invalid-input', `${name} ${what}`, {
    errors: [{ pointer, code: 'invalid', message: what }],
  });
}
