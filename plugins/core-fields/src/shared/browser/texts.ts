import { type Language, type Text, textIn } from '@tenon/documents';

const texts = {
  none: { en: 'Not set', 'zh-CN': '未设置' },
  nothingFound: { en: 'Nothing found', 'zh-CN': '没有找到' },
  loadFailed: { en: 'Could not load. Try again.', 'zh-CN': '加载失败，请重试。' },
  searching: { en: 'Searching…', 'zh-CN': '正在搜索…' },
  readOnlyInverse: { en: 'Filled from the other side', 'zh-CN': '由对方记录维护' },
  wholeNumber: { en: 'Enter a whole number', 'zh-CN': '请输入整数' },
  number: { en: 'Enter a number', 'zh-CN': '请输入数字' },
  amount: { en: 'Enter an amount', 'zh-CN': '请输入金额' },
  digits: { en: 'Too many digits', 'zh-CN': '位数过多' },
  email: { en: 'Enter an e-mail address', 'zh-CN': '请输入邮箱地址' },
  phone: { en: 'Enter a phone number', 'zh-CN': '请输入电话号码' },
  link: { en: 'Enter a web address', 'zh-CN': '请输入网址' },
  pattern: { en: 'Not in the expected form', 'zh-CN': '格式不正确' },
  length: { en: 'Too long', 'zh-CN': '内容过长' },
} as const satisfies { readonly [text: string]: Text };

export function uiText(text: keyof typeof texts, language: Language): string {
  return textIn(texts[text], language);
}
