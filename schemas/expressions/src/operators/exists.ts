import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';

/** Whether there is a related record: `{ "exists": ["orders", filter] }`. */
export const exists: Operator = {
  id: 'exists',
  label: { en: 'there is', 'zh-CN': '存在' },
  related: {
    result: { kind: 'boolean' },
    evaluate: (records) => {
      for (const _ of records) return true;
      return false;
    },
    sql: (select) => sql`exists ${select(() => sql`1`)}`,
  },
};
