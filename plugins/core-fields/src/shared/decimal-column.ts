import type { ServerFieldType } from '@tenon/plugin-api';
import { canonicalDecimal } from './decimal-text.ts';

/** One numeric column without a stated precision: other options never rewrite the table. */
export const decimalColumn: Pick<ServerFieldType<unknown, string>, 'columns' | 'toDb' | 'fromDb'> = {
  columns: () => [{ suffix: '', type: 'numeric' }],
  toDb: (value) => [canonicalDecimal(value)],
  fromDb: ([value]) => canonicalDecimal(String(value)),
};
