import { defineServerFieldType } from '@tenon/plugin-api';
import { inOrder, type Json } from './canonical.ts';
import type { JsonOptions } from './index.ts';

/** Kept as its canonical text: jsonb would rewrite numbers, and rules see the same text here as in memory. */
export const jsonServer = defineServerFieldType<JsonOptions, Json>({
  id: 'json',
  columns: () => [{ suffix: '', type: 'text', collation: 'C' }],
  toDb: (value) => [JSON.stringify(inOrder(value))],
  fromDb: ([text]) => JSON.parse(String(text)) as Json,
});
