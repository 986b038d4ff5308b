import { type Sql, sql } from '@tenon/expressions';
import type { Context } from '../../context.ts';
import { queryable } from '../../context.ts';
import type { KeptIndex } from '../../log/kept/index.ts';
import { physicalEntity } from '../../query/compile/columns.ts';
import { dropIndexFor } from './bulk.ts';
import { writeEntries, wrongEntries } from './entries.ts';
import { type SearchedEntity, searchedEntities } from './fields.ts';

/** Entries of all records that are searched: a part for each entity. */
export const searchIndex: KeptIndex<SearchedEntity> = {
  name: 'search',
  parts: searchedEntities,
  changesAtOnce: 2_000,
  recordsAtOnce: 2_000,
  passes: ['entries'],
  follow: (context, _tx, searched, ids) => writeEntries(context, searched, ids),
  make: (context, _tx, searched, _pass, ids) => writeEntries(context, searched, ids),
  async finish(context, tx, searched) {
    await tx.query(
      sql`delete from search.entries e where e.entity = ${searched.id} and not ${hasRecord(context, searched)}`,
    );
  },
  async drop(tx, entity) {
    await tx.query(sql`delete from search.entries where entity = ${entity}`);
  },
  prepare: dropIndexFor,
  differing: wrongEntries,
  async leftOver(context, searched, most) {
    const rows = await queryable(context).query<{ id: string }>(sql`
      select e.record_id as id from search.entries e
      where e.entity = ${searched.id} and not ${hasRecord(context, searched)}
      limit ${sql.value(most, 'bigint')}`);
    return rows.map(({ id }) => id);
  },
};

function hasRecord({ release }: Context, { entity }: SearchedEntity): Sql {
  const { table } = physicalEntity(release, entity.id);
  return sql`exists (select from ${table} r where r.id = e.record_id and r.deleted_at is null)`;
}
