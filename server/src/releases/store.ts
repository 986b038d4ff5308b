/** Releases in schema `tenon`: rows are only ever added, and `live` points at one of them. */
import { sql } from '@tenon/expressions';
import type { ReleaseBody } from '@tenon/model';
import type { Queryable } from '../database/index.ts';
import { TenonError } from '../errors.ts';
import { digestOf, hashOf, type StoredDocument } from './configuration.ts';

export interface Publisher {
  /** Null for the system. */
  readonly id: string | null;
  readonly name: string;
}

export interface NewRelease {
  readonly number: number;
  readonly parent: number | null;
  readonly at: string;
  readonly by: Publisher | null;
  readonly note: string;
  readonly rollbackOf: number | null;
  readonly documents: readonly StoredDocument[];
  readonly generations: ReadonlyMap<string, number>;
}

/** The number of the live release; undefined before anything was set up. */
export async function liveNumber(db: Queryable): Promise<number | undefined> {
  const [row] = await db.query<{ release: number }>(sql`select release from tenon.live`);
  return row?.release;
}

export async function nextNumber(db: Queryable): Promise<number> {
  const [row] = await db.query<{ next: number }>(
    sql`select coalesce(max(number) + 1, 0)::integer as next from tenon.releases`,
  );
  return row?.next ?? 0;
}

export async function insertRelease(tx: Queryable, release: NewRelease): Promise<void> {
  const { number, parent, at, by, note, rollbackOf, documents, generations } = release;
  const hashes = documents.map(({ content }) => hashOf(content));
  await tx.query(sql`
    insert into tenon.documents (hash, content)
    select distinct on (hash) hash, content
    from unnest(${hashes}::text[], ${documents.map(({ content }) => content)}::text[]) as given (hash, content)
    on conflict (hash) do nothing`);
  await tx.query(sql`
    insert into tenon.releases (number, parent, at, by_id, by_name, note, rollback_of, digest, generations)
    values (${number}, ${parent}, ${at}, ${by?.id ?? null}, ${by?.name ?? null}, ${note}, ${rollbackOf},
      ${digestOf(documents)}, ${sql.value(JSON.stringify(Object.fromEntries(generations)), 'jsonb')})`);
  await tx.query(sql`
    insert into tenon.release_documents (release, kind, id, hash)
    select ${number}::integer, kind, id, hash from unnest(${documents.map(({ kind }) => kind)}::text[],
      ${documents.map(({ id }) => id)}::text[], ${hashes}::text[]) as given (kind, id, hash)`);
}

/** Points `live` at a release and tells all nodes on commit. */
export async function makeLive(tx: Queryable, number: number): Promise<void> {
  await tx.query(sql`
    insert into tenon.live (release) values (${number})
    on conflict (one) do update set release = excluded.release`);
  await tx.query(sql`select pg_notify(${releasesChannel}, ${String(number)})`);
}

export const releasesChannel = 'tenon_releases';

export async function documentsOf(db: Queryable, number: number): Promise<readonly StoredDocument[]> {
  const rows = await db.query<StoredDocument>(sql`
    select r.kind, r.id, d.content from tenon.release_documents r join tenon.documents d using (hash)
    where r.release = ${number} order by r.kind collate "C", r.id collate "C"`);
  if (rows.length === 0) await mustExist(db, number);
  return rows;
}

export async function generationsOf(db: Queryable, number: number): Promise<ReadonlyMap<string, number>> {
  const [row] = await db.query<{ generations: Record<string, number> }>(
    sql`select generations from tenon.releases where number = ${number}`,
  );
  if (!row) throw noRelease(number);
  return new Map(Object.entries(row.generations));
}

export async function setGenerations(
  tx: Queryable,
  number: number,
  generations: ReadonlyMap<string, number>,
): Promise<void> {
  const json = sql.value(JSON.stringify(Object.fromEntries(generations)), 'jsonb');
  await tx.query(sql`update tenon.releases set generations = ${json} where number = ${number}`);
}

/** Newest first. Release 0, which nobody published, is left out. */
export async function history(db: Queryable, number?: number): Promise<readonly ReleaseBody[]> {
  const rows = await db.query<ReleaseBody & { byId: string | null; byName: string | null }>(sql`
    select r.number, r.at, r.by_id as "byId", r.by_name as "byName", r.note, r.number = l.release as live,
      (select count(*)::integer from tenon.release_documents d where d.release = r.number) as documents,
      r.rollback_of as "rollbackOf"
    from tenon.releases r cross join tenon.live l
    where r.number > 0 and (${number ?? null}::integer is null or r.number = ${number ?? null})
    order by r.number desc`);
  return rows.map(({ byId, byName, ...row }) => ({
    number: row.number,
    at: row.at,
    by: byId === null ? null : { id: byId, name: byName ?? '' },
    note: row.note,
    live: row.live,
    documents: row.documents,
    rollbackOf: row.rollbackOf,
  }));
}

async function mustExist(db: Queryable, number: number): Promise<void> {
  const [row] = await db.query(sql`select from tenon.releases where number = ${number}`);
  if (!row) throw noRelease(number);
}

function noRelease(number: number): TenonError {
  return new TenonError('not-found', `There is no release ${number}`);
}
