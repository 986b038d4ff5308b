import type { Language } from '@tenon/documents';
import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { zhCN } from './zh-cn.ts';

export const catalogues = { en, 'zh-CN': zhCN } as const satisfies Record<Language, unknown>;

/** Texts of the studio, ready at once: catalogues are part of the bundle. */
export function createTexts(language: Language): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, 'zh-CN': { translation: zhCN } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}
