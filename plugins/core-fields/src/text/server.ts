import { defineServerFieldType } from '@tenon/plugin-api';
import { textColumn } from '../shared/text-columns.ts';
import type { TextOptions } from './index.ts';

export const textServer = defineServerFieldType<TextOptions, string>({ id: 'text', ...textColumn });
