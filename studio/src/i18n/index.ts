export { catalogues, createTexts } from './i18n.ts';
export { useLanguage } from './use-language.ts';
