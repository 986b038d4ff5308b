import { type Language, type Text, textIn } from '@tenon/documents';

const texts = {
  none: { en: 'Not set', 'zh-CN': '未设置' },
  nothingFound: { en: 'Nothing found', 'zh-CN': '没有找到' },
  loadFailed: { en: 'Could not load. Try again.', 'zh-CN': '加载失败，请重试。' },
  searching: { en: 'Searching…', 'zh-CN': '正在搜索…' },
  readOnlyInverse: { en: 'Filled from the other side', 'zh-CN': '由对方记录维护' },
  entity: { en: 'Kind of record', 'zh-CN': '对象' },
  wholeNumber: { en: 'Enter a whole number', 'zh-CN': '请输入整数' },
  number: { en: 'Enter a number', 'zh-CN': '请输入数字' },
  amount: { en: 'Enter an amount', 'zh-CN': '请输入金额' },
  digits: { en: 'Too many digits', 'zh-CN': '位数过多' },
  percent: { en: 'Enter a percentage, such as 12.5', 'zh-CN': '请输入百分比，如 12.5' },
  duration: { en: 'Enter a duration, such as 1h 30m or 1:30', 'zh-CN': '请输入时长，如 1小时30分 或 1:30' },
  time: { en: 'Enter a time of day, such as 9:30', 'zh-CN': '请输入时间，如 9:30' },
  point: {
    en: 'Enter latitude and longitude, such as 31.2304, 121.4737',
    'zh-CN': '请输入纬度和经度，如 31.2304, 121.4737',
  },
  personName: { en: 'Enter a family or a given name', 'zh-CN': '请输入姓或名' },
  json: { en: 'Enter JSON, such as {"size": 3}', 'zh-CN': '请输入 JSON，如 {"size": 3}' },
  numberFollows: { en: 'Given when saved', 'zh-CN': '保存后自动生成' },
  jsonNumber: {
    en: 'A number is too long to be kept as it is; write it as text, in quotes',
    'zh-CN': '有数字过长，无法原样保存，请加引号写成文本',
  },
  entry: { en: '1 entry', 'zh-CN': '1 项' },
  entries: { en: '{count} entries', 'zh-CN': '{count} 项' },
  moreEntries: { en: '{count} more', 'zh-CN': '再显示 {count} 项' },
  counted: {
    en: "Counts at its day's exchange rate, and not at all without one, in",
    'zh-CN': '按当日汇率折算（没有汇率则不计入）：',
  },
  email: { en: 'Enter an e-mail address', 'zh-CN': '请输入邮箱地址' },
  phone: { en: 'Enter a phone number', 'zh-CN': '请输入电话号码' },
  link: { en: 'Enter a web address', 'zh-CN': '请输入网址' },
  pattern: { en: 'Not in the expected form', 'zh-CN': '格式不正确' },
  length: { en: 'Too long', 'zh-CN': '内容过长' },
} as const satisfies { readonly [text: string]: Text };

export function uiText(text: keyof typeof texts, language: Language): string {
  return textIn(texts[text], language);
}
