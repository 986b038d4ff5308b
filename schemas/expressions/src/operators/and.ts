import { condition, repeat } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';

export const and: Operator = {
  id: 'and',
  label: { en: 'all of', 'zh-CN': '满足全部' },
  between: { en: 'and', 'zh-CN': '且' },
  values: {
    arity: { least: 1 },
    slots: repeat(condition),
    result: { kind: 'boolean' },
    evaluate: 'and',
    sql: (operands) => sql`(${sql.join(operands, ' and ')})`,
  },
};
