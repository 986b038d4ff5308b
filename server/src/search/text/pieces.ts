/** A folded text as words, and as runs of characters that are written without spaces. */

export interface Piece {
  readonly text: string;
  /** Where it begins in the folded text. */
  readonly start: number;
  /** Of a script without spaces between words, or symbols: each character counts by itself. */
  readonly dense: boolean;
}

/** Chinese, Japanese, Korean, the scripts of South-East Asia that write no spaces, and symbols such as emoji. */
const dense =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Bopomofo}\\p{Script=Yi}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{So}\\p{Sk}ー々〇';
const pieces = new RegExp(`([${dense}]+)|([[\\p{L}\\p{M}\\p{N}]--[${dense}]]+)`, 'gv');

const plain = /^[\x20-\x7e]*$/;

export function piecesOf(folded: string): readonly Piece[] {
  return plain.test(folded) ? plainPieces(folded) : anyPieces(folded);
}

function anyPieces(folded: string): readonly Piece[] {
  const found: Piece[] = [];
  for (const match of folded.matchAll(pieces)) {
    found.push({ text: match[0], start: match.index, dense: match[1] !== undefined });
  }
  return found;
}

/** The same, of ASCII: most texts are. */
function plainPieces(folded: string): readonly Piece[] {
  const found: Piece[] = [];
  let start = 0;
  let kind = plainKind(folded, 0);
  for (let index = 1; index <= folded.length; index++) {
    const next = plainKind(folded, index);
    if (next === kind) continue;
    if (kind !== 'none') found.push({ text: folded.slice(start, index), start, dense: kind === 'symbol' });
    start = index;
    kind = next;
  }
  return found;
}

/** `^` and the grave accent are the symbols of ASCII that stand for themselves (Sk). */
function plainKind(text: string, index: number): 'word' | 'symbol' | 'none' {
  const code = text.charCodeAt(index);
  if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90)) return 'word';
  return code === 94 || code === 96 ? 'symbol' : 'none';
}

export function isDigits(text: string): boolean {
  return /^[0-9]+$/.test(text);
}

/** Whether a word begins there, and not in the middle of one. */
export function startsWord(folded: string, start: number): boolean {
  const before = folded.slice(Math.max(0, start - 2), start).match(/.$/u)?.[0];
  return before === undefined || !/[\p{L}\p{N}]/u.test(before);
}

/** Words outside of these lengths are found as they are written alone. */
export const spelt = { least: 4, most: 14 } as const;
/** Fewest digits, and fewest and most characters of a dense run, of which one may be another. */
export const misread = { digits: 6, dense: { least: 3, most: 12 } } as const;
export const hasDigit = /[0-9]/;

/** Whether a mistake leaves enough of the piece to know it by. */
export function mayErr({ text, dense }: Piece): boolean {
  const { length } = [...text];
  if (dense) return length >= misread.dense.least && length <= misread.dense.most;
  if (isDigits(text)) return length >= misread.digits;
  return length >= spelt.least && length <= spelt.most && !hasDigit.test(text);
}
