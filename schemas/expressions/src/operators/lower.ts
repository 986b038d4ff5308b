import { repeat, text } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';
import { lowerText } from '../values/text.ts';

export const lower: Operator = {
  id: 'lower',
  label: { en: 'in lower case', 'zh-CN': '转为小写' },
  values: {
    arity: { least: 1, most: 1 },
    slots: repeat(text),
    result: { kind: 'text' },
    evaluate: ([value]) => (value === null ? null : lowerText(value as string)),
    sql: ([value]) => sql`lower(${value} collate "default")`,
  },
};
