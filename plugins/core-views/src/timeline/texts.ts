import { textsOf } from '../shared/texts.ts';

export const uiText = textsOf({
  day: { en: 'Days', 'zh-CN': '日' },
  week: { en: 'Weeks', 'zh-CN': '周' },
  month: { en: 'Months', 'zh-CN': '月' },
  quarter: { en: 'Quarters', 'zh-CN': '季度' },
  zoom: { en: 'Scale', 'zh-CN': '时间刻度' },
  empty: { en: 'No records in this time', 'zh-CN': '此时间段内暂无记录' },
  timeline: { en: 'Timeline', 'zh-CN': '时间线' },
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
});
