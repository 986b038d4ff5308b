/** Whether and how well a text answers a word, and where: always over the text itself, never over the index. */
import { type Folded, foldWithPlaces } from './fold.ts';
import { isDigits, mayErr, type Piece, piecesOf, startsWord } from './pieces.ts';
import type { Term } from './question.ts';

/** A text that is looked into. */
export interface Looked {
  readonly folded: Folded;
  /** Its digits alone, for texts that are a number in groups. */
  readonly digits: Folded | undefined;
}

/** `whole` value, its `start`, the start of a `word` in it, a `part` of it, or something `similar`. */
export type Fit = 'whole' | 'start' | 'word' | 'part' | 'similar';
export const fits: readonly Fit[] = ['similar', 'part', 'word', 'start', 'whole'];

export interface Match {
  readonly fit: Fit;
  /** UTF-16 units of the text as written, end excluded. */
  readonly start: number;
  readonly end: number;
}

const numberLike = /^[+(]?[0-9][0-9\s().\-/+]*$/;
/** Places of a word that are looked at in one text. */
const mostPlaces = 50;
/** Letters of a word that may hold two mistakes. */
const longWord = 8;

export function look(text: string): Looked {
  const folded = foldWithPlaces(text);
  return { folded, digits: numberLike.test(folded.text) ? digitsOf(folded) : undefined };
}

function digitsOf({ text, at }: Folded): Folded {
  let digits = '';
  const places: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? '';
    if (character < '0' || character > '9') continue;
    digits += character;
    places.push(at[index] ?? 0);
  }
  places.push((places.at(-1) ?? -1) + 1);
  return { text: digits, at: places };
}

/** The best place of the word in the text. */
export function find(term: Term, looked: Looked): Match | undefined {
  const { text, at } = (term.number ? looked.digits : looked.folded) ?? { text: '', at: [] };
  const [piece] = term.pieces;
  const startsOnly = term.pieces.length === 1 && piece?.dense === false && piece.text.length < 3;
  let best: Match | undefined;
  let from = text.indexOf(term.text);
  for (let places = 0; from >= 0 && places < mostPlaces; places++) {
    const fit = fitAt(text, term.text, from);
    if (!(startsOnly && fit === 'part') && (!best || rank(fit) > rank(best.fit))) {
      best = { fit, start: at[from] ?? 0, end: endOf(at, from + term.text.length) };
    }
    from = text.indexOf(term.text, from + 1);
  }
  return best;
}

function fitAt(text: string, word: string, from: number): Fit {
  if (from === 0) return text.length === word.length ? 'whole' : 'start';
  return startsWord(text, from) ? 'word' : 'part';
}

/** Where the code point before this unit of the folded text ends in the text as written. */
function endOf(at: readonly number[], unit: number): number {
  const last = at[unit - 1] ?? 0;
  return at.find((place, index) => index >= unit && place > last) ?? at.at(-1) ?? last;
}

/** The first place where the word stands with a mistake in a piece that is long enough for one. */
export function findSimilar(term: Term, looked: Looked): Match | undefined {
  if (!term.pieces.some(mayErr)) return undefined;
  const source = (term.number ? looked.digits : looked.folded) ?? { text: '', at: [] };
  const places = term.pieces.map((piece) =>
    piece.dense || isDigits(piece.text) ? oneOff(piece, source.text) : misspelt(piece, source.text),
  );
  const [first] = places;
  if (!first || places.some((place) => place === undefined)) return undefined;
  return { fit: 'similar', start: source.at[first.start] ?? 0, end: endOf(source.at, first.end) };
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** As long a stretch of the text, with at most one other character where that is allowed. */
function oneOff(piece: Piece, text: string): Stretch | undefined {
  const wanted = piece.text;
  const allowed = mayErr(piece) ? 1 : 0;
  for (let start = 0; start + wanted.length <= text.length; start++) {
    let off = 0;
    for (let index = 0; index < wanted.length && off <= allowed; index++) {
      if (wanted.charCodeAt(index) !== text.charCodeAt(start + index)) off++;
    }
    if (off <= allowed) return { start, end: start + wanted.length };
  }
  return undefined;
}

/** The nearest word of the text: one edit away, or two for long words. */
function misspelt(wanted: Piece, text: string): Stretch | undefined {
  const allowed = !mayErr(wanted) ? 0 : wanted.text.length >= longWord ? 2 : 1;
  let best: (Stretch & { readonly distance: number }) | undefined;
  for (const piece of piecesOf(text)) {
    if (piece.dense) continue;
    const inside = wanted.text.length >= 3 && piece.text.includes(wanted.text);
    const distance = inside ? 0 : editDistance(wanted.text, piece.text, allowed);
    if (distance > allowed || (best && best.distance <= distance)) continue;
    best = { start: piece.start, end: piece.start + piece.text.length, distance };
  }
  return best;
}

/**
 * Edits between two words: letters put in, left out, changed, or two neighbours swapped (optimal string alignment).
 * Above `most` some number above it.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_none, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, (before[j - 2] ?? 0) + 1);
      }
      row.push(value);
      least = Math.min(least, value);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

export function rank(fit: Fit): number {
  return fits.indexOf(fit);
}
