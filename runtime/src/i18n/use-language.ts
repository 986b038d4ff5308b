import { type Language, textIn } from '@tenon/documents';
import type { Label } from '@tenon/model';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** The language on screen and how labels of the configuration read in it. */
export function useLanguage(): {
  readonly language: Language;
  readonly label: (label: Label | undefined, fallback?: string) => string;
} {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
  const label = useCallback(
    (text: Label | undefined, fallback = '') => textIn(text, language, fallback),
    [language],
  );
  return { language, label };
}
