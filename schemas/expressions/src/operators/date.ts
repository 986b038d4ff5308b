import type { Operator } from '../types.ts';
import { dateOf, dateSql } from './local-date.ts';

/** The calendar date of a moment, in the zone of the evaluation. */
export const date: Operator = {
  id: 'date',
  label: { en: 'day of', 'zh-CN': '日期' },
  values: {
    arity: { least: 1, most: 1 },
    slots: () => [{ kinds: ['datetime'] }],
    result: { kind: 'date' },
    evaluate: ([value], { types, moment }) => (value === null ? null : dateOf(value, types[0]!, moment)),
    sql: ([value], { types, moment }) => dateSql(value!, types[0]!, moment),
  },
};
