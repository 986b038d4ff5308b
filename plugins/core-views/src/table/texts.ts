import { type Language, type Text, textIn } from '@tenon/documents';

const texts = {
  noRecords: { en: 'No records', 'zh-CN': '暂无记录' },
  more: { en: 'Load more', 'zh-CN': '加载更多' },
  loading: { en: 'Loading…', 'zh-CN': '加载中…' },
  records: { en: 'Records', 'zh-CN': '记录' },
  select: { en: 'Select {record}', 'zh-CN': '选择 {record}' },
  selectAll: { en: 'Select all loaded', 'zh-CN': '全选已加载' },
} as const satisfies { readonly [text: string]: Text };

export function uiText(text: keyof typeof texts, language: Language): string {
  return textIn(texts[text], language);
}
