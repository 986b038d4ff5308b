import { textsOf } from '../shared/texts.ts';

export const uiText = textsOf({
  records: { en: 'Records', 'zh-CN': '记录' },
  select: { en: 'Select {record}', 'zh-CN': '选择 {record}' },
  selectAll: { en: 'Select all loaded', 'zh-CN': '全选已加载' },
  edit: { en: 'Edit {column}', 'zh-CN': '编辑{column}' },
  save: { en: 'Save', 'zh-CN': '保存' },
  emptyGroup: { en: 'Nothing', 'zh-CN': '无' },
  moreGroups: {
    en: 'There are more groups than can be shown: narrow the filter.',
    'zh-CN': '分组过多，无法全部显示，请缩小筛选范围。',
  },
  resize: { en: 'Width of {column}', 'zh-CN': '{column}的列宽' },
});
