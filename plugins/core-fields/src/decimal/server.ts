import { defineServerFieldType } from '@tenon/plugin-api';
import { decimalColumn } from '../shared/decimal-column.ts';
import type { DecimalOptions } from './index.ts';

export const decimalServer = defineServerFieldType<DecimalOptions, string>({
  id: 'decimal',
  ...decimalColumn,
});
