import { repeat } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';

/** Texts one after the other; empty ones are left out. */
export const cat: Operator = {
  id: 'cat',
  label: { en: 'joined text', 'zh-CN': '拼接文本' },
  values: {
    arity: { least: 1 },
    slots: repeat({ kinds: ['text', 'choice'] }),
    result: { kind: 'text' },
    evaluate: (operands) => operands.filter((operand) => operand !== null).join(''),
    sql: (operands) => sql`concat(${sql.join(operands)})`,
  },
};
