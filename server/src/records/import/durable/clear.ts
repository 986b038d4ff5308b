import { sql } from '@tenon/expressions';
import type { Queryable } from '../../../database/index.ts';

/** Days for which the file of an import and its rows in error are kept; what it wrote can be taken back after that as well. */
const daysKept = 30;

/**
 * Lets the files of old imports be cleared away with others that nothing keeps, and forgets their rows in error, which hold
 * what people wrote. `now` is ISO 8601 in UTC.
 */
export async function clearImports(db: Queryable, now: string): Promise<void> {
  const moment = sql.value(now, 'timestamptz');
  await db.query(sql`
    with old as (
      select i.id, i.file_id from tenon.imports i
      where i.file_id is not null and i.created_at < ${moment} - make_interval(days => ${daysKept})
        and i.state not in ('checking', 'running', 'undoing')
    ), files as (
      update tenon.files f set remove_after = ${moment} from old where f.id = old.file_id
    ), rows as (
      delete from tenon.import_errors e using old where e.import = old.id
    )
    update tenon.imports i set file_id = null from old where i.id = old.id`);
}
