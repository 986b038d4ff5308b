import { number, repeat } from '../signature.ts';
import type { Operator } from '../types.ts';
import { type Numeric, divide as quotient } from '../values/decimal.ts';
import { asNumeric } from './numeric.ts';
import { quotientSql } from './quotient.ts';

/** Cut, not rounded, after ten decimals. By zero it is empty. */
export const divide: Operator = {
  id: '/',
  label: { en: 'divided by', 'zh-CN': '除以' },
  between: { en: '÷', 'zh-CN': '÷' },
  values: {
    arity: { least: 2, most: 2 },
    slots: repeat(number),
    result: { kind: 'number' },
    evaluate: ([a, b]) => (a === null || b === null ? null : quotient(a as Numeric, b as Numeric)),
    sql: (operands, call) => {
      const [a, b] = asNumeric(operands, call);
      return quotientSql(a!, b!);
    },
    grows: true,
  },
};
