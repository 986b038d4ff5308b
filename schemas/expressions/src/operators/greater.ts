import { sql } from '../sql.ts';
import { ordering } from './ordering.ts';

export const greater = ordering(
  '>',
  { en: 'is greater than', 'zh-CN': '大于' },
  sql`>`,
  (comparison) => comparison > 0,
  2,
);
