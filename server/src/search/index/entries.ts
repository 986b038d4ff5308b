/** What the search knows of some records, from the records as they are now. */
import { sql } from '@tenon/expressions';
import type { RecordBody } from '@tenon/model';
import { type Context, queryable } from '../../context.ts';
import { mapInTurns, slicesOf } from '../../log/in-turns.ts';
import { findRecords } from '../../records/find.ts';
import { gramsOf } from '../text/grams.ts';
import { type SearchedEntity, searchText } from './fields.ts';

/** Records between two statements: reading and sending them holds the process up. */
const sliceSize = 200;

/** Within a transaction that holds the lock of the part. Records that are not there, or deleted, lose their entry. */
export async function writeEntries(
  context: Context,
  searched: SearchedEntity,
  ids: readonly string[],
): Promise<void> {
  const { entity } = searched;
  const db = queryable(context);
  for (const slice of slicesOf(ids, sliceSize)) {
    const entries = await entriesOf(context, searched, slice);
    if (entries.size > 0) {
      await db.query(sql`
        insert into search.entries as e (entity, record_id, grams)
        select ${entity.id}, given.id, given.grams::integer[]
        from unnest(${sql.value([...entries.keys()], 'uuid[]')}, ${sql.value([...entries.values()], 'text[]')}) as given (id, grams)
        on conflict (entity, record_id) do update set grams = excluded.grams where e.grams <> excluded.grams`);
    }
    const gone = slice.filter((id) => !entries.has(id));
    if (gone.length > 0) {
      await db.query(sql`
        delete from search.entries
        where entity = ${entity.id} and record_id = any(${sql.value(gone, 'uuid[]')})`);
    }
  }
}

/** Those of the records whose entries are not what they should be. */
export async function wrongEntries(
  context: Context,
  searched: SearchedEntity,
  ids: readonly string[],
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const slice of slicesOf(ids, sliceSize)) {
    const entries = await entriesOf(context, searched, slice);
    const rows = await queryable(context).query<{ id: string; grams: string }>(sql`
      select record_id as id, grams::text as grams from search.entries
      where entity = ${searched.entity.id} and record_id = any(${sql.value([...slice], 'uuid[]')})`);
    const present = new Map(rows.map(({ id, grams }) => [id, grams]));
    wrong.push(...slice.filter((id) => entries.get(id) !== present.get(id)));
  }
  return wrong;
}

/** The numbers of each live record, as Postgres writes an array. */
async function entriesOf(
  context: Context,
  searched: SearchedEntity,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await findRecords(context, searched.entity.id, ids, { paths: searched.paths });
  return new Map(await mapInTurns(found, ({ record }) => [record.id, entryOf(searched, record)] as const));
}

function entryOf({ entity, fields }: SearchedEntity, record: RecordBody): string {
  let title = '';
  const texts: string[] = [];
  for (const field of fields) {
    const value = record[field.id];
    if (value === null || value === undefined) continue;
    const text = searchText(field, value);
    texts.push(text);
    if (field === entity.titleField) title = text;
  }
  const owner = typeof record.owner === 'string' ? record.owner : null;
  return `{${gramsOf({ entity: entity.id, owner, title, texts }).join(',')}}`;
}
