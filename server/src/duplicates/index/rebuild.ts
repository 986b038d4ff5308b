/** Makes keys, then pairs, from scratch in chunks that a killed process leaves behind, where a rule has changed. */
import { sql } from '@tenon/expressions';
import { type Context, within } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { physicalEntity } from '../../query/compile/columns.ts';
import { type MatchRule, matchRules } from '../rules.ts';
import { lockRule, readProbes, writeKeys } from './keys.ts';
import { keepPairs } from './pairs.ts';

const chunk = 1_000;
const statementTimeoutMs = 600_000;

interface State {
  readonly digest: string;
  readonly phase: 'keys' | 'pairs' | 'ready';
  readonly reached: string | null;
}

/** Brings every rule up to date. Ends early when a newer release takes over; its own call does the rest. */
export async function keepMatches(contextOf: () => Context, signal?: AbortSignal): Promise<void> {
  const context = contextOf();
  await dropOthers(context, [...matchRules(context.release).keys()]);
  for (const match of matchRules(context.release).values()) {
    if (!(await begin(context, match))) continue;
    while (await step(context, match)) {
      if (signal?.aborted || contextOf().release.number !== context.release.number) return;
    }
  }
}

/** Forgets what was reached, so that `keepMatches` looks at every record again. */
export async function forgetMatches({ db }: Context): Promise<void> {
  await db.query(sql`update tenon.match_states set phase = 'keys', reached = null`);
}

/** Rules whose records have all been looked at. */
export async function areReady({ db }: Context, rules: readonly MatchRule[]): Promise<boolean> {
  if (rules.length === 0) return true;
  const rows = await db.query<{ rule: string; digest: string }>(
    sql`select rule, digest from tenon.match_states where phase = 'ready' and rule = any(${sql.value(
      rules.map(({ rule }) => rule.id),
      'text[]',
    )})`,
  );
  return rules.every(({ rule, digest }) => rows.some((row) => row.rule === rule.id && row.digest === digest));
}

/** False when there is nothing to do, or a newer release is at it. */
async function begin(context: Context, { rule, digest }: MatchRule): Promise<boolean> {
  const number = sql.value(context.release.number, 'integer');
  const [state] = await context.db.query<State>(sql`
    insert into tenon.match_states as s (rule, entity, digest, release)
    values (${rule.id}, ${rule.entity.id}, ${digest}, ${number})
    on conflict (rule) do update set
      release = greatest(s.release, excluded.release),
      phase = case when s.digest = excluded.digest then s.phase else 'keys' end,
      reached = case when s.digest = excluded.digest then s.reached end,
      entity = excluded.entity,
      digest = excluded.digest
    where s.release <= excluded.release
    returning digest, phase, reached`);
  return state !== undefined && state.phase !== 'ready';
}

/** False when all is done, or another release has taken over. */
async function step(context: Context, match: MatchRule): Promise<boolean> {
  const { rule, digest } = match;
  const { table } = physicalEntity(context.release, rule.entity.id);
  return context.db.transaction(
    async (tx) => {
      await lockRule(tx, rule.id);
      const [state] = await tx.query<State>(
        sql`select digest, phase, reached from tenon.match_states where rule = ${rule.id} for update`,
      );
      if (!state || state.digest !== digest || state.phase === 'ready') return false;
      const after = state.reached ? sql`and r.id > ${sql.value(state.reached, 'uuid')}` : sql.empty;
      const rows = await tx.query<{ id: string }>(sql`
        select r.id from ${table} r where r.deleted_at is null ${after}
        order by r.id limit ${sql.value(chunk, 'bigint')}`);
      const ids = rows.map(({ id }) => id);
      const last = ids.at(-1);
      if (last === undefined) {
        await conclude(context, tx, match, state.phase);
        return true;
      }
      await tx.query(sql`select set_config('enable_seqscan', 'off', true)`);
      const held = within(context, tx);
      const probes = await readProbes(held, match, ids, state.phase === 'keys' && rule.action === 'block');
      if (state.phase === 'keys') await writeKeys(tx, match, ids, probes);
      else await keepPairs(tx, match, ids, probes, context.moment.now);
      await tx.query(
        sql`update tenon.match_states set reached = ${sql.value(last, 'uuid')} where rule = ${rule.id}`,
      );
      return true;
    },
    { statementTimeoutMs, retry: true },
  );
}

/** What is left over of records that are gone, or under older keys, goes; the next phase begins. */
async function conclude(
  context: Context,
  tx: Transaction,
  { rule }: MatchRule,
  phase: State['phase'],
): Promise<void> {
  const { table } = physicalEntity(context.release, rule.entity.id);
  const alive = (column: ReturnType<typeof sql.id>) =>
    sql`exists (select from ${table} r where r.id = ${column} and r.deleted_at is null)`;
  if (phase === 'keys') {
    await tx.query(
      sql`delete from tenon.match_keys k where k.rule = ${rule.id} and not ${alive(sql.id('k', 'record_id'))}`,
    );
  } else {
    await tx.query(
      sql`delete from tenon.duplicate_pairs p where p.rule = ${rule.id} and p.state = 'open' and not (${alive(sql.id('p', 'a'))} and ${alive(sql.id('p', 'b'))})`,
    );
  }
  const next = phase === 'keys' ? 'pairs' : 'ready';
  await tx.query(sql`update tenon.match_states set phase = ${next}, reached = null where rule = ${rule.id}`);
}

/** Rules that are not there any more. What people decided of pairs stays, should the rule come back. */
async function dropOthers(context: Context, rules: readonly string[]): Promise<void> {
  const number = sql.value(context.release.number, 'integer');
  await context.db.transaction(
    async (tx) => {
      const gone = await tx.query<{ rule: string }>(sql`
        delete from tenon.match_states where rule <> all(${sql.value([...rules], 'text[]')}) and release <= ${number}
        returning rule`);
      for (const { rule } of gone) {
        await lockRule(tx, rule);
        await tx.query(sql`delete from tenon.match_keys where rule = ${rule}`);
        await tx.query(sql`delete from tenon.duplicate_pairs where rule = ${rule} and state = 'open'`);
      }
    },
    { statementTimeoutMs, retry: true },
  );
}
