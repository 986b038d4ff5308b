import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';
import { clockOf } from '../values/time.ts';

/** The date of the evaluation in its time zone. */
export const today: Operator = {
  id: 'today',
  label: { en: 'today', 'zh-CN': '今天' },
  timeDependent: true,
  values: {
    arity: { least: 0, most: 0 },
    slots: () => [],
    result: { kind: 'date' },
    evaluate: (_, { moment }) => clockOf(moment).today,
    sql: (_, { moment }) => sql.value(clockOf(moment).today, 'date'),
  },
};
