/** Which field of which record holds which file. Kept in the transaction of the record's own write. */
import { sql } from '@tenon/expressions';
import { DateTime } from 'luxon';
import type { Transaction } from '../database/index.ts';

/** As long as a model, a merge or an import can be undone, and with it the record get its file back. */
const daysUnheld = 30;

/** From now on the field refers to those files, by record. `now` is ISO 8601 in UTC. */
export async function referToFiles(
  tx: Transaction,
  { entity, field, now }: { readonly entity: string; readonly field: string; readonly now: string },
  files: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const records = sql.value([...files.keys()], 'uuid[]');
  const pairs = [...files].flatMap(([record, ids]) => ids.map((id) => ({ record, id })));
  const held = sql`select * from unnest(${sql.value(
    pairs.map(({ record }) => record),
    'uuid[]',
  )}, ${sql.value(
    pairs.map(({ id }) => id),
    'uuid[]',
  )}) as held (record_id, file_id)`;
  const dropped = await tx.query<{ file_id: string }>(sql`
    delete from tenon.file_references r
    where r.entity = ${entity} and r.field = ${field} and r.record_id = any(${records})
      and not exists (select from (${held}) h where h.record_id = r.record_id and h.file_id = r.file_id)
    returning r.file_id`);
  if (pairs.length > 0) {
    await tx.query(sql`
      with held as (${held}), kept as (
        update tenon.files set remove_after = null
        where id in (select file_id from held) and remove_after is not null)
      insert into tenon.file_references (file_id, entity, record_id, field)
      select file_id, ${sql.value(entity, 'text')}, record_id, ${sql.value(field, 'text')} from held
      on conflict do nothing`);
  }
  if (dropped.length === 0) return;
  const removeAfter = DateTime.fromISO(now, { zone: 'utc' }).plus({ days: daysUnheld }).toISO();
  await tx.query(sql`
    update tenon.files f set remove_after = ${sql.value(removeAfter, 'timestamptz')}
    where f.id = any(${sql.value(
      dropped.map(({ file_id }) => file_id),
      'uuid[]',
    )}) and not exists (select from tenon.file_references r where r.file_id = f.id)`);
}
