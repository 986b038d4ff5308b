/** Order by code point, which is what COLLATE "C" gives in a UTF-8 database; UTF-16 units differ above U+FFFF. */
export function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Surrogates come after every other unit. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

const ascii = /^[\0-\x7f]*$/;

/** Each code point by itself, as Postgres does it: no final sigma, and İ becomes a plain i. */
export function lowerText(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  let lower = '';
  for (const point of text) lower += point === 'İ' ? 'i' : point.toLowerCase();
  return lower;
}

/** In code points. */
export function textLength(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** A text that Postgres can hold: no NUL and no half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** The text with what LIKE would read as a wildcard taken literally (escape character: backslash). */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
