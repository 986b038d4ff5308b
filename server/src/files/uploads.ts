import { sql } from '@tenon/expressions';
import { type Context, queryable } from '../context.ts';
import { TenonError } from '../errors.ts';

/** Bytes of one person's uploads that no record holds yet. */
export const mostUnheld = 512 * 1024 * 1024;

/** Fails with `limit-exceeded` when too many uploads of the viewer wait for a record. */
export async function requireRoom(context: Context): Promise<void> {
  const [row] = await queryable(context).query<{ bytes: string }>(sql`
    select coalesce(sum(size), 0) as bytes from tenon.files
    where remove_after is not null and purpose = 'field' and by_id = ${sql.value(context.viewer.id, 'uuid')}`);
  if (Number(row?.bytes) < mostUnheld) return;
  throw new TenonError(
    'limit-exceeded',
    'Too many uploads wait to be put into a record; they are cleared away after a day',
  );
}
