import { pointerTo } from './pointer.ts';
import { deepest } from './validate/bounds.ts';

/** What a pass over JSON text finds without building the value. */
export interface Scan {
  /** Offset of the first character that is not JSON, and what stood and was due there. */
  readonly error?: { readonly offset: number; readonly found: string; readonly expected: string };
  readonly duplicates: readonly { readonly pointer: string; readonly key: string; readonly offset: number }[];
  readonly tooDeep?: { readonly pointer: string };
  /** Offset at which the value at a pointer starts (its key, for members of objects). */
  readonly offsets: ReadonlyMap<string, number>;
}

interface Level {
  readonly pointer: string;
  /** The keys so far, or undefined in an array. */
  readonly keys: Set<string> | undefined;
  index: number;
}

type Due = 'value' | 'value or ]' | 'key or }' | 'key' | ', or end' | 'end of text';

const token =
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null))/uy;

/** Reads JSON text once, without recursion, and remembers where everything stands. */
export function scan(text: string): Scan {
  const duplicates: { pointer: string; key: string; offset: number }[] = [];
  const offsets = new Map<string, number>();
  const levels: Level[] = [];
  let due: Due = 'value';
  let pointer = '';
  let at = 0;

  const next = (): { offset: number; mark?: string; string?: string; scalar?: string } | undefined => {
    token.lastIndex = at;
    const match = token.exec(text);
    if (!match) return undefined;
    at = token.lastIndex;
    const offset = at - (match[1] ?? match[2] ?? match[3] ?? '').length;
    return { offset, mark: match[1], string: match[2], scalar: match[3] };
  };
  const fail = (expected: string): Scan => {
    const offset = skipSpace(text, at);
    return { error: { offset, found: foundAt(text, offset), expected }, duplicates, offsets };
  };

  for (;;) {
    const before = at;
    const found = next();
    if (!found) {
      const atEnd = skipSpace(text, at) >= text.length;
      if (due === 'end of text' && atEnd) return { duplicates, offsets };
      return fail(words(due, levels.at(-1)));
    }
    const level = levels.at(-1);
    const valueDue = due === 'value' || due === 'value or ]';
    if (valueDue && (found.string !== undefined || found.scalar !== undefined)) {
      if (!offsets.has(pointer)) offsets.set(pointer, found.offset);
      due = level ? ', or end' : 'end of text';
    } else if (valueDue && (found.mark === '{' || found.mark === '[')) {
      if (levels.length >= deepest) return { duplicates, offsets, tooDeep: { pointer } };
      if (!offsets.has(pointer)) offsets.set(pointer, found.offset);
      const object = found.mark === '{';
      levels.push({ pointer, keys: object ? new Set() : undefined, index: 0 });
      due = object ? 'key or }' : 'value or ]';
      if (!object) pointer = pointerTo(pointer, 0);
    } else if (level && (due === 'key' || due === 'key or }') && found.string !== undefined) {
      const key = JSON.parse(found.string) as string;
      pointer = pointerTo(level.pointer, key);
      if (level.keys?.has(key)) duplicates.push({ pointer, key, offset: found.offset });
      level.keys?.add(key);
      offsets.set(pointer, found.offset);
      const colon = next();
      if (colon?.mark !== ':') {
        if (colon) at = colon.offset;
        return fail("':'");
      }
      due = 'value';
    } else if (level && isClosing(found.mark, level, due)) {
      levels.pop();
      pointer = level.pointer;
      due = levels.length > 0 ? ', or end' : 'end of text';
    } else if (level && due === ', or end' && found.mark === ',') {
      if (level.keys) due = 'key';
      else {
        level.index += 1;
        pointer = pointerTo(level.pointer, level.index);
        due = 'value';
      }
    } else {
      at = before;
      return fail(words(due, level));
    }
  }
}

function isClosing(mark: string | undefined, level: Level, due: Due): boolean {
  if (level.keys) return mark === '}' && (due === 'key or }' || due === ', or end');
  return mark === ']' && (due === 'value or ]' || due === ', or end');
}

function words(due: Due, level: Level | undefined): string {
  if (due === ', or end') return level?.keys ? "',' or '}'" : "',' or ']'";
  return {
    value: 'a value',
    'value or ]': "a value or ']'",
    'key or }': "a key in double quotes or '}'",
    key: 'a key in double quotes',
    'end of text': 'the end',
  }[due];
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at += 1;
  return at;
}

function foundAt(text: string, offset: number): string {
  if (offset >= text.length) return 'the end';
  const word = /^[\w.+-]+/.exec(text.slice(offset, offset + 20))?.[0];
  return `'${word ?? String.fromCodePoint(text.codePointAt(offset) ?? 0)}'`;
}

/** Line and column, both from 1, of an offset. */
export function positionOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}
