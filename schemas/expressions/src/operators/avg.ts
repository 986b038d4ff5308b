import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';
import { add, divide, type Numeric } from '../values/decimal.ts';
import { quotientSql } from './quotient.ts';

/** Over related records, cut after ten decimals as `/` is; of nothing it is empty. */
export const avg: Operator = {
  id: 'avg',
  label: { en: 'average of', 'zh-CN': '平均值' },
  related: {
    operand: ['number'],
    result: { kind: 'number' },
    evaluate: (operands) => {
      let total: Numeric = 0;
      let found = 0;
      for (const operand of operands) {
        total = add(total, operand as Numeric);
        found += 1;
      }
      return divide(total, found);
    },
    sql: (select) => select((operand) => quotientSql(sql`sum(${operand})`, sql`count(${operand})::numeric`)),
  },
};
