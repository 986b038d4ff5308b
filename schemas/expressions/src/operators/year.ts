import { dateOrDatetime } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';
import { dateOf, dateSql } from './local-date.ts';

export const year: Operator = {
  id: 'year',
  label: { en: 'year of', 'zh-CN': '年份' },
  values: {
    arity: { least: 1, most: 1 },
    slots: () => [dateOrDatetime],
    result: { kind: 'number' },
    evaluate: ([value], { types, moment }) =>
      value === null ? null : Number(dateOf(value, types[0]!, moment).slice(0, 4)),
    sql: ([value], { types, moment }) =>
      sql`extract(year from ${dateSql(value!, types[0]!, moment)})::numeric`,
  },
};
