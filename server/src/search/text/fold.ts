/**
 * One form for what people take for the same: compatibility forms (full-width digits, ligatures), case and accents are
 * folded away. Each code point is folded by itself, so that a part of a text folds to a part of the folded text, and each
 * place in it leads back to the text as written.
 */

export interface Folded {
  readonly text: string;
  /** For each UTF-16 unit of `text`, and one past its end, where its code point stands in the text as written. */
  readonly at: readonly number[];
}

/** Accents of Latin, Greek and Cyrillic; vowel points of Hebrew and Arabic. Marks of other scripts carry the sense. */
const accents = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
const plain = /^[\x20-\x7e]*$/;

export function fold(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  let folded = '';
  for (const character of text) folded += foldCharacter(character);
  return folded;
}

export function foldWithPlaces(text: string): Folded {
  let folded = '';
  const at: number[] = [];
  let place = 0;
  for (const character of text) {
    const part = foldCharacter(character);
    for (let unit = 0; unit < part.length; unit++) at.push(place);
    folded += part;
    place += character.length;
  }
  at.push(place);
  return { text: folded, at };
}

const known = new Map<string, string>();
const mostKnown = 20_000;

/** By way of upper case, so that ß meets SS and ς meets Σ. */
function foldCharacter(character: string): string {
  let folded = known.get(character);
  if (folded === undefined) {
    const cased = character.normalize('NFKC').toUpperCase().toLowerCase();
    folded = cased.normalize('NFKD').replace(accents, '').normalize('NFC').replaceAll('ς', 'σ');
    if (known.size < mostKnown) known.set(character, folded);
  }
  return folded;
}
