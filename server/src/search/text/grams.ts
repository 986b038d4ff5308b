/**
 * What the index holds of a record: short pieces of its texts, each as a number of 32 bits. A number says what kind of
 * piece it is of, so that one index serves whole values, beginnings, parts and misspelt words. Two pieces may share a
 * number; every hit is compared with the record before anybody sees it.
 *
 * Parts are trigrams of words and bigrams of dense scripts; of words with digits also six neighbours, as numbers that
 * count up share their trigrams. Words are also found by the ways to leave out one letter
 * (the deletion neighbourhood of Mor & Fraenkel, 1982, as in SymSpell): two words that differ by one edit share one.
 */
import { fold } from './fold.ts';
import { hasDigit, piecesOf, spelt } from './pieces.ts';

export const kinds = {
  /** A whole value. */
  value: 1,
  /** The first characters of the title. */
  titleStart: 2,
  /** The first one to three characters of a word. */
  wordStart: 3,
  /** Three characters of a word, or six of one with digits; one or two of a dense script. */
  part: 4,
  /** A word with one character left out, or whole. */
  spelling: 5,
  owner: 6,
  entity: 7,
  /** A value was too long to be looked at whole. */
  cut: 8,
} as const;

/** Lengths of beginnings that the index holds; longer ones are also checked by their parts. */
export const titleStarts: readonly number[] = [1, 2, 3, 4, 6];
export const wordStarts: readonly number[] = [1, 2, 3];
/** Neighbours of a word with digits. */
export const numberRun = 6;
/** Characters of one value that the index looks at; what stands further back is not found. */
export const indexedLength = 2_000;

/** FNV-1a over UTF-16 units, with a final mix (Murmur3's), as a signed integer. Units from `skip` to `skipTo` are left out. */
export function gram(kind: number, text: string, skip = text.length, skipTo = text.length): number {
  return mixed(hashed(hashed(startOf(kind), text, 0, skip), text, skipTo, text.length));
}

/** The number of a stretch of the text. */
function gramWithin(kind: number, text: string, from: number, to: number): number {
  return mixed(hashed(startOf(kind), text, from, to));
}

/** The kind is mixed in by itself, or it would fall together with the first character. */
function startOf(kind: number): number {
  return Math.imul(0x811c9dc5 ^ kind, 0x01000193);
}

function hashed(start: number, text: string, from: number, to: number): number {
  let hash = start;
  for (let index = from; index < to; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}

function mixed(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return (twice ^ (twice >>> 16)) | 0;
}

export interface Indexed {
  readonly entity: string;
  readonly owner: string | null;
  /** What names the record; '' for none. */
  readonly title: string;
  /** All texts by which it is found, the title among them. */
  readonly texts: readonly string[];
}

/** All numbers of a record, each once, in order. */
export function gramsOf({ entity, owner, title, texts }: Indexed): Int32Array {
  const grams: number[] = [gram(kinds.entity, entity)];
  if (owner !== null) grams.push(gram(kinds.owner, owner));
  const start = squeezed(fold(title.slice(0, 40)));
  addStarts(grams, kinds.titleStart, start, 0, endsOf(start), titleStarts);
  for (const text of new Set(texts)) {
    if (text.length > indexedLength) grams.push(gram(kinds.cut, ''));
    addText(grams, fold(text.slice(0, indexedLength)));
  }
  return distinct(new Int32Array(grams).sort());
}

/** Each number of an ordered list once, within the memory of the list. */
function distinct(ordered: Int32Array): Int32Array {
  let length = 0;
  for (const each of ordered) if (length === 0 || ordered[length - 1] !== each) ordered[length++] = each;
  return ordered.subarray(0, length);
}

function addText(grams: number[], folded: string): void {
  if (folded.length <= 200) grams.push(gram(kinds.value, squeezed(folded)));
  for (const { text, start, dense } of piecesOf(folded)) {
    const ends = endsOf(text);
    if (dense) {
      addRuns(grams, folded, start, ends, 1);
      addRuns(grams, folded, start, ends, 2);
      continue;
    }
    addRuns(grams, folded, start, ends, 3);
    if (hasDigit.test(text)) addRuns(grams, folded, start, ends, numberRun);
    else addSpellings(grams, text, ends);
    addStarts(grams, kinds.wordStart, folded, start, ends, wordStarts);
  }
}

/** Of a piece that stands at `start`, its first characters, for each of the lengths that it has. */
function addStarts(
  grams: number[],
  kind: number,
  text: string,
  start: number,
  ends: readonly number[],
  lengths: readonly number[],
): void {
  for (const length of lengths) {
    const end = ends[length - 1];
    if (end !== undefined) grams.push(gramWithin(kind, text, start, start + end));
  }
}

/** Of a piece that stands at `start`, so many neighbouring characters from each place. */
function addRuns(
  grams: number[],
  text: string,
  start: number,
  ends: readonly number[],
  length: number,
): void {
  for (let last = length - 1; last < ends.length; last++) {
    const from = ends[last - length] ?? 0;
    grams.push(gramWithin(kinds.part, text, start + from, start + (ends[last] ?? 0)));
  }
}

/** What holds digits is not misspelt but wrong. */
function addSpellings(grams: number[], word: string, ends: readonly number[]): void {
  if (ends.length < spelt.least || ends.length > spelt.most) return;
  grams.push(gram(kinds.spelling, word));
  let from = 0;
  for (const end of ends) {
    grams.push(gram(kinds.spelling, word, from, end));
    from = end;
  }
}

/** So many neighbouring characters, from each place. */
export function runsOf(text: string, length: number): readonly string[] {
  const ends = endsOf(text);
  const runs: string[] = [];
  for (let index = 0; index + length <= ends.length; index++) {
    runs.push(text.slice(index === 0 ? 0 : ends[index - 1], ends[index + length - 1]));
  }
  return runs;
}

/** Numbers of the word, and of the word without each of its letters. */
export function spellingsOf(word: string): readonly number[] {
  const grams: number[] = [];
  if (!hasDigit.test(word)) addSpellings(grams, word, endsOf(word));
  return grams;
}

/** Where each character of a text ends, in UTF-16 units. */
function endsOf(text: string): readonly number[] {
  const ends: number[] = [];
  for (let index = 0; index < text.length; ) {
    index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
    ends.push(index);
  }
  return ends;
}

const uneven = /\s\s|[^\S ]/u;

/** Spaces at the ends go, and those between count once. */
export function squeezed(folded: string): string {
  const text = folded.trim();
  return uneven.test(text) ? text.replace(/\s+/gu, ' ') : text;
}
