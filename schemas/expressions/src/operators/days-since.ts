import { dateOrDatetime } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';
import { clockOf, daysBetween } from '../values/time.ts';
import { dateOf, dateSql } from './local-date.ts';

/** Whole calendar days from a date or moment to today; negative when it is still to come. */
export const daysSince: Operator = {
  id: 'days_since',
  label: { en: 'days since', 'zh-CN': '距今天数' },
  timeDependent: true,
  values: {
    arity: { least: 1, most: 1 },
    slots: () => [dateOrDatetime],
    result: { kind: 'number' },
    evaluate: ([value], { types, moment }) =>
      value === null ? null : daysBetween(dateOf(value, types[0]!, moment), clockOf(moment).today),
    sql: ([value], { types, moment }) =>
      sql`(${sql.value(clockOf(moment).today, 'date')} - ${dateSql(value!, types[0]!, moment)})::numeric`,
  },
};
