import { condition, repeat } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';

export const or: Operator = {
  id: 'or',
  label: { en: 'any of', 'zh-CN': '满足任一' },
  between: { en: 'or', 'zh-CN': '或' },
  values: {
    arity: { least: 1 },
    slots: repeat(condition),
    result: { kind: 'boolean' },
    evaluate: 'or',
    sql: (operands) => sql`(${sql.join(operands, ' or ')})`,
  },
};
