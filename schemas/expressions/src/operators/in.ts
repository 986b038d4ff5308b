import { listOf, same, scalarKinds } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';
import { holds } from '../values/compare.ts';
import { comparands } from './numeric.ts';

/** The value is one of a list: literals, or a field that holds several. */
export const isIn: Operator = {
  id: 'in',
  label: { en: 'is one of', 'zh-CN': '属于' },
  values: {
    arity: { least: 2, most: 2 },
    slots: () => [same(scalarKinds), listOf(scalarKinds)],
    result: { kind: 'boolean' },
    evaluate: ([value, list], { types }) =>
      value !== null && list !== null && holds(list as unknown[], value, types[0]!),
    // `@>` is what an index on a list column serves; `any` is what an index on the value serves.
    sql: (operands, call) => {
      const [value, list] = comparands(operands, call);
      const listNode = call.nodes[1]!;
      const isOwnList = listNode.node === 'field' && listNode.from === undefined;
      return isOwnList ? sql`(${list} @> array[${value}])` : sql`(${value} = any(${list}))`;
    },
  },
};
