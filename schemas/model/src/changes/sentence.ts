import { type Language, type Text, textIn } from '@tenon/documents';
import type { DocumentChange } from '../wire.ts';

export type Sentence = DocumentChange['sentences'][number];

/** A sentence in both languages; texts among the parts are put in in the language of the sentence. */
export function sentence(
  en: string,
  chinese: string,
  parts: { readonly [name: string]: Text | number | Sentence | undefined } = {},
): Sentence {
  return { en: fill(en, parts, 'en'), 'zh-CN': fill(chinese, parts, 'zh-CN') };
}

function fill(
  template: string,
  parts: { readonly [name: string]: Text | number | Sentence | undefined },
  language: Language,
): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
    return typeof part === 'number' ? String(part) : textIn(part, language);
  });
}

/** A value as a sentence shows it. */
export function shortly(value: unknown): string {
  if (value === undefined) return '—';
  const text = typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
