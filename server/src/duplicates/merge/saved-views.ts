import { sql } from '@tenon/expressions';
import type { RowsKept } from './kept-rows.ts';

/** Filters of saved views name records by their ids, which stand nowhere else in them. */
export const savedViewsKept: RowsKept = {
  name: 'saved_views',
  async move({ tx, survivor, others, at }) {
    const views = await tx.query<{ id: string; content: string; version: number }>(sql`
      select id, content, version from tenon.saved_views v
      where exists (select from unnest(${sql.value([...others], 'text[]')}) o where position(o in v.content) > 0)
      order by id for update`);
    const notes = [];
    for (const { id, content, version } of views) {
      const [from = ''] = others.filter((other) => content.includes(other));
      const changed = others.reduce((text, other) => text.replaceAll(other, survivor), content);
      await tx.query(sql`
        update tenon.saved_views set content = ${changed}, version = version + 1,
          changed_at = ${sql.value(at, 'timestamptz')}
        where id = ${sql.value(id, 'uuid')}`);
      notes.push({ from, of: '', about: id, had: false, row: { content, version: version + 1 } });
    }
    return notes;
  },
  async putBack({ tx, at }, notes) {
    for (const { about, row } of notes)
      await tx.query(sql`
        update tenon.saved_views set content = ${sql.value(row.content, 'text')}, version = version + 1,
          changed_at = ${sql.value(at, 'timestamptz')}
        where id = ${sql.value(about, 'uuid')} and version = ${sql.value(row.version, 'integer')}`);
  },
};
