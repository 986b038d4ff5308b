import { number } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator, Slot } from '../types.ts';
import { type Numeric, quotientDecimals, round as rounded } from '../values/decimal.ts';

const decimals: Slot = {
  kinds: ['number'],
  literal: {
    refuse: (value) =>
      Number.isInteger(value) && Number(value) >= 0 && Number(value) <= quotientDecimals
        ? undefined
        : `Decimals are a whole number from 0 to ${quotientDecimals}`,
    samples: [0, 2, quotientDecimals],
  },
};

/** `{ "round": [value, decimals] }`; halves go away from zero. */
export const round: Operator = {
  id: 'round',
  label: { en: 'rounded', 'zh-CN': '四舍五入' },
  values: {
    arity: { least: 2, most: 2 },
    slots: () => [number, decimals],
    result: { kind: 'number' },
    evaluate: ([value, places]) => (value === null ? null : rounded(value as Numeric, places as number)),
    sql: ([value, places]) => sql`round(${value}, ${places}::integer)`,
  },
};
