import { defineServerFieldType } from '@tenon/plugin-api';
import { decimalColumn } from '../shared/decimal-column.ts';
import type { PercentOptions } from './index.ts';

export const percentServer = defineServerFieldType<PercentOptions, string>({
  id: 'percent',
  ...decimalColumn,
});
