export { catalogues, createTexts, keepLanguage, preferredLanguage, textsFrom } from './i18n.ts';
export { useLanguage } from './use-language.ts';
