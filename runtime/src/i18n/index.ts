export { catalogues, createTexts, keepLanguage, preferredLanguage } from './i18n.ts';
export { useLanguage } from './use-language.ts';
