import { createPhraseBook, type Language } from '@tenon/documents';
import { said } from '@tenon/model';
import type { Registry } from '@tenon/plugin-api';
import { errorTexts } from './error-texts.zh-cn.ts';

const phrase = createPhraseBook(errorTexts);

/** What an error says, in the language of the reader; as it was written where it is no sentence that anybody translated. */
export function errorText(text: string, language: Language, registry: Pick<Registry, 'say'>): string {
  if (language === 'en') return text;
  const known = (part: string): string => {
    const own = phrase(part) ?? registry.say(part, language);
    return own ?? said(part, language);
  };
  const whole = known(text);
  // What the rule language finds wrong comes with its hint behind it.
  return whole === text && text.includes('. ') ? text.split('. ').map(known).join('。') : whole;
}
