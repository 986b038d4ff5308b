import type { Language } from '@tenon/documents';
import { createInstance, type i18n, type ResourceLanguage } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { zhCN } from './zh-cn.ts';

export const catalogues = { en, 'zh-CN': zhCN } as const satisfies Record<Language, unknown>;
const storageKey = 'tenon.language';

/** The language kept in this browser, else the browser's own. */
export function preferredLanguage(): Language {
  const kept = localStorage.getItem(storageKey);
  if (kept === 'en' || kept === 'zh-CN') return kept;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(storageKey, language);
}

/** Texts of the app. */
export const createTexts = (language: Language): i18n => textsFrom(catalogues, language);

/** Texts ready at once: catalogues are part of the bundle. */
export function textsFrom(catalogues: Record<Language, ResourceLanguage>, language: Language): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: catalogues.en }, 'zh-CN': { translation: catalogues['zh-CN'] } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}
