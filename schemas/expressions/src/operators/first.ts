import { orderedKinds, scalarKinds } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';

/**
 * Of related records, the operand of the one that comes first in an order:
 * `{ "first": ["orders", { "var": "status" }, { "var": "paid_on" }, filter] }`. Empty operands are left out, and so are
 * records without a place in the order; of nothing it is empty.
 */
export const first: Operator = {
  id: 'first',
  label: { en: 'first', 'zh-CN': '第一个' },
  related: {
    operand: scalarKinds,
    order: orderedKinds,
    result: 'operand',
    evaluate: (operands) => {
      for (const operand of operands) return operand;
      return null;
    },
    sql: (select) =>
      select(
        (operand, order) =>
          sql`(array_agg(${operand} order by ${order}) filter (where ${operand} is not null and ${order} is not null))[1]`,
      ),
  },
};
