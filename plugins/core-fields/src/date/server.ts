import { defineServerFieldType } from '@tenon/plugin-api';
import type { DateOptions } from './index.ts';

export const dateServer = defineServerFieldType<DateOptions, string>({
  id: 'date',
  columns: () => [{ suffix: '', type: 'date' }],
  toDb: (value) => [value],
  fromDb: ([value]) => String(value),
});
