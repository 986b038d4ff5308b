import { type Language, type Text, textIn } from '@tenon/documents';

const texts = {
  noData: { en: 'No data yet', 'zh-CN': '暂无数据' },
  none: { en: '(empty)', 'zh-CN': '（空）' },
  others: { en: 'Others', 'zh-CN': '其他' },
  cut: { en: 'Only the first rows are shown', 'zh-CN': '仅显示部分数据' },
  failed: { en: 'The chart could not be drawn', 'zh-CN': '图表加载失败' },
  total: { en: 'Total', 'zh-CN': '合计' },
} as const satisfies { readonly [text: string]: Text };

export function uiText(text: keyof typeof texts, language: Language): string {
  return textIn(texts[text], language);
}
