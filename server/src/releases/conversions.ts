/** The book of conversions: what is being carried over for a publish, how far it is, and how it ended. */
import { sql } from '@tenon/expressions';
import type { ConversionBody } from '@tenon/model';
import type { Queryable } from '../database/index.ts';
import { isTenonError, TenonError } from '../errors.ts';
import { isId, newId } from '../ids.ts';
import type { Publisher } from './store.ts';

/** Held from the first column that is made beside the others until it has taken its place, or is gone. */
const lockKey = 7_218_003;
const listed = 20;

/** Takes the lock for the session, which fills and clears alone then. */
export async function takeConversionLock(session: Queryable): Promise<boolean> {
  const [lock] = await session.query<{ mine: boolean }>(
    sql`select pg_try_advisory_lock(${lockKey}::bigint) as mine`,
  );
  if (lock?.mine) await breakOff(session);
  return lock?.mine === true;
}

/** Whoever holds the lock knows that what has no end in the book was killed. */
async function breakOff(session: Queryable): Promise<void> {
  await session.query(sql`
    update tenon.conversions set state = 'broken-off', ended_at = now() where ended_at is null`);
}

export interface ConversionStart {
  readonly base: number;
  readonly note: string;
  readonly by: Publisher | null;
  readonly fields: ConversionBody['fields'];
  readonly total: number;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/** Returns its id. What ended more than 30 days before is struck out. */
export async function noteConversion(session: Queryable, start: ConversionStart): Promise<string> {
  const id = newId();
  const { base, note, by, fields, total, at } = start;
  await session.query(
    sql`delete from tenon.conversions where started_at < ${at}::timestamptz - interval '30 days'`,
  );
  await session.query(sql`
    insert into tenon.conversions (id, base, note, by_id, by_name, fields, total, state, started_at)
    values (${id}, ${base}, ${note}, ${by?.id ?? null}, ${by?.name ?? null},
      ${sql.value(JSON.stringify(fields), 'jsonb')}, ${total}, 'filling', ${at})`);
  return id;
}

/** Throws when somebody asked to cancel it. */
export async function noteProgress(session: Queryable, id: string, rows: number): Promise<void> {
  const [row] = await session.query<{ cancel_asked: boolean }>(sql`
    update tenon.conversions set done = least(total, done + ${rows}) where id = ${id} returning cancel_asked`);
  if (row?.cancel_asked) throw cancelled();
}

/** From here on it cannot be cancelled any more. */
export async function notePublishing(session: Queryable, id: string): Promise<void> {
  const [row] = await session.query(sql`
    update tenon.conversions set state = 'publishing', done = total where id = ${id} and not cancel_asked returning id`);
  if (!row) throw cancelled();
}

/** Within the transaction of the publish: both are there, or neither. */
export async function noteDone(tx: Queryable, id: string, release: number, at: string): Promise<void> {
  await tx.query(sql`
    update tenon.conversions set state = 'done', release = ${release}, ended_at = ${at} where id = ${id}`);
}

/** How it ended without a release. */
export async function noteFailure(session: Queryable, id: string, error: unknown, at: string): Promise<void> {
  const message = isTenonError(error) ? error.message : null;
  await session.query(sql`
    update tenon.conversions set state = case when cancel_asked then 'cancelled' else 'failed' end,
      message = case when cancel_asked then null else ${message}::text end, ended_at = ${at}
    where id = ${id} and ended_at is null`);
}

function cancelled(): TenonError {
  return new TenonError('state-conflict', 'The publish was cancelled; nothing was changed');
}

/** The newest first. What its process was killed under counts as broken off before anybody has written that down. */
export async function listConversions(db: Queryable): Promise<readonly ConversionBody[]> {
  const rows = await db.query<
    Omit<ConversionBody, 'by' | 'done' | 'total'> & {
      readonly byId: string | null;
      readonly byName: string | null;
      readonly done: string;
      readonly total: string;
    }
  >(sql`
    select id, case when ended_at is null and not ${isHeld} then 'broken-off' else state end as state, fields, done, total,
      cancel_asked as "cancelAsked", started_at as "startedAt", ended_at as "endedAt", by_id as "byId",
      by_name as "byName", note, base, release, message
    from tenon.conversions order by started_at desc, id desc limit ${listed}`);
  return rows.map(({ byId, byName, done, total, ...row }) => ({
    ...row,
    done: Number(done),
    total: Number(total),
    by: byId === null ? null : { id: byId, name: byName ?? '' },
  }));
}

const isHeld = sql`exists (
  select from pg_locks where locktype = 'advisory' and granted and classid = 0 and objid = ${sql.literal(String(lockKey))}::oid
    and database = (select oid from pg_database where datname = current_database()))`;

/** Asks for it to be cancelled, whatever process does it; it ends after the rows in hand. */
export async function cancelConversion(db: Queryable, id: string): Promise<ConversionBody> {
  if (isId(id)) {
    const [asked] = await db.query(sql`
      update tenon.conversions set cancel_asked = true where id = ${id} and state = 'filling' returning id`);
    const found = (await listConversions(db)).find((one) => one.id === id);
    if (found && !asked) throw new TenonError('state-conflict', 'It is too late to cancel this');
    if (found) return found;
  }
  throw new TenonError('not-found', 'There is no such conversion');
}
