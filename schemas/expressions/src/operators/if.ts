import { condition, same, scalarKinds } from '../signature.ts';
import { type Sql, sql } from '../sql.ts';
import type { Operator } from '../types.ts';

/** `{ "if": [condition, value, condition, value, …, otherwise] }`; without otherwise it may be empty. */
export const ifElse: Operator = {
  id: 'if',
  label: { en: 'if', 'zh-CN': '如果' },
  values: {
    arity: { least: 2 },
    slots: (count) =>
      Array.from({ length: count }, (_, index) =>
        index % 2 === 0 && index < count - 1 ? condition : same(scalarKinds, true),
      ),
    result: 'same',
    evaluate: 'if',
    sql: (operands) => {
      const branches: Sql[] = [];
      for (let i = 0; i + 1 < operands.length; i += 2) {
        branches.push(sql`when ${operands[i]} then ${operands[i + 1]}`);
      }
      const otherwise = operands.length % 2 === 1 ? sql` else ${operands.at(-1)}` : sql.empty;
      return sql`(case ${sql.join(branches, ' ')}${otherwise} end)`;
    },
  },
};
