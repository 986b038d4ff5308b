import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';
import { type Numeric, numberText } from '../values/decimal.ts';

/** A number or a date as text: digits and a point, without spare zeros; YYYY-MM-DD. For `cat`. */
export const text: Operator = {
  id: 'text',
  label: { en: 'as text', 'zh-CN': '转为文本' },
  values: {
    arity: { least: 1, most: 1 },
    slots: () => [{ kinds: ['number', 'date'] }],
    result: { kind: 'text' },
    evaluate: ([value], { types }) => {
      if (value === null) return null;
      return types[0]?.kind === 'number' ? numberText(value as Numeric) : value;
    },
    sql: ([value], { types }) =>
      types[0]?.kind === 'number' ? sql`trim_scale(${value})::text` : sql`to_char(${value}, 'YYYY-MM-DD')`,
  },
};
