import { condition, repeat } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';

/** `is not true`, because what is negated may be null in SQL where memory says false. */
export const not: Operator = {
  id: '!',
  label: { en: 'not', 'zh-CN': '不满足' },
  values: {
    arity: { least: 1, most: 1 },
    slots: repeat(condition),
    result: { kind: 'boolean' },
    evaluate: ([operand]) => operand !== true,
    sql: ([operand]) => sql`(${operand} is not true)`,
  },
};
