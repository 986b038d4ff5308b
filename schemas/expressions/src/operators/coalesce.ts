import { same, scalarKinds } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';

/** The first operand that is not empty. */
export const coalesce: Operator = {
  id: 'coalesce',
  label: { en: 'first that is not empty', 'zh-CN': '首个非空值' },
  values: {
    arity: { least: 2 },
    slots: (count) => Array.from({ length: count }, () => same(scalarKinds)),
    result: 'same',
    evaluate: (operands) => operands.find((operand) => operand !== null) ?? null,
    sql: (operands) => sql`coalesce(${sql.join(operands)})`,
  },
};
