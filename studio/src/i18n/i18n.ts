import type { Language } from '@tenon/documents';
import { textsFrom } from '@tenon/runtime/preview';
import { en } from './en.ts';
import { zhCN } from './zh-cn.ts';

export const catalogues = { en, 'zh-CN': zhCN } as const satisfies Record<Language, unknown>;

/** Texts of the studio. */
export const createTexts = (language: Language) => textsFrom(catalogues, language);
