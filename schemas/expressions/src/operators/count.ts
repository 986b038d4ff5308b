import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';

/** How many related records there are: `{ "count": ["orders", filter] }`. */
export const count: Operator = {
  id: 'count',
  label: { en: 'number of', 'zh-CN': '数量' },
  related: {
    result: { kind: 'number' },
    evaluate: (records) => {
      let found = 0;
      for (const _ of records) found += 1;
      return found;
    },
    sql: (select) => select(() => sql`count(*)::numeric`),
  },
};
