import { number, repeat } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';
import { add, type Numeric } from '../values/decimal.ts';
import { asNumeric } from './numeric.ts';

/** Exact. An empty operand makes the result empty. */
export const plus: Operator = {
  id: '+',
  label: { en: 'plus', 'zh-CN': '加' },
  between: { en: '+', 'zh-CN': '+' },
  values: {
    arity: { least: 2 },
    slots: repeat(number),
    result: { kind: 'number' },
    evaluate: (operands) =>
      operands.includes(null) ? null : (operands as readonly Numeric[]).reduce((a, b) => add(a, b)),
    sql: (operands, call) => sql`(${sql.join(asNumeric(operands, call), ' + ')})`,
  },
};
