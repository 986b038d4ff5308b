import { defineServerFieldType } from '@tenon/plugin-api';
import { textColumn } from '../shared/text-columns.ts';
import type { UrlOptions } from './index.ts';

export const urlServer = defineServerFieldType<UrlOptions, string>({ id: 'url', ...textColumn });
