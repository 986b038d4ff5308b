import { defineServerFieldType } from '@tenon/plugin-api';
import { decimalColumn } from '../shared/decimal-column.ts';
import type { MoneyOptions } from './index.ts';

export const moneyServer = defineServerFieldType<MoneyOptions, string>({ id: 'money', ...decimalColumn });
