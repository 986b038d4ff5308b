import type { Language } from '@tenon/documents';

/** What a field type says of a value, written as a sentence of its own. */
export function sentence(text: string, language: Language): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}
