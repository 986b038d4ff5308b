/** Makes entries from scratch, in chunks that a killed process leaves behind, where what is searched has changed. */
import { sql } from '@tenon/expressions';
import type { Context } from '../../context.ts';
import { physicalEntity } from '../../query/compile/columns.ts';
import { lockEntries, writeEntries } from './entries.ts';
import { type SearchedEntity, searchedEntities } from './fields.ts';

const chunk = 2_000;
const statementTimeoutMs = 600_000;

interface State {
  readonly digest: string;
  readonly release: number;
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
  const number = context.release.number;
  const entities = searchedEntities(context.release);
  await dropOthers(context, [...entities.keys()]);
  let records = 0;
  for (const searched of entities.values()) {
    if (!(await begin(context, searched))) continue;
    for (;;) {
      const now = contextOf();
      if (signal?.aborted || now.release.number !== number) return { records };
      const done = await step(now, searched);
      if (done === undefined) break;
      records += done;
    }
  }
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
    returning digest, release, reached, ready`);
  return state !== undefined && !state.ready;
}

/** How many records the next chunk had; undefined when there is none left. */
async function step(context: Context, searched: SearchedEntity): Promise<number | undefined> {
  const { entity, digest } = searched;
  const { table } = physicalEntity(context.release, entity.id);
  return context.db.transaction(
    async (tx) => {
      await lockEntries(tx, entity.id);
      const [state] = await tx.query<State>(
        sql`select digest, release, reached, ready from search.states where entity = ${entity.id} for update`,
      );
      if (!state || state.ready || state.digest !== digest) return undefined;
      const after = state.reached ? sql`and r.id > ${sql.value(state.reached, 'uuid')}` : sql.empty;
      const rows = await tx.query<{ id: string }>(sql`
        select r.id from ${table} r where r.deleted_at is null ${after}
        order by r.id limit ${sql.value(chunk, 'bigint')}`);
      const last = rows.at(-1);
      if (last) {
        await writeEntries(
          context,
          tx,
          searched,
          rows.map(({ id }) => id),
        );
        await tx.query(
          sql`update search.states set reached = ${sql.value(last.id, 'uuid')} where entity = ${entity.id}`,
        );
        return rows.length;
      }
      await tx.query(sql`
        delete from search.entries e where e.entity = ${entity.id}
          and not exists (select from ${table} r where r.id = e.record_id and r.deleted_at is null)`);
      await tx.query(sql`update search.states set ready = true where entity = ${entity.id}`);
      return undefined;
    },
    { statementTimeoutMs, retry: true },
  );
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
