import { defineServerFieldType } from '@tenon/plugin-api';
import type { BooleanOptions } from './index.ts';

export const booleanServer = defineServerFieldType<BooleanOptions, boolean>({
  id: 'boolean',
  columns: () => [{ suffix: '', type: 'boolean' }],
  toDb: (value) => [value],
  fromDb: ([value]) => value === true,
});
