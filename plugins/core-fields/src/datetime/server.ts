import { defineServerFieldType } from '@tenon/plugin-api';
import { type DatetimeOptions, inUtc } from './index.ts';

export const datetimeServer = defineServerFieldType<DatetimeOptions, string>({
  id: 'datetime',
  columns: () => [{ suffix: '', type: 'timestamptz' }],
  toDb: (value) => [value],
  fromDb: ([value]) => inMilliseconds(String(value)),
});

/**
 * Columns that other programs filled may hold microseconds, which a value has not. What the driver gives for all others
 * is the one form already, and lists have three of them in every row.
 */
function inMilliseconds(moment: string): string {
  return moment.length === 24 && moment.endsWith('Z') ? moment : (inUtc(moment) ?? moment);
}
