/** Makes entries from scratch, in chunks that a killed process leaves behind, where what is searched has changed. */
import { sql } from '@tenon/expressions';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { physicalEntity } from '../../query/compile/columns.ts';
import { lockEntries, writeEntries } from './entries.ts';
import { type SearchedEntity, searchedEntities } from './fields.ts';

const chunk = 2_000;
const statementTimeoutMs = 600_000;

/** From so many records on, with no more entries than those, the index is made at the end. */
const manyRecords = 50_000;
const fewEntries = 5_000;
const indexTimeoutMs = 3_600_000;

interface State {
  readonly digest: string;
  readonly reached: string | null;
  readonly ready: boolean;
}

export interface Kept {
  /** Entries written or found as they should be. */
  readonly records: number;
}

/** Brings every entity up to date. Ends early when a newer release takes over; its own call does the rest. */
export async function keepEntries(contextOf: () => Context, signal?: AbortSignal): Promise<Kept> {
  const context = contextOf();
  await dropOthers(context, [...searchedEntities(context.release).keys()]);
  const due: SearchedEntity[] = [];
  for (const searched of searchedEntities(context.release).values()) {
    if (await begin(context, searched)) due.push(searched);
  }
  if (await isFirst(context, due)) await context.db.query(sql`drop index if exists search.entries_grams`);
  let records = 0;
  const made: SearchedEntity[] = [];
  try {
    for (const searched of due) {
      for (let taken = await step(context, searched); taken > 0; taken = await step(context, searched)) {
        records += taken;
        if (signal?.aborted || contextOf().release.number !== context.release.number) return { records };
      }
      made.push(searched);
    }
  } finally {
    await ensureIndex(context);
  }
  for (const searched of made) await conclude(context, searched);
  return { records };
}

/** Forgets what was reached, so that `keepEntries` makes everything anew. Entries stay until they are compared. */
export async function forgetEntries(context: Context): Promise<void> {
  await context.db.query(sql`update search.states set ready = false, reached = null`);
}

/** False when there is nothing to do, or a newer release is at it. */
async function begin(context: Context, { entity, digest }: SearchedEntity): Promise<boolean> {
  const number = sql.value(context.release.number, 'integer');
  const [state] = await context.db.query<State>(sql`
    insert into search.states as s (entity, digest, release) values (${entity.id}, ${digest}, ${number})
    on conflict (entity) do update set
      release = greatest(s.release, excluded.release),
      ready = s.ready and s.digest = excluded.digest,
      reached = case when s.digest = excluded.digest then s.reached end,
      digest = excluded.digest
    where s.release <= excluded.release
    returning digest, reached, ready`);
  return state !== undefined && !state.ready;
}

/** Whether there is so much to do and so little there that the index is sooner made after than kept meanwhile. */
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

/** Also after a process was killed between. */
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

/** How many records the next chunk had; 0 when there is none left, or another release has taken over. */
async function step(context: Context, searched: SearchedEntity): Promise<number> {
  const { entity } = searched;
  const { table } = physicalEntity(context.release, entity.id);
  return context.db.transaction(
    async (tx) => {
      const state = await ownState(tx, searched);
      if (!state) return 0;
      const after = state.reached ? sql`and r.id > ${sql.value(state.reached, 'uuid')}` : sql.empty;
      const rows = await tx.query<{ id: string }>(sql`
        select r.id from ${table} r where r.deleted_at is null ${after}
        order by r.id limit ${sql.value(chunk, 'bigint')}`);
      const ids = rows.map(({ id }) => id);
      const last = ids.at(-1);
      if (last === undefined) return 0;
      await writeEntries(context, tx, searched, ids);
      await tx.query(
        sql`update search.states set reached = ${sql.value(last, 'uuid')} where entity = ${entity.id}`,
      );
      return ids.length;
    },
    { statementTimeoutMs, retry: true },
  );
}

/** Every live record has its entry; what is left over goes. */
async function conclude(context: Context, searched: SearchedEntity): Promise<void> {
  const { entity } = searched;
  const { table } = physicalEntity(context.release, entity.id);
  await context.db.transaction(
    async (tx) => {
      if (!(await ownState(tx, searched))) return;
      await tx.query(sql`
        delete from search.entries e where e.entity = ${entity.id}
          and not exists (select from ${table} r where r.id = e.record_id and r.deleted_at is null)`);
      await tx.query(sql`update search.states set ready = true where entity = ${entity.id}`);
    },
    { statementTimeoutMs, retry: true },
  );
}

/** The state under lock, while it is of the fields that are to be indexed and not ready yet. */
async function ownState(
  tx: Transaction,
  { entity, digest }: SearchedEntity,
): Promise<Pick<State, 'reached'> | undefined> {
  await lockEntries(tx, entity.id);
  const [state] = await tx.query<State>(
    sql`select digest, reached, ready from search.states where entity = ${entity.id} for update`,
  );
  return state && !state.ready && state.digest === digest ? state : undefined;
}

/** Entities that are not there any more, or not searched. */
async function dropOthers(context: Context, entities: readonly string[]): Promise<void> {
  const those = sql.value([...entities], 'text[]');
  const number = sql.value(context.release.number, 'integer');
  await context.db.transaction(
    async (tx) => {
      const gone = await tx.query<{ entity: string }>(sql`
        delete from search.states where entity <> all(${those}) and release <= ${number} returning entity`);
      for (const { entity } of gone) {
        await lockEntries(tx, entity);
        await tx.query(sql`delete from search.entries where entity = ${entity}`);
      }
    },
    { statementTimeoutMs, retry: true },
  );
}
