import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';
import { clockOf } from '../values/time.ts';

/** The moment of the evaluation, the same for a whole run. */
export const now: Operator = {
  id: 'now',
  label: { en: 'now', 'zh-CN': '现在' },
  timeDependent: true,
  values: {
    arity: { least: 0, most: 0 },
    slots: () => [],
    result: { kind: 'datetime' },
    evaluate: (_, { moment }) => clockOf(moment).now,
    sql: (_, { moment }) => sql.value(clockOf(moment).now, 'timestamptz'),
  },
};
