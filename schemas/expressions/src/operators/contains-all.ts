import { listOf, scalarKinds } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';
import { holds } from '../values/compare.ts';

/** Over lists. A list that is empty for want of a value makes it false. */
export const containsAll: Operator = {
  id: 'contains_all',
  label: { en: 'contains all of', 'zh-CN': '包含全部' },
  values: {
    arity: { least: 2, most: 2 },
    slots: () => [listOf(scalarKinds), listOf(scalarKinds)],
    result: { kind: 'boolean' },
    evaluate: ([list, wanted], { types }) => {
      const type = types[0]!;
      if (!Array.isArray(list) || !Array.isArray(wanted) || type.kind !== 'list') return false;
      return wanted.every((value) => holds(list, value, type.of));
    },
    sql: ([list, wanted]) => sql`(${list} @> ${wanted})`,
  },
};
