import { text } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';
import { lowerText } from '../values/text.ts';
import { likeLiteral } from './like.ts';

/** As `contains`, upper and lower case alike. */
export const icontains: Operator = {
  id: 'icontains',
  label: { en: 'contains (any case)', 'zh-CN': '包含（不区分大小写）' },
  values: {
    arity: { least: 2, most: 2 },
    slots: () => [text, text],
    result: { kind: 'boolean' },
    evaluate: ([value, part]) =>
      typeof value === 'string' && typeof part === 'string' && lowerText(value).includes(lowerText(part)),
    // Columns are collate "C", which knows no letters but those of ASCII.
    sql: ([value, part], { nodes }) => {
      const pattern = likeLiteral(nodes[1]!, (literal) => `%${literal}%`);
      return pattern
        ? sql`(${value} collate "default" ilike ${pattern})`
        : sql`(strpos(lower(${value} collate "default"), lower(${part} collate "default")) > 0)`;
    },
  },
};
