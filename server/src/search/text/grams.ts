/**
 * What the index holds of a record: short pieces of its texts, each as a number of 32 bits. A number says what kind of
 * piece it is of, so that one index serves whole values, beginnings, parts and misspelt words. Two pieces may share a
 * number; every hit is compared with the record before anybody sees it.
 *
 * Parts are trigrams of words and bigrams of dense scripts. Words are also found by the ways to leave out one letter
 * (the deletion neighbourhood of Mor & Fraenkel, 1982, as in SymSpell): two words that differ by one edit share one.
 */
import { fold } from './fold.ts';
import { piecesOf } from './pieces.ts';

export const kinds = {
  /** A whole value. */
  value: 1,
  /** The first characters of the title. */
  titleStart: 2,
  /** The first one to three characters of a word. */
  wordStart: 3,
  /** Three characters of a word, or one or two of a dense script. */
  part: 4,
  /** A word with one character left out, or whole. */
  spelling: 5,
  owner: 6,
  entity: 7,
} as const;

/** Lengths of beginnings that the index holds; longer ones are also checked by their parts. */
export const titleStarts: readonly number[] = [1, 2, 3, 4, 6];
export const wordStarts: readonly number[] = [1, 2, 3];
/** Words outside of these lengths are found as they are written alone. */
export const spelt = { least: 4, most: 14 } as const;
/** Characters of one value that the index looks at; what stands further back is not found. */
export const indexedLength = 2_000;

/** FNV-1a over UTF-16 units, with a final mix (Murmur3's), as a signed integer. */
export function gram(kind: number, text: string): number {
  let hash = 0x811c9dc5 ^ kind;
  for (let index = 0; index < text.length; index++) {
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
  const start = [...squeezed(fold(title.slice(0, indexedLength))).slice(0, 20)];
  for (const length of titleStarts) {
    if (start.length >= length) grams.add(gram(kinds.titleStart, start.slice(0, length).join('')));
  }
  for (const text of new Set(texts)) addText(grams, fold(text.slice(0, indexedLength)));
  return [...grams].sort((a, b) => a - b);
}

function addText(grams: Set<number>, folded: string): void {
  if (folded.length <= 200) grams.add(gram(kinds.value, squeezed(folded)));
  for (const { text, dense } of piecesOf(folded)) {
    const characters = [...text];
    if (!dense) {
      for (const length of wordStarts) {
        if (characters.length >= length)
          grams.add(gram(kinds.wordStart, characters.slice(0, length).join('')));
      }
    }
    for (const part of partsOf(characters, dense)) grams.add(gram(kinds.part, part));
    if (!dense) for (const spelling of spellingsOf(characters)) grams.add(gram(kinds.spelling, spelling));
  }
}

/** One and two neighbouring characters of a dense run, three of a word. */
export function partsOf(characters: readonly string[], dense: boolean): readonly string[] {
  const parts: string[] = [];
  const length = dense ? 2 : 3;
  if (dense) parts.push(...characters);
  for (let index = 0; index + length <= characters.length; index++) {
    parts.push(characters.slice(index, index + length).join(''));
  }
  return parts;
}

/** The word, and the word without each of its letters. Numbers are not misspelt but wrong, so they have none. */
export function spellingsOf(characters: readonly string[]): readonly string[] {
  const { length } = characters;
  if (length < spelt.least || length > spelt.most) return [];
  const word = characters.join('');
  if (/[0-9]/.test(word)) return [];
  return [word, ...characters.map((_one, index) => characters.toSpliced(index, 1).join(''))];
}

/** Spaces at the ends go, and those between count once. */
export function squeezed(folded: string): string {
  return folded.trim().replace(/\s+/gu, ' ');
}
