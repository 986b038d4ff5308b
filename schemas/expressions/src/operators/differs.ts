import { same, scalarKinds } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';
import { equalValues } from '../values/compare.ts';
import { comparands } from './numeric.ts';

/** An empty operand differs from every value, and not from another empty one. */
export const differs: Operator = {
  id: '!=',
  label: { en: 'is not', 'zh-CN': '不等于' },
  values: {
    arity: { least: 2, most: 2 },
    slots: () => [same(scalarKinds), same(scalarKinds)],
    result: { kind: 'boolean' },
    evaluate: ([a, b], { types }) => (a === null || b === null ? a !== b : !equalValues(a, b, types[0]!)),
    sql: (operands, call) => {
      const [a, b] = comparands(operands, call);
      return sql`(${a} is distinct from ${b})`;
    },
  },
};
