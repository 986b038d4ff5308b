import { sql } from '@tenon/expressions';
import { lock } from '../../work/locks.ts';
import { membersTable, segmentsLock } from '../../work/segments/membership.ts';
import type { Note, RowsKept } from './kept-rows.ts';

/**
 * Memberships follow the log: merged records leave their segments, the survivor is looked at anew. Only since when they were
 * in them would be lost.
 */
export const segmentsKept: RowsKept = {
  name: 'segments',
  async move({ context, tx, entity, others }) {
    const notes: Note[] = [];
    for (const { id, entity: of } of context.release.model.segmentations.values()) {
      if (of !== entity) continue;
      const rows = await tx.query<{ record_id: string; row: Note['row'] }>(sql`
        select m.record_id, to_jsonb(m) as row from ${membersTable(id)} m
        where m.record_id = any(${sql.value([...others], 'uuid[]')}) order by m.record_id`);
      for (const { record_id: from, row } of rows) notes.push({ from, of: id, about: from, had: false, row });
    }
    return notes;
  },
  async putBack({ context, tx, entity }, notes) {
    for (const [segmentation, own] of Map.groupBy(notes, ({ of }) => of)) {
      if (context.release.model.segmentations.get(segmentation)?.entity !== entity) continue;
      await lock(tx, segmentsLock(segmentation));
      for (const { from, row } of own)
        await tx.query(sql`
          insert into ${membersTable(segmentation)} (record_id, segment, since, release)
          values (${sql.value(from, 'uuid')}, ${sql.value(row.segment, 'text')},
            ${sql.value(row.since, 'timestamptz')}, ${sql.value(row.release, 'integer')})
          on conflict do nothing`);
    }
  },
};
