import { dateOrDatetime } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';
import { dateOf, dateSql } from './local-date.ts';

/** January is 1. */
export const month: Operator = {
  id: 'month',
  label: { en: 'month of', 'zh-CN': '月份' },
  values: {
    arity: { least: 1, most: 1 },
    slots: () => [dateOrDatetime],
    result: { kind: 'number' },
    evaluate: ([value], { types, moment }) =>
      value === null ? null : Number(dateOf(value, types[0]!, moment).slice(5, 7)),
    sql: ([value], { types, moment }) =>
      sql`extract(month from ${dateSql(value!, types[0]!, moment)})::numeric`,
  },
};
