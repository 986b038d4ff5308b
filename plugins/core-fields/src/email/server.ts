import { sql } from '@tenon/expressions';
import { defineServerFieldType } from '@tenon/plugin-api';
import { textColumn } from '../shared/text-columns.ts';
import type { EmailOptions } from './index.ts';

export const emailServer = defineServerFieldType<EmailOptions, string>({
  id: 'email',
  ...textColumn,
  // Two addresses that differ in case alone are one mailbox nearly everywhere.
  uniqueKey: ([column]) => [sql`lower(${column})`],
});
