import { type Language, type Text, textIn } from '@tenon/documents';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** The language on screen and how labels of the configuration read in it. */
export function useLanguage(): {
  readonly language: Language;
  readonly label: (text: Text | undefined, fallback?: string) => string;
} {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
  const label = useCallback(
    (text: Text | undefined, fallback = '') => textIn(text, language, fallback),
    [language],
  );
  return { language, label };
}
