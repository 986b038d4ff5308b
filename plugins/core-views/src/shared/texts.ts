import { type Language, type Text, textIn } from '@tenon/documents';

type Texts = { readonly [text: string]: Text };

/** What several views say. */
export const commonTexts = {
  none: { en: 'None', 'zh-CN': '无' },
  noRecords: { en: 'No records', 'zh-CN': '暂无记录' },
  more: { en: 'Load more', 'zh-CN': '加载更多' },
  loading: { en: 'Loading…', 'zh-CN': '加载中…' },
  retry: { en: 'Try again', 'zh-CN': '重试' },
  cancel: { en: 'Cancel', 'zh-CN': '取消' },
  today: { en: 'Today', 'zh-CN': '今天' },
  before: { en: 'Earlier', 'zh-CN': '更早' },
  after: { en: 'Later', 'zh-CN': '更晚' },
  tooMany: {
    en: 'Only the first {count} are shown. Filter, or look at a shorter time.',
    'zh-CN': '仅显示前 {count} 条。请筛选或缩短时间范围。',
  },
} as const satisfies Texts;

/** Texts of a view beside the common ones, to be had by name and language; `{name}` stands for a value. */
export function textsOf<Own extends Texts>(own: Own) {
  const texts: Texts = { ...commonTexts, ...own };
  return (
    text: (keyof Own & string) | keyof typeof commonTexts,
    language: Language,
    values: { readonly [name: string]: string } = {},
  ): string =>
    textIn(texts[text] ?? text, language).replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

export const commonText = textsOf({});
