import { TenonError } from '../errors.ts';

/** In characters; the longest that file systems take is 255. */
const longestName = 400;

/**
 * The name of a file as it is kept: without the path that it came with, and without characters that show a name as
 * something else than it is (control characters, overrides of the writing direction). Letters of all scripts stay.
 */
export function cleanName(given: string): string {
  const last = given.replaceAll('\\', '/').split('/').at(-1) ?? '';
  const name = last
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .trim();
  if ([...name].length > longestName) {
    throw new TenonError('invalid-input', `The name of a file has at most ${longestName} characters`);
  }
  return /^\.*$/.test(name) ? 'file' : name;
}
