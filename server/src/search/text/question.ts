/** What somebody looks for: words that must all be found, in any order and in any fields of a record. */
import { fold } from './fold.ts';
import { gram, kinds, numberRun, runsOf, spellingsOf, squeezed, titleStarts, wordStarts } from './grams.ts';
import { hasDigit, isDigits, mayErr, type Piece, piecesOf } from './pieces.ts';

export interface Term {
  /** Folded. */
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** Digits that are looked for in numbers however those are grouped. */
  readonly number: boolean;
}

export interface Question {
  /** Folded, spaces once. */
  readonly text: string;
  /** Ways to understand it, each a list of words; a record that answers one of them is found. */
  readonly readings: readonly (readonly Term[])[];
  /** The id of a record, when it is one. */
  readonly id: string | undefined;
}

/** A condition on the numbers of a record: all of one of the lists, or any single one. */
export type Condition =
  | { readonly all: readonly number[] }
  | { readonly any: readonly number[] }
  | { readonly lists: readonly (readonly number[])[] };

/** Numbers that one word asks for at most; a long word is known well enough by some of its parts. */
const mostParts = 8;
/** Digits and separators: what people write for telephone numbers. */
const grouped = /^[+(]?[0-9][0-9\s().\-/+]*$/;
const fewestDigits = 3;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function questionOf(written: string): Question {
  const text = squeezed(fold(written));
  const words = [...new Set(text.split(' '))].filter((word) => word !== '');
  const literal = words.map(literalTerm);
  const readings = [literal];
  const whole = numberTerm(text);
  if (whole) readings.push([whole]);
  else if (words.some((word) => numberTerm(word) !== undefined)) {
    readings.push(words.map((word, index) => numberTerm(word) ?? literal[index] ?? literalTerm(word)));
  }
  return {
    text,
    readings: readings.filter((terms) => terms.some((term) => strictGrams(term).length > 0)),
    id: uuid.test(text) ? text : undefined,
  };
}

function literalTerm(text: string): Term {
  return { text, pieces: piecesOf(text), number: false };
}

/** A number by its digits, without the zeros that stand for a country or a long distance; undefined when it adds nothing. */
function numberTerm(text: string): Term | undefined {
  if (!grouped.test(text)) return undefined;
  const digits = text.replace(/[^0-9]/g, '').replace(/^0+/, '');
  if (digits.length < fewestDigits || digits === text) return undefined;
  return { text: digits, pieces: piecesOf(digits), number: true };
}

/** Numbers that every record holds in which the word is found as written. */
export function strictGrams(term: Term): readonly number[] {
  return term.pieces.flatMap((piece, index) => {
    const parts = wantedParts(piece);
    if (parts.length > 0) return spread(parts).map((part) => gram(kinds.part, part));
    // So short a piece is looked for where words begin. The first of several may be the end of a longer word.
    if (index === 0 && term.pieces.length > 1) return [];
    return [gram(kinds.wordStart, piece.text)];
  });
}

/** Numbers of every record in which a text with these pieces stands somewhere; its ends may be in the middle of words. */
export function gramsWithin(pieces: readonly Piece[]): readonly number[] {
  return distinct(
    pieces.flatMap((piece, index) => {
      const parts = wantedParts(piece);
      if (parts.length > 0) return spread(parts).map((part) => gram(kinds.part, part));
      const atEnd = index === 0 || index === pieces.length - 1;
      return atEnd ? [] : [gram(kinds.wordStart, piece.text)];
    }),
  );
}

/** The longest parts that the index holds of such a piece. */
function wantedParts({ text, dense }: Piece): readonly string[] {
  if (dense) return [...text].length > 1 ? runsOf(text, 2) : [text];
  const long = hasDigit.test(text) ? runsOf(text, numberRun) : [];
  return long.length > 0 ? long : runsOf(text, 3);
}

function spread(parts: readonly string[]): readonly string[] {
  if (parts.length <= mostParts) return parts;
  const step = (parts.length - 1) / (mostParts - 1);
  return Array.from({ length: mostParts }, (_none, index) => parts[Math.round(index * step)] ?? '');
}

/** All words as written. */
export function asWritten(terms: readonly Term[]): readonly Condition[] {
  return [{ all: distinct(terms.flatMap(strictGrams)) }];
}

/** A whole value. */
export function asValue(question: Question): readonly Condition[] {
  return [{ all: [gram(kinds.value, question.text)] }];
}

/** The title begins so. */
export function asTitleStart(question: Question, terms: readonly Term[]): readonly Condition[] {
  const characters = [...question.text];
  const length = titleStarts.findLast((start) => start <= characters.length) ?? 1;
  const start = gram(kinds.titleStart, characters.slice(0, length).join(''));
  if (length === characters.length) return [{ all: [start] }];
  return [{ all: distinct([start, ...terms.flatMap(strictGrams)]) }];
}

/** Each word begins one of the record's. */
export function asWordStarts(terms: readonly Term[]): readonly Condition[] {
  const starts = terms.flatMap(({ pieces: [first] }) => {
    if (!first || first.dense) return [];
    const characters = [...first.text];
    const length = wordStarts.findLast((start) => start <= characters.length) ?? 1;
    return [gram(kinds.wordStart, characters.slice(0, length).join(''))];
  });
  return [{ all: distinct([...starts, ...terms.flatMap(strictGrams)]) }];
}

/** Each word as written or with one mistake; undefined when no word allows any. */
export function asMisspelt(terms: readonly Term[]): readonly Condition[] | undefined {
  let lenient = false;
  const conditions = terms.flatMap((term) =>
    term.pieces.flatMap((piece): Condition[] => {
      const loose = misspelt(piece);
      lenient ||= loose !== undefined;
      return [loose ?? { all: strictGrams({ ...term, pieces: [piece] }) }];
    }),
  );
  return lenient
    ? conditions.filter((condition) => !('all' in condition) || condition.all.length > 0)
    : undefined;
}

function misspelt(piece: Piece): Condition | undefined {
  if (!mayErr(piece)) return undefined;
  if (piece.dense || isDigits(piece.text)) return { lists: withoutOneThird(piece) };
  return { any: distinct(spellingsOf(piece.text)) };
}

/** Of three stretches at most one holds the mistake: the numbers of each two others. */
function withoutOneThird({ text, dense }: Piece): readonly (readonly number[])[] {
  const characters = [...text];
  const { length } = characters;
  const cuts = [0, 1, 2, 3].map((third) => Math.round((third * length) / 3));
  const lists = [0, 1, 2].map((third) => {
    const before = characters.slice(0, cuts[third]).join('');
    const after = characters.slice(cuts[third + 1]).join('');
    return [before, after]
      .filter((stretch) => stretch !== '')
      .flatMap((stretch) =>
        wantedParts({ text: stretch, start: 0, dense }).map((part) => gram(kinds.part, part)),
      );
  });
  return lists.filter((list) => list.length > 0);
}

export function ownedBy(owner: string): Condition {
  return { all: [gram(kinds.owner, owner)] };
}

export function ofEntity(entity: string): Condition {
  return { all: [gram(kinds.entity, entity)] };
}

function distinct(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)];
}
