import { sql } from '../sql.ts';
import { ordering } from './ordering.ts';

/** With three operands: the middle one lies between the others. */
export const atMost = ordering(
  '<=',
  { en: 'is at most', 'zh-CN': '小于或等于' },
  sql`<=`,
  (comparison) => comparison <= 0,
  3,
);
