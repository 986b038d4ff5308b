import { text } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';
import { likeLiteral } from './like.ts';

/** Upper and lower case differ. */
export const startsWith: Operator = {
  id: 'starts_with',
  label: { en: 'starts with', 'zh-CN': '开头为' },
  values: {
    arity: { least: 2, most: 2 },
    slots: () => [text, text],
    result: { kind: 'boolean' },
    evaluate: ([value, part]) =>
      typeof value === 'string' && typeof part === 'string' && value.startsWith(part),
    sql: ([value, part], { nodes }) => {
      const pattern = likeLiteral(nodes[1]!, (literal) => `${literal}%`);
      return pattern ? sql`(${value} like ${pattern})` : sql`starts_with(${value}, ${part})`;
    },
  },
};
