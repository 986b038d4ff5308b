/**
 * The one place where rules that block are held against records that are written, whatever way. Keys of such rules are
 * written in the transaction of the record, under locks of the keys, so that of two that write the same at once the second
 * sees the first.
 */
import { type Row, sql } from '@tenon/expressions';
import type { Context } from '../context.ts';
import type { Queryable, Transaction } from '../database/index.ts';
import { TenonError } from '../errors.ts';
import { matchesOf, type Probe, readProbes, writeKeys } from './index/keys.ts';
import { blockingRules, keysOf, type MatchRule, type WayKeys } from './rules.ts';
import { type Suspicion, tellSuspects } from './suspects.ts';
import { similarity } from './text/similar.ts';

export interface GuardedWrite {
  readonly id: string;
  readonly action: 'create' | 'update' | 'delete' | 'restore';
  readonly changes: { readonly [field: string]: unknown };
}

const mostTold = 10;
/** From so many keys on a writer locks the rule and not each key. */
const manyKeys = 64;
const mostLooked = 20;

/** Whether a write has to be made in one transaction with its keys. */
export function concernsBlocking(context: Context, entity: string, write: GuardedWrite): boolean {
  return blockingRules(context.release, entity).some((match) => matters(match, write));
}

/**
 * Called by everything that writes records, after its rows are written and in its transaction; throws `duplicate`. What
 * merges write is not refused: it makes fewer of them.
 */
export async function guardDuplicates(
  context: Context,
  tx: Transaction,
  entity: string,
  writes: readonly GuardedWrite[],
): Promise<void> {
  for (const match of blockingRules(context.release, entity)) {
    const ids = [...new Set(writes.filter((write) => matters(match, write)).map(({ id }) => id))];
    if (ids.length === 0) continue;
    const held: Context = { ...context, tx };
    const probes = await readProbes(held, match, ids);
    await lockKeys(tx, match, probes);
    await writeKeys(tx, match, ids, probes);
    if (context.source === 'merge') continue;
    const found = await realMatches(held, tx, match, probes);
    if (found.size > 0) throw await refusal(held, { match, found: [...found.values()].flat() });
  }
}

export interface DraftRecord {
  readonly id: string;
  readonly values: Row;
  /** Fields that the draft writes; all of a new one. */
  readonly changed: ReadonlySet<string> | 'all';
}

/** Which of the drafts a rule refuses, told before they are written, drafts against each other included. */
export async function refusedDrafts(
  context: Context,
  tx: Transaction,
  entity: string,
  drafts: readonly DraftRecord[],
): Promise<ReadonlyMap<string, { readonly match: MatchRule; readonly with: string }>> {
  const refused = new Map<string, { readonly match: MatchRule; readonly with: string }>();
  for (const match of blockingRules(context.release, entity)) {
    const meant = drafts.filter(
      ({ changed }) => changed === 'all' || match.fields.some(({ id }) => changed.has(id)),
    );
    const probes = meant.map(({ id, values }) => ({ id, ways: keysOf(context, match, values) }));
    await lockKeys(tx, match, probes);
    for (const [id, [first]] of await realMatches({ ...context, tx }, tx, match, probes))
      if (first) refused.set(id, { match, with: first.other });
    const holders = new Map<string, { readonly id: string; readonly size: number }[]>();
    for (const { id, ways } of probes) {
      if (refused.has(id)) continue;
      const earlier = ways.flatMap((way) => likeEarlier(holders, way))[0];
      if (earlier !== undefined) refused.set(id, { match, with: earlier });
      else
        for (const { keys } of ways)
          for (const key of keys) holders.set(key, [...(holders.get(key) ?? []), { id, size: keys.length }]);
    }
  }
  return refused;
}

function likeEarlier(
  holders: ReadonlyMap<string, readonly { readonly id: string; readonly size: number }[]>,
  { keys, threshold }: WayKeys,
): readonly string[] {
  const shared = new Map<string, number>();
  const sizes = new Map<string, number>();
  for (const { id, size } of keys.flatMap((key) => holders.get(key) ?? [])) {
    shared.set(id, (shared.get(id) ?? 0) + 1);
    sizes.set(id, size);
  }
  return [...shared]
    .filter(([id, count]) => similarity(keys.length, sizes.get(id) ?? 0, count) >= threshold - 1e-9)
    .map(([id]) => id);
}

function matters({ fields }: MatchRule, { action, changes }: GuardedWrite): boolean {
  if (action === 'create' || action === 'restore') return true;
  return action === 'update' && fields.some(({ id }) => Object.hasOwn(changes, id));
}

/** Writers of few keys pass beside each other; who writes many waits for all. */
async function lockKeys(tx: Transaction, { rule }: MatchRule, probes: readonly Probe[]): Promise<void> {
  const keys = [...new Set(probes.flatMap(({ ways }) => ways.flatMap((way) => way.keys)))].sort();
  if (keys.length === 0) return;
  const whole = sql`hashtextextended(${`tenon:duplicates-block:${rule.id}`}, 0)`;
  if (keys.length > manyKeys) {
    await tx.query(sql`select pg_advisory_xact_lock(${whole})`);
    return;
  }
  await tx.query(sql`select pg_advisory_xact_lock_shared(${whole})`);
  await tx.query(
    sql`select pg_advisory_xact_lock(k) from (select k from unnest(${sql.value(keys, 'bigint[]')}) k order by k) ordered`,
  );
}

/** Matches with live records whose values still have those keys. */
async function realMatches(
  context: Context,
  db: Queryable,
  match: MatchRule,
  probes: readonly Probe[],
): Promise<ReadonlyMap<string, readonly { readonly other: string; readonly score: number }[]>> {
  const matches = await matchesOf(db, probes, mostLooked);
  const others = await readProbes(context, match, [...new Set(matches.map(({ other }) => other))]);
  const keysNow = new Map(others.map(({ id, ways }) => [id, new Set(ways.flatMap(({ keys }) => keys))]));
  const ways = new Map(probes.map(({ id, ways: own }) => [id, own]));
  const real = matches.filter(({ id, other }) =>
    (ways.get(id) ?? []).some(({ keys }) => keys.some((key) => keysNow.get(other)?.has(key))),
  );
  return Map.groupBy(real, ({ id }) => id);
}

async function refusal(context: Context, suspicion: Suspicion): Promise<TenonError> {
  const duplicates = await tellSuspects(context, [suspicion], mostTold);
  const errors = duplicates.map(({ title }) => ({
    pointer: '',
    code: 'duplicate',
    message: `It looks like '${title}'`,
  }));
  return new TenonError('duplicate', 'There is such a record already', {
    ...(errors.length > 0 && { errors, duplicates }),
  });
}
