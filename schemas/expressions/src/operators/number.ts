import { decimalLiteral } from '../literals.ts';
import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';
import { readNumber } from '../values/decimal.ts';

/** A number literal with more digits than a JSON number keeps: `{ "number": "123456789123456.12345" }`. */
export const number: Operator = {
  id: 'number',
  label: { en: 'number', 'zh-CN': '数值' },
  values: {
    arity: { least: 1, most: 1 },
    slots: () => [
      {
        kinds: ['text'],
        literal: {
          refuse: (value) =>
            decimalLiteral.test(String(value))
              ? undefined
              : 'A number is written with digits and a point alone',
          samples: ['123456789123456.12345', '-0.10', '99999999999999999999'],
        },
      },
    ],
    result: { kind: 'number' },
    evaluate: ([digits]) => readNumber(digits),
    sql: ([digits]) => sql`${digits}::numeric`,
  },
};
