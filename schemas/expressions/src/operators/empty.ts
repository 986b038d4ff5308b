import { scalarKinds } from '../signature.ts';
import { type Sql, sql } from '../sql.ts';
import type { Operator, ValueKind } from '../types.ts';

/** No value, the text '', or a list without values. */
export const empty: Operator = {
  id: 'empty',
  label: { en: 'is empty', 'zh-CN': '为空' },
  values: {
    arity: { least: 1, most: 1 },
    slots: () => [{ kinds: [...scalarKinds, 'list'] }],
    result: { kind: 'boolean' },
    evaluate: ([value]) => value === null || value === '' || (Array.isArray(value) && value.length === 0),
    sql: ([value], { types }) => (tests[types[0]!.kind] ?? isNull)(value!),
  },
};

const isNull = (value: Sql) => sql`(${value} is null)`;

const tests: { readonly [K in ValueKind]?: (value: Sql) => Sql } = {
  text: (value) => sql`(coalesce(${value}, '') = '')`,
  list: (value) => sql`(coalesce(cardinality(${value}), 0) = 0)`,
};
