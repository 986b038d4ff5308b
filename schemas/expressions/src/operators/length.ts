import { repeat, text } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';
import { textLength } from '../values/text.ts';

/** In code points. */
export const length: Operator = {
  id: 'length',
  label: { en: 'length of', 'zh-CN': '长度' },
  values: {
    arity: { least: 1, most: 1 },
    slots: repeat(text),
    result: { kind: 'number' },
    evaluate: ([value]) => (value === null ? null : textLength(value as string)),
    sql: ([value]) => sql`length(${value})::numeric`,
  },
};
