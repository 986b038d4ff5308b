import { measuredKinds, same } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator, ValueType } from '../types.ts';
import { compareValues } from '../values/compare.ts';

/** Of its operands, or of related records; empty ones are left out, and of nothing it is empty. */
export const max: Operator = {
  id: 'max',
  label: { en: 'largest', 'zh-CN': '最大值' },
  values: {
    arity: { least: 2 },
    slots: (count) => Array.from({ length: count }, () => same(measuredKinds)),
    result: 'same',
    evaluate: (operands, { types }) => maxOf(operands, types[0]!),
    sql: (operands) => sql`greatest(${sql.join(operands)})`,
  },
  related: {
    operand: measuredKinds,
    result: 'operand',
    evaluate: (operands, type) => maxOf(operands, type),
    sql: (select) => select((operand) => sql`max(${operand})`),
  },
};

function maxOf(operands: Iterable<unknown>, type: ValueType): unknown {
  let found: unknown = null;
  for (const operand of operands) {
    if (operand !== null && (found === null || compareValues(operand, found, type) > 0)) found = operand;
  }
  return found;
}
