import { defineServerFieldType } from '@tenon/plugin-api';
import { textColumn } from '../shared/text-columns.ts';
import type { LongTextOptions } from './index.ts';

export const longTextServer = defineServerFieldType<LongTextOptions, string>({
  id: 'long_text',
  ...textColumn,
});
