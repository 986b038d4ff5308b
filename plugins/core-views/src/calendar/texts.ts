import { textsOf } from '../shared/texts.ts';

export const uiText = textsOf({
  month: { en: 'Month', 'zh-CN': '月' },
  week: { en: 'Week', 'zh-CN': '周' },
  day: { en: 'Day', 'zh-CN': '日' },
  span: { en: 'What is shown', 'zh-CN': '显示范围' },
  move: { en: 'Move', 'zh-CN': '移动' },
  moveTitle: { en: 'Move {record}', 'zh-CN': '移动“{record}”' },
  instructions: {
    en: 'Enter opens the record, M moves it to another time.',
    'zh-CN': '按 Enter 键打开记录，按 M 键改到其他时间。',
  },
  noStart: {
    en: 'The date field that this calendar is made by is not there.',
    'zh-CN': '此日历所用的日期字段不存在。',
  },
});
