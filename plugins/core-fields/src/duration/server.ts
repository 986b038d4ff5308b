import { defineServerFieldType } from '@tenon/plugin-api';
import type { DurationOptions } from './index.ts';

export const durationServer = defineServerFieldType<DurationOptions, number>({
  id: 'duration',
  columns: () => [{ suffix: '', type: 'bigint' }],
  toDb: (value) => [value],
  fromDb: ([value]) => Number(value),
});
