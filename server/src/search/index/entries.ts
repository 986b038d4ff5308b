/** Writes what the search knows of some records, from the records as they are now. */
import { sql } from '@tenon/expressions';
import { type Context, queryable, within } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { findRecords } from '../../records/find.ts';
import { lock } from '../../work/locks.ts';
import { gramsOf } from '../text/grams.ts';
import { type SearchedEntity, searchText } from './fields.ts';

/**
 * Until the transaction ends nobody else writes entries of the entity. Whoever reads records after it sees what others
 * wrote before, so that no older state overwrites a newer.
 */
export async function lockEntries(tx: Transaction, entity: string): Promise<void> {
  await lock(tx, `search:${entity}`);
}

/** The caller holds the lock. Records that are not there, or deleted, lose their entry. */
export async function writeEntries(
  context: Context,
  tx: Transaction,
  searched: SearchedEntity,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const { entity, fields, paths } = searched;
  const found = await findRecords(within(context, tx), entity.id, ids, { paths });
  const live: string[] = [];
  const grams: string[] = [];
  for (const { record } of found) {
    live.push(record.id);
    const texts = fields.flatMap((field) => {
      const value = record[field.id];
      return value === null || value === undefined ? [] : [{ field, text: searchText(field, value) }];
    });
    const title = texts.find(({ field }) => field === entity.titleField)?.text ?? '';
    const owner = typeof record.owner === 'string' ? record.owner : null;
    const list = gramsOf({ entity: entity.id, owner, title, texts: texts.map(({ text }) => text) });
    grams.push(`{${list.join(',')}}`);
  }
  const db = queryable(within(context, tx));
  if (live.length > 0) {
    await db.query(sql`
      insert into search.entries as e (entity, record_id, grams)
      select ${entity.id}, given.id, given.grams::integer[]
      from unnest(${sql.value(live, 'uuid[]')}, ${sql.value(grams, 'text[]')}) as given (id, grams)
      on conflict (entity, record_id) do update set grams = excluded.grams where e.grams <> excluded.grams`);
  }
  const alive = new Set(live);
  const gone = ids.filter((id) => !alive.has(id));
  if (gone.length > 0) {
    await db.query(sql`
      delete from search.entries
      where entity = ${entity.id} and record_id = any(${sql.value(gone, 'uuid[]')})`);
  }
}
