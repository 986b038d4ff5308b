import { number, repeat } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';
import { type Numeric, subtract } from '../values/decimal.ts';
import { asNumeric } from './numeric.ts';

/** Exact. An empty operand makes the result empty. */
export const minus: Operator = {
  id: '-',
  label: { en: 'minus', 'zh-CN': '减' },
  between: { en: '−', 'zh-CN': '−' },
  values: {
    arity: { least: 2, most: 2 },
    slots: repeat(number),
    result: { kind: 'number' },
    evaluate: ([a, b]) => (a === null || b === null ? null : subtract(a as Numeric, b as Numeric)),
    sql: (operands, call) => {
      const [a, b] = asNumeric(operands, call);
      return sql`(${a} - ${b})`;
    },
  },
};
