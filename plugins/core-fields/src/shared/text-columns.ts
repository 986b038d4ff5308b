import { sql } from '@tenon/expressions';
import type { ServerFieldType } from '@tenon/plugin-api';
import { orderTexts } from './text-order.ts';

/**
 * One text column. It compares by code point, so that equality, prefixes and unique indexes are plain; order for
 * people is asked for where a list is sorted.
 */
export const textColumn: Pick<ServerFieldType<unknown, string>, 'columns' | 'toDb' | 'fromDb' | 'order'> = {
  columns: () => [{ suffix: '', type: 'text', collation: 'C' }],
  toDb: (value) => [value],
  fromDb: ([value]) => String(value),
  order: (columns) => orderTexts(sql.join(columns)),
};
