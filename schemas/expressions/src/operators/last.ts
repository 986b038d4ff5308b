import { orderedKinds, scalarKinds } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';

/**
 * Of related records, the operand of the one that comes last in an order:
 * `{ "last": ["orders", { "var": "status" }, { "var": "paid_on" }, filter] }`. Empty operands are left out, and so are
 * records without a place in the order; of nothing it is empty.
 */
export const last: Operator = {
  id: 'last',
  label: { en: 'last', 'zh-CN': '最后一个' },
  related: {
    operand: scalarKinds,
    order: orderedKinds,
    result: 'operand',
    evaluate: (operands) => {
      let last: unknown = null;
      for (const operand of operands) last = operand;
      return last;
    },
    sql: (select) =>
      select(
        (operand, order) =>
          sql`(array_agg(${operand} order by ${order} desc) filter (where ${operand} is not null and ${order} is not null))[1]`,
      ),
  },
};
