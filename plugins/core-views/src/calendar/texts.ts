import { type Language, type Text, textIn } from '@tenon/documents';

const texts = {
  month: { en: 'Month', 'zh-CN': '月' },
  week: { en: 'Week', 'zh-CN': '周' },
  day: { en: 'Day', 'zh-CN': '日' },
  span: { en: 'What is shown', 'zh-CN': '显示范围' },
  today: { en: 'Today', 'zh-CN': '今天' },
  before: { en: 'Back', 'zh-CN': '向前' },
  after: { en: 'Forward', 'zh-CN': '向后' },
  tooMany: {
    en: 'Only the first {count} are shown. Filter, or look at a shorter time.',
    'zh-CN': '仅显示前 {count} 条。请筛选或缩短时间范围。',
  },
  retry: { en: 'Try again', 'zh-CN': '重试' },
  noStart: {
    en: 'The date field that this calendar is made by is not there.',
    'zh-CN': '此日历所用的日期字段不存在。',
  },
} as const satisfies { readonly [text: string]: Text };

export function uiText(
  text: keyof typeof texts,
  language: Language,
  values: { readonly [name: string]: string } = {},
): string {
  return textIn(texts[text], language).replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
