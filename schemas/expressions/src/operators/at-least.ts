import { sql } from '../sql.ts';
import { ordering } from './ordering.ts';

export const atLeast = ordering(
  '>=',
  { en: 'is at least', 'zh-CN': '大于或等于' },
  sql`>=`,
  (comparison) => comparison >= 0,
  2,
);
