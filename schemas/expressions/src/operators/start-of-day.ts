import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';
import { readDate, startOfDay as startsAt } from '../values/time.ts';

/** The first moment of a date, in the zone of the evaluation. */
export const startOfDay: Operator = {
  id: 'start_of_day',
  label: { en: 'start of day', 'zh-CN': '当天开始' },
  values: {
    arity: { least: 1, most: 1 },
    slots: () => [{ kinds: ['date'] }],
    result: { kind: 'datetime' },
    evaluate: ([value], { moment }) => (value === null ? null : startsAt(value as string, moment.timeZone)),
    sql: ([value], { nodes, moment }) => {
      const [node] = nodes;
      const literal = node?.node === 'literal' ? readDate(node.value) : null;
      if (literal !== null) return sql.value(startsAt(literal, moment.timeZone), 'timestamptz');
      return sql`(${value}::timestamp at time zone ${sql.value(moment.timeZone, 'text')})`;
    },
  },
};
