import { sql } from '@tenon/expressions';
import type { Context } from '../context.ts';
import type { Queryable, Transaction } from '../database/index.ts';
import { TenonError } from '../errors.ts';
import { isId } from '../ids.ts';

export async function keepFiles(_context: Context, tx: Transaction, ids: readonly string[]): Promise<void> {
  const distinct = [...new Set(ids)];
  if (distinct.length === 0) return;
  const kept = distinct.every(isId)
    ? await tx.query(sql`
        update tenon.files set remove_after = null
        where id = any(${sql.value(distinct, 'uuid[]')}) and sha256 is not null
        returning id`)
    : [];
  if (kept.length < distinct.length) throw new TenonError('not-found', 'There is no such file');
}

export async function removeFiles(_context: Context, tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(sql`delete from tenon.files where id = any(${sql.value(ids.filter(isId), 'uuid[]')})`);
}

const filesAtOnce = 20;

/** Clears away what nothing kept in time, some files a statement. Returns how many. `now` is ISO 8601 in UTC. */
export async function clearFiles(db: Queryable, now: string): Promise<number> {
  for (let cleared = 0; ; ) {
    const gone = await db.query(sql`
      delete from tenon.files where id in (
        select id from tenon.files where remove_after < ${sql.value(now, 'timestamptz')}
        order by remove_after limit ${filesAtOnce} for update skip locked)
      returning id`);
    cleared += gone.length;
    if (gone.length < filesAtOnce) return cleared;
  }
}
