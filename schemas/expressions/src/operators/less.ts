import { sql } from '../sql.ts';
import { ordering } from './ordering.ts';

/** With three operands: the middle one lies between the others. */
export const less = ordering(
  '<',
  { en: 'is less than', 'zh-CN': '小于' },
  sql`<`,
  (comparison) => comparison < 0,
  3,
);
