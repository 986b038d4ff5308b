import { number, repeat } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Operator } from '../types.ts';
import { absolute, type Numeric } from '../values/decimal.ts';
import { asNumeric } from './numeric.ts';

export const abs: Operator = {
  id: 'abs',
  label: { en: 'size of', 'zh-CN': '绝对值' },
  values: {
    arity: { least: 1, most: 1 },
    slots: repeat(number),
    result: { kind: 'number' },
    evaluate: ([value]) => (value === null ? null : absolute(value as Numeric)),
    sql: (operands, call) => sql`abs(${asNumeric(operands, call)[0]})`,
  },
};
