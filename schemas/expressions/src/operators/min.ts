import { measuredKinds, same } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator, ValueType } from '../types.ts';
import { compareValues } from '../values/compare.ts';

/** Of its operands, or of related records; empty ones are left out, and of nothing it is empty. */
export const min: Operator = {
  id: 'min',
  label: { en: 'smallest', 'zh-CN': '最小值' },
  values: {
    arity: { least: 2 },
    slots: (count) => Array.from({ length: count }, () => same(measuredKinds)),
    result: 'same',
    evaluate: (operands, { types }) => minOf(operands, types[0]!),
    sql: (operands) => sql`least(${sql.join(operands)})`,
  },
  related: {
    operand: measuredKinds,
    result: 'operand',
    evaluate: (operands, type) => minOf(operands, type),
    sql: (select) => select((operand) => sql`min(${operand})`),
  },
};

function minOf(operands: Iterable<unknown>, type: ValueType): unknown {
  let found: unknown = null;
  for (const operand of operands) {
    if (operand !== null && (found === null || compareValues(operand, found, type) < 0)) found = operand;
  }
  return found;
}
