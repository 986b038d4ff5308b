import { defineServerFieldType } from '@tenon/plugin-api';
import { type DatetimeOptions, inUtc } from './index.ts';

export const datetimeServer = defineServerFieldType<DatetimeOptions, string>({
  id: 'datetime',
  columns: () => [{ suffix: '', type: 'timestamptz' }],
  toDb: (value) => [value],
  // Columns that other programs filled may hold microseconds, which a value has not.
  fromDb: ([value]) => inUtc(String(value)) ?? String(value),
});
