import { defineServerFieldType } from '@tenon/plugin-api';
import { textColumn } from '../shared/text-columns.ts';
import type { PhoneOptions } from './index.ts';

export const phoneServer = defineServerFieldType<PhoneOptions, string>({ id: 'phone', ...textColumn });
