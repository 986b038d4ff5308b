/** Where there is much to do and little there, the Postgres index is sooner made at the end than kept meanwhile. */
import { sql } from '@tenon/expressions';
import type { Context } from '../../context.ts';
import { physicalEntity } from '../../query/compile/columns.ts';
import type { SearchedEntity } from './fields.ts';

/** From so many records on, with no more entries than those. */
const manyRecords = 50_000;
const fewEntries = 5_000;
const indexTimeoutMs = 3_600_000;

/** Drops the index where that is so; what it gives makes it if it is not there, also after a process was killed between. */
export async function dropIndexFor(
  context: Context,
  due: readonly SearchedEntity[],
): Promise<() => Promise<void>> {
  if (await isFirst(context, due)) await context.db.query(sql`drop index if exists search.entries_grams`);
  return () => ensureIndex(context);
}

async function isFirst({ db, release }: Context, due: readonly SearchedEntity[]): Promise<boolean> {
  let wanted = 0;
  for (const { entity } of due) {
    const { table } = physicalEntity(release, entity.id);
    const [row] = await db.query<{ count: string }>(
      sql`select count(*) as count from (select from ${table} limit ${sql.value(manyRecords, 'bigint')}) counted`,
    );
    wanted += Number(row?.count);
  }
  if (wanted < manyRecords) return false;
  const [row] = await db.query<{ count: string }>(
    sql`select count(*) as count from (select from search.entries limit ${sql.value(fewEntries, 'bigint')}) counted`,
  );
  return Number(row?.count) < fewEntries;
}

async function ensureIndex({ db }: Context): Promise<void> {
  const [index] = await db.query<{ there: boolean }>(
    sql`select to_regclass('search.entries_grams') is not null as there`,
  );
  if (index?.there) return;
  await db.transaction(
    async (tx) => {
      await tx.query(sql`select set_config('maintenance_work_mem', '256MB', true)`);
      await tx.query(sql`create index if not exists entries_grams on search.entries using gin (grams)`);
    },
    { statementTimeoutMs: indexTimeoutMs },
  );
}
