/** Texts in pieces, by which similar ones are found: bigrams of dense scripts, trigrams of words with their ends. */
import { fold } from '../../search/text/fold.ts';
import { runsOf } from '../../search/text/grams.ts';
import { piecesOf } from '../../search/text/pieces.ts';

/** Of a longer text the start counts. */
const comparedLength = 200;

export function similarityGrams(text: string): readonly string[] {
  const grams = new Set<string>();
  for (const { text: piece, dense } of piecesOf(fold(text.slice(0, comparedLength)))) {
    const runs = dense ? runsOf(piece, 2) : runsOf(` ${piece} `, 3);
    for (const run of runs.length > 0 ? runs : [piece]) grams.add(run);
  }
  return [...grams];
}

/** From 0 to 1: twice what is shared over what is there (Dice, 1945; Sørensen, 1948). */
export function similarity(a: number, b: number, shared: number): number {
  return a + b === 0 ? 0 : (2 * shared) / (a + b);
}

/**
 * How many pieces of a text have to be looked for so that no text that is similar enough is missed: whoever shares s of
 * its n pieces shares one with any n - s + 1 of them. `similarity` ≥ t with at least s pieces on the other side means
 * s ≥ t·n / (2 - t).
 */
export function probesNeeded(size: number, threshold: number): number {
  const shared = Math.ceil((threshold * size) / (2 - threshold) - 1e-9);
  return Math.max(1, Math.min(size, size - shared + 1));
}
