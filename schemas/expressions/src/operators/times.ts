import { number, repeat } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';
import { multiply, type Numeric } from '../values/decimal.ts';
import { asNumeric } from './numeric.ts';

/** Exact. An empty operand makes the result empty. */
export const times: Operator = {
  id: '*',
  label: { en: 'times', 'zh-CN': '乘' },
  between: { en: '×', 'zh-CN': '×' },
  values: {
    arity: { least: 2 },
    slots: repeat(number),
    result: { kind: 'number' },
    evaluate: (operands) =>
      operands.includes(null) ? null : (operands as readonly Numeric[]).reduce((a, b) => multiply(a, b)),
    sql: (operands, call) => sql`(${sql.join(asNumeric(operands, call), ' * ')})`,
    grows: true,
  },
};
