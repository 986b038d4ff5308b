import { defineServerFieldType } from '@tenon/plugin-api';
import type { MultiChoiceOptions } from './index.ts';

export const multiChoiceServer = defineServerFieldType<MultiChoiceOptions, readonly string[]>({
  id: 'multi_choice',
  columns: () => [{ suffix: '', type: 'text[]' }],
  toDb: (value) => [value],
  fromDb: ([value]) => (value as readonly unknown[]).map(String),
});
