import { type Language, type Text, textIn } from '@tenon/documents';

const texts = {
  noRecords: { en: 'No records', 'zh-CN': '暂无记录' },
  more: { en: 'Load more', 'zh-CN': '加载更多' },
  loading: { en: 'Loading…', 'zh-CN': '加载中…' },
  records: { en: 'Records', 'zh-CN': '记录' },
  select: { en: 'Select {record}', 'zh-CN': '选择 {record}' },
  selectAll: { en: 'Select all loaded', 'zh-CN': '全选已加载' },
  edit: { en: 'Edit {column}', 'zh-CN': '编辑{column}' },
  save: { en: 'Save', 'zh-CN': '保存' },
  cancel: { en: 'Cancel', 'zh-CN': '取消' },
  emptyGroup: { en: 'Nothing', 'zh-CN': '无' },
  moreGroups: {
    en: 'There are more groups than can be shown: narrow the filter.',
    'zh-CN': '分组过多，无法全部显示，请缩小筛选范围。',
  },
  retry: { en: 'Try again', 'zh-CN': '重试' },
  resize: { en: 'Width of {column}', 'zh-CN': '{column}的列宽' },
} as const satisfies { readonly [text: string]: Text };

export function uiText(text: keyof typeof texts, language: Language): string {
  return textIn(texts[text], language);
}
