import type { Language } from '@tenon/documents';

/** An id from what people call the thing; '' where its script leaves nothing that an id may hold. */
export const idFrom = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[^a-z]+|_+$/g, '')
    .slice(0, 48);

/** What several of a thing are called, as far as rules of spelling tell; a start, to be mended by hand. */
export function pluralOf(name: string, language: Language): string {
  const word = name.trim();
  if (word === '' || language !== 'en' || !/[a-z]$/i.test(word)) return word;
  if (/[^aeiou]y$/i.test(word)) return `${word.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/i.test(word) ? `${word}es` : `${word}s`;
}
