/** Drops what was retired long enough ago. Only here does data of a removed field or entity go for good. */
import { sql } from '@tenon/expressions';
import type { Database } from '../database/index.ts';
import { defaultPatience, type LockPatience, lockTables, takePublishLock, withPatience } from './locks.ts';
import { listRetired, type Retired } from './retired.ts';

export interface PurgeOptions {
  /** ISO time in UTC: what was retired before it goes. */
  readonly before: string;
  readonly patience?: LockPatience;
}

/** How long retired data is kept. */
export const keptForDays = 30;

/** Returns what is gone for good. A purge that was killed goes on where it was. */
export async function purgeRetired(db: Database, options: PurgeOptions): Promise<readonly Retired[]> {
  const due = (await listRetired(db)).filter(({ at, aside }) => aside !== undefined && at < options.before);
  for (const retired of due) await drop(db, retired, options.patience ?? defaultPatience);
  return due;
}

async function drop(db: Database, retired: Retired, patience: LockPatience): Promise<void> {
  const { of, generation, schema, table, column, aside } = retired;
  if (aside === undefined) return;
  await withPatience(patience, () =>
    db.transaction(async (tx) => {
      await takePublishLock(tx, patience);
      // Its table may itself have been moved aside since.
      const [place] = await tx.query<{ name: string }>(sql`
        select table_name as name from information_schema.columns
        where table_schema = ${schema} and column_name = ${column === undefined ? null : aside}
          and (table_name = ${table} or table_name like ${`${table.replaceAll('_', '\\_')}~%`})
        union all
        select table_name from information_schema.tables
        where table_schema = ${schema} and table_name = ${column === undefined ? aside : null}`);
      if (place) {
        const id = sql.id(schema, place.name);
        await lockTables(tx, [[schema, place.name]], patience);
        if (column === undefined) await tx.query(sql`drop table ${id}`);
        else await tx.query(sql`alter table ${id} drop column ${sql.id(aside)}`);
      }
      await tx.query(sql`
        delete from tenon.retired where of = ${of} and generation = ${generation} and table_name = ${table}
          and column_name = ${column ?? ''}`);
    }),
  );
}
