/** A label: one text for every language, or a text per language. */
export type Text = string | { readonly en?: string; readonly 'zh-CN'?: string };
export type Language = 'en' | 'zh-CN';
export const languages: readonly Language[] = ['en', 'zh-CN'];

/** The text in a language; else in the other one; else `fallback`. */
export function textIn(text: Text | undefined, language: Language, fallback = ''): string {
  if (text === undefined) return fallback;
  if (typeof text === 'string') return text;
  return text[language] ?? text.en ?? text['zh-CN'] ?? fallback;
}
