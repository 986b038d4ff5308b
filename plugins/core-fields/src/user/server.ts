import { defineServerFieldType } from '@tenon/plugin-api';
import type { UserOptions } from './index.ts';

export const userServer = defineServerFieldType<UserOptions, string>({
  id: 'user',
  columns: () => [{ suffix: '', type: 'uuid' }],
  toDb: (value) => [value],
  fromDb: ([value]) => String(value),
});
