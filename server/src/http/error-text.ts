import type { Language } from '@tenon/documents';
import { createPhraseBook, said } from '@tenon/model';
import { errorTexts } from './error-texts.zh-cn.ts';

const phrase = createPhraseBook(errorTexts);

/** What an error says, in the language of the reader; as it was written where it is no sentence of ours. */
export function errorText(text: string, language: Language): string {
  if (language === 'en') return text;
  const whole = phrase(text);
  if (whole !== undefined) return whole;
  // What the rule language finds wrong comes with its hint behind it.
  const translated = said(text, language);
  if (translated !== text) return translated;
  return text
    .split('. ')
    .map((part) => phrase(part) ?? said(part, language))
    .join('。');
}
