import { dateOrDatetime } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';
import { weekdayOf } from '../values/time.ts';
import { dateOf, dateSql } from './local-date.ts';

/** Monday is 1, Sunday 7. */
export const weekday: Operator = {
  id: 'weekday',
  label: { en: 'weekday of', 'zh-CN': '星期' },
  values: {
    arity: { least: 1, most: 1 },
    slots: () => [dateOrDatetime],
    result: { kind: 'number' },
    evaluate: ([value], { types, moment }) =>
      value === null ? null : weekdayOf(dateOf(value, types[0]!, moment)),
    sql: ([value], { types, moment }) =>
      sql`extract(isodow from ${dateSql(value!, types[0]!, moment)})::numeric`,
  },
};
