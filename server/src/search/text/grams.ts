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
  // The kind is mixed in by itself, or it would fall together with the first character.
  let hash = Math.imul(0x811c9dc5 ^ kind, 0x01000193);
  for (let index = 0; index < skip; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  for (let index = skipTo; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
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
export function gramsOf({ entity, owner, title, texts }: Indexed): readonly number[] {
  const grams = new Set<number>([gram(kinds.entity, entity)]);
  if (owner !== null) grams.add(gram(kinds.owner, owner));
  const start = squeezed(fold(title.slice(0, 40)));
  const ends = endsOf(start);
  for (const length of titleStarts) {
    const end = ends[length - 1];
    if (end !== undefined) grams.add(gram(kinds.titleStart, start, end));
  }
  for (const text of new Set(texts)) {
    if (text.length > indexedLength) grams.add(gram(kinds.cut, ''));
    addText(grams, fold(text.slice(0, indexedLength)));
  }
  return [...grams].sort((a, b) => a - b);
}

function addText(grams: Set<number>, folded: string): void {
  if (folded.length <= 200) grams.add(gram(kinds.value, squeezed(folded)));
  for (const { text, dense } of piecesOf(folded)) {
    for (const part of partsOf(text, dense)) grams.add(gram(kinds.part, part));
    if (dense) continue;
    if (hasDigit.test(text)) for (const part of runsOf(text, numberRun)) grams.add(gram(kinds.part, part));
    const ends = endsOf(text);
    for (const length of wordStarts) {
      const end = ends[length - 1];
      if (end !== undefined) grams.add(gram(kinds.wordStart, text, end));
    }
    for (const spelling of spellingsOf(text)) grams.add(spelling);
  }
}

/** One and two neighbouring characters of a dense run, three of a word. */
export function partsOf(text: string, dense: boolean): readonly string[] {
  return dense ? [...runsOf(text, 1), ...runsOf(text, 2)] : runsOf(text, 3);
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

/**
 * Numbers of the word, and of the word without each of its letters. What holds digits has none: it is not misspelt but
 * wrong.
 */
export function spellingsOf(word: string): readonly number[] {
  const ends = endsOf(word);
  if (ends.length < spelt.least || ends.length > spelt.most || hasDigit.test(word)) return [];
  return [
    gram(kinds.spelling, word),
    ...ends.map((end, index) => gram(kinds.spelling, word, index === 0 ? 0 : ends[index - 1], end)),
  ];
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

/** Spaces at the ends go, and those between count once. */
export function squeezed(folded: string): string {
  return folded.trim().replace(/\s+/gu, ' ');
}
