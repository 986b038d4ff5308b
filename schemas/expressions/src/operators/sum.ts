import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';
import { add, type Numeric } from '../values/decimal.ts';

/** Over related records: `{ "sum": ["orders", { "var": "amount" }, filter] }`; of nothing it is 0. */
export const sum: Operator = {
  id: 'sum',
  label: { en: 'sum of', 'zh-CN': '合计' },
  related: {
    operand: ['number'],
    result: { kind: 'number' },
    evaluate: (operands) => {
      let total: Numeric = 0;
      for (const operand of operands) total = add(total, operand as Numeric);
      return total;
    },
    sql: (select) => select((operand) => sql`coalesce(sum(${operand}), 0)`),
  },
};
