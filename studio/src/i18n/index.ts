export { useLanguage } from '@tenon/runtime/preview';
export { catalogues, createTexts } from './i18n.ts';
