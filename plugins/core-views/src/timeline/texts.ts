import { type Language, type Text, textIn } from '@tenon/documents';

const texts = {
  day: { en: 'Days', 'zh-CN': '日' },
  week: { en: 'Weeks', 'zh-CN': '周' },
  month: { en: 'Months', 'zh-CN': '月' },
  quarter: { en: 'Quarters', 'zh-CN': '季度' },
  zoom: { en: 'Scale', 'zh-CN': '时间刻度' },
  today: { en: 'Today', 'zh-CN': '今天' },
  before: { en: 'Earlier', 'zh-CN': '更早' },
  after: { en: 'Later', 'zh-CN': '更晚' },
  empty: { en: 'No records in this time', 'zh-CN': '此时间段内暂无记录' },
  none: { en: 'None', 'zh-CN': '无' },
  timeline: { en: 'Timeline', 'zh-CN': '时间线' },
  tooMany: {
    en: 'Only the first {count} are shown. Filter, or look at a shorter time.',
    'zh-CN': '仅显示前 {count} 条。请筛选或缩短时间范围。',
  },
  retry: { en: 'Try again', 'zh-CN': '重试' },
  noFields: {
    en: 'The date fields that this timeline is made by are not there.',
    'zh-CN': '此时间线所用的日期字段不存在。',
  },
  bar: { en: '{record}, {from} to {to}', 'zh-CN': '{record}，{from} 至 {to}' },
  instructions: {
    en: 'Arrow keys move by a day, with Shift they move the end. Enter writes, Escape puts it back. Enter opens the record when nothing was moved.',
    'zh-CN':
      '方向键按天移动，按住 Shift 则移动结束日期。按 Enter 键保存，按 Esc 键放回。未移动时按 Enter 键打开记录。',
  },
} as const satisfies { readonly [text: string]: Text };

export function uiText(
  text: keyof typeof texts,
  language: Language,
  values: { readonly [name: string]: string } = {},
): string {
  return textIn(texts[text], language).replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
