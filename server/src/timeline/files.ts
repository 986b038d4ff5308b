/** Files that fields of the record hold now, at the time when they were uploaded. */
import { sql } from '@tenon/expressions';
import { queryable } from '../context.ts';
import { titlesOf } from '../query/titles.ts';
import { lazily } from './changes.ts';
import { earlier, type Found, most, type Place, type Subject } from './sources.ts';

interface FileRow {
  readonly id: string;
  readonly at: string;
  readonly by_id: string | null;
  readonly name: string;
  readonly media_type: string;
  readonly size: string;
  readonly field: string;
}

export async function filesAdded(
  { context, entity, record }: Subject,
  place: Place,
): Promise<readonly Found[]> {
  const readable = [...entity.fields.keys()];
  // A file in several fields is one that was added once.
  const rows = await queryable(context).query<FileRow>(sql`
    select f.id, f.created_at as at, f.by_id, f.name, f.media_type, f.size, r.field
    from (
      select file_id, min(field) as field from tenon.file_references
      where entity = ${sql.value(entity.id, 'text')} and record_id = ${sql.value(record, 'uuid')}
        and field = any(${sql.value(readable, 'text[]')})
      group by file_id) r
    join tenon.files f on f.id = r.file_id
    where f.sha256 is not null and ${earlier(sql.id('f', 'id'), place)}
    order by f.id desc limit ${most(place)}`);
  const names = lazily(() =>
    titlesOf(
      context,
      'user',
      rows.flatMap(({ by_id }) => by_id ?? []),
    ),
  );
  return rows.map(({ id, at, by_id, name, media_type, size, field }) => ({
    id,
    show: async () => ({
      id,
      at,
      by: by_id === null ? null : { id: by_id, name: (await names()).get(by_id) ?? '' },
      kind: 'file',
      file: { id, name, mediaType: media_type, size: Number(size) },
      field,
      fieldLabel: entity.fields.get(field)?.label ?? field,
    }),
  }));
}
