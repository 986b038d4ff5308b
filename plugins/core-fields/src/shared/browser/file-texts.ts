import { type Language, type Text, textIn } from '@tenon/documents';

const texts = {
  choose: { en: 'Choose files', 'zh-CN': '选择文件' },
  chooseOne: { en: 'Choose a file', 'zh-CN': '选择文件' },
  chooseImages: { en: 'Choose pictures', 'zh-CN': '选择图片' },
  chooseImage: { en: 'Choose a picture', 'zh-CN': '选择图片' },
  drop: { en: 'or drop them here', 'zh-CN': '或拖放到此处' },
  dropHere: { en: 'Drop to add', 'zh-CN': '松开即可添加' },
  limit: { en: 'up to {}', 'zh-CN': '不超过 {}' },
  remove: { en: 'Remove {}', 'zh-CN': '移除 {}' },
  cancel: { en: 'Stop sending {}', 'zh-CN': '停止上传 {}' },
  dismiss: { en: 'Dismiss {}', 'zh-CN': '关闭 {}' },
  sending: { en: 'Sending {}', 'zh-CN': '正在上传 {}' },
  wait: { en: 'Wait until the files have been sent', 'zh-CN': '请等待文件上传完成' },
  tooLarge: { en: 'Larger than {}', 'zh-CN': '超过 {}' },
  tooMany: { en: 'At most {} files', 'zh-CN': '最多 {} 个文件' },
  wrongType: { en: 'Not one of the allowed types', 'zh-CN': '不是允许的文件类型' },
  tooManyWait: { en: 'Too many files wait to be saved', 'zh-CN': '待保存的文件过多' },
  failed: { en: 'Could not be sent', 'zh-CN': '上传失败' },
} as const satisfies { readonly [text: string]: Text };

export function fileText(text: keyof typeof texts, language: Language, part: string | number = ''): string {
  return textIn(texts[text], language).replace('{}', String(part));
}
