/** How far each part of an index is, and of what it was made: `tenon.index_states`. */
import { sql } from '@tenon/expressions';
import { type Context, queryable } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { lock } from '../../work/locks.ts';
import { type IndexPart, partLock } from './part.ts';

/** Phases after the passes: all records were looked at, and the part is whole. */
export const passed = 'passed';
export const ready = 'ready';

export interface State {
  readonly digest: string;
  /** A pass, `passed` or `ready`. */
  readonly phase: string;
  /** The last record of the pass that was looked at. */
  readonly reached: string | null;
}

interface Named {
  readonly name: string;
}

/** Those of the parts that are made whole of what the live release says. */
export async function readyParts<Part extends IndexPart>(
  context: Context,
  { name }: Named,
  parts: readonly Part[],
): Promise<readonly Part[]> {
  if (parts.length === 0) return [];
  const ids = sql.value(
    parts.map(({ id }) => id),
    'text[]',
  );
  const rows = await queryable(context).query<{ part: string; digest: string }>(sql`
    select part, digest from tenon.index_states
    where index = ${name} and phase = ${ready} and part = any(${ids})`);
  const digests = new Map(rows.map(({ part, digest }) => [part, digest]));
  return parts.filter(({ id, digest }) => digests.get(id) === digest);
}

export async function areReady(
  context: Context,
  index: Named,
  parts: readonly IndexPart[],
): Promise<boolean> {
  return (await readyParts(context, index, parts)).length === parts.length;
}

/** Those of the parts that are not ready, and that nobody has got on with for so long. */
export async function neglectedParts<Part extends IndexPart>(
  context: Context,
  { name }: Named,
  parts: readonly Part[],
  minutes: number,
): Promise<readonly Part[]> {
  const rows = await queryable(context).query<{
    part: string;
    phase: string;
    digest: string;
    late: boolean;
  }>(sql`
    select part, phase, digest, at < now() - make_interval(mins => ${sql.value(minutes, 'integer')}) as late
    from tenon.index_states where index = ${name}
    union all
    select null, null, null, at < now() - make_interval(mins => ${sql.value(minutes, 'integer')})
    from tenon.releases where number = ${sql.value(context.release.number, 'integer')}`);
  // What a release asks for can't be older than the release.
  if (rows.some(({ part, late }) => part === null && !late)) return [];
  const states = new Map(rows.map((row) => [row.part, row]));
  return parts.filter(({ id, digest }) => {
    const state = states.get(id);
    return !state || ((state.phase !== ready || state.digest !== digest) && state.late);
  });
}

/** Whether a newer release than ours has been taken up already. */
export async function isOutrun({ release }: Context, tx: Transaction, { name }: Named): Promise<boolean> {
  const newer = await tx.query(sql`
    select from tenon.index_states
    where index = ${name} and release > ${sql.value(release.number, 'integer')} limit 1`);
  return newer.length > 0;
}

/** False when there is nothing to do, or a newer release is at it. */
export async function begin(
  context: Context,
  { name, passes }: Named & { readonly passes: readonly string[] },
  { id, digest }: IndexPart,
): Promise<boolean> {
  const number = sql.value(context.release.number, 'integer');
  const [state] = await context.db.query<State>(sql`
    insert into tenon.index_states as s (index, part, digest, release, phase)
    values (${name}, ${id}, ${digest}, ${number}, ${passes[0]})
    on conflict (index, part) do update set
      release = greatest(s.release, excluded.release),
      phase = case when s.digest = excluded.digest then s.phase else excluded.phase end,
      reached = case when s.digest = excluded.digest then s.reached end,
      at = case when s.digest = excluded.digest then s.at else now() end,
      digest = excluded.digest
    where s.release <= excluded.release
    returning digest, phase, reached`);
  return state !== undefined && state.phase !== ready;
}

/** The state, under the lock of the part, while it is of what is to be made and that is not done. */
export async function ownState(
  tx: Transaction,
  { name }: Named,
  { id, digest }: IndexPart,
): Promise<State | undefined> {
  await lock(tx, partLock(name, id));
  const [state] = await tx.query<State>(sql`
    select digest, phase, reached from tenon.index_states where index = ${name} and part = ${id} for update`);
  return state && state.digest === digest && state.phase !== ready ? state : undefined;
}

export async function reach(
  tx: Transaction,
  { name }: Named,
  { id }: IndexPart,
  phase: string,
  reached: string | null,
): Promise<void> {
  await tx.query(sql`
    update tenon.index_states set phase = ${phase}, reached = ${sql.value(reached, 'uuid')}, at = now()
    where index = ${name} and part = ${id}`);
}

/** All passes are due again. What is kept stays until it is compared. */
export async function forget(
  { db }: Context,
  { name, passes }: Named & { readonly passes: readonly string[] },
): Promise<void> {
  await db.query(
    sql`update tenon.index_states set phase = ${passes[0]}, reached = null, at = now() where index = ${name}`,
  );
}

/** Forgets parts that the release does not have; their ids. */
export async function forgetOthers(
  { release }: Context,
  tx: Transaction,
  { name }: Named,
  parts: readonly string[],
): Promise<readonly string[]> {
  const rows = await tx.query<{ part: string }>(sql`
    delete from tenon.index_states
    where index = ${name} and part <> all(${sql.value([...parts], 'text[]')})
      and release <= ${sql.value(release.number, 'integer')}
    returning part`);
  return rows.map(({ part }) => part);
}
