import { sql } from '@tenon/expressions';
import { defineServerFieldType } from '@tenon/plugin-api';
import { cleanHtml } from './clean.ts';
import type { RichTextOptions } from './index.ts';
import { plainText } from './plain-text.ts';

export const richTextServer = defineServerFieldType<RichTextOptions, string>({
  id: 'rich_text',
  columns: () => [
    { suffix: '', type: 'text', collation: 'C' },
    { suffix: 'plain', type: 'text', collation: 'C' },
  ],
  // Cleaned where it enters the database, so that no way of writing goes past it.
  toDb(value) {
    const clean = cleanHtml(value);
    return clean === null ? [null, null] : [clean, plainText(clean)];
  },
  fromDb: ([html]) => String(html),
  value: (columns) => sql.join(columns.slice(1, 2)),
  order: (columns) => sql`left(${sql.join(columns.slice(1, 2))}, 200)`,
  keeping: {
    toDbSuffices: true,
    async keep(values) {
      return values.map(({ value }) => {
        const clean = value === null ? null : cleanHtml(value);
        return { ok: true, stored: clean, logged: clean };
      });
    },
  },
});
