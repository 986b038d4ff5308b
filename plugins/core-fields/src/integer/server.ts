import { defineServerFieldType } from '@tenon/plugin-api';
import type { IntegerOptions } from './index.ts';

export const integerServer = defineServerFieldType<IntegerOptions, number>({
  id: 'integer',
  columns: () => [{ suffix: '', type: 'bigint' }],
  toDb: (value) => [value],
  fromDb: ([value]) => Number(value),
});
