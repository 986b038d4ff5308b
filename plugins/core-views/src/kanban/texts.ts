import { textsOf } from '../shared/texts.ts';

export const uiText = textsOf({
  board: { en: 'Board', 'zh-CN': '看板' },
  fold: { en: 'Fold {column}', 'zh-CN': '收起“{column}”' },
  unfold: { en: 'Unfold {column}', 'zh-CN': '展开“{column}”' },
  create: { en: 'New in {column}', 'zh-CN': '在“{column}”中新建' },
  moveMenu: { en: 'Move {record}', 'zh-CN': '移动“{record}”' },
  moveTo: { en: 'Move to', 'zh-CN': '移动到' },
  refused: { en: 'Not allowed', 'zh-CN': '不允许移动到此处' },
  refusedMove: {
    en: '{record} cannot go from {from} to {to}.',
    'zh-CN': '“{record}”不能从“{from}”移动到“{to}”。',
  },
  moved: { en: '{record} was moved to {to}.', 'zh-CN': '“{record}”已移动到“{to}”。' },
  putBack: { en: '{record} is back in {from}: {why}', 'zh-CN': '“{record}”已放回“{from}”：{why}' },
  overLimit: { en: 'More than {most}', 'zh-CN': '超过上限 {most}' },
  lifted: {
    en: '{record} is lifted. Arrow keys choose a column, Space drops it, Escape puts it back.',
    'zh-CN': '已拿起“{record}”。用方向键选择列，空格键放下，Esc 键放回。',
  },
  over: { en: '{record} is over {to}.', 'zh-CN': '“{record}”在“{to}”上方。' },
  cancelled: { en: '{record} stays in {from}.', 'zh-CN': '“{record}”留在“{from}”。' },
  instructions: {
    en: 'Press Space to lift the card, arrow keys to choose a column, Space to drop it, Escape to put it back.',
    'zh-CN': '按空格键拿起卡片，用方向键选择列，再按空格键放下，按 Esc 键放回。',
  },
  columnOf: { en: '{column}, {count} records', 'zh-CN': '{column}，{count} 条记录' },
  noGroup: {
    en: 'The field that this board is made by is not there.',
    'zh-CN': '此看板所用的分组字段不存在。',
  },
});
