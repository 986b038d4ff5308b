/** Keeps keys and pairs in step with the log of changes. */
import { sql } from '@tenon/expressions';
import type { Context } from '../../context.ts';
import { within } from '../../context.ts';
import type { Database, Transaction } from '../../database/index.ts';
import { createLogFollower, type LogFollower, type LoggedChange } from '../../log/follower.ts';
import { type MatchRule, matchRules } from '../rules.ts';
import { lockRule, readProbes, writeKeys } from './keys.ts';
import { keepPairs } from './pairs.ts';

export const consumer = 'duplicates';

export function createDuplicatesFollower(
  db: Database,
  contextOf: () => Context,
  report: (error: Error) => void,
): LogFollower {
  return createLogFollower({
    db,
    consumer,
    batchSize: 500,
    take: (tx, changes) => followChanges(contextOf(), tx, changes),
    report,
  });
}

async function followChanges(
  context: Context,
  tx: Transaction,
  changes: readonly LoggedChange[],
): Promise<boolean> {
  const touched = [...matchRules(context.release).values()].flatMap((match) => {
    const own = changes.filter((change) => matters(match, change));
    const ids = [...new Set(own.map((change) => change.record_id))];
    return ids.length > 0 ? [{ match, ids }] : [];
  });
  touched.sort((a, b) => (a.match.rule.id < b.match.rule.id ? -1 : 1));
  for (const { match } of touched) await lockRule(tx, match.rule.id);
  // Under a release that this process has not heard of yet, other rules may hold.
  const newer = await tx.query(
    sql`select from tenon.match_states where release > ${sql.value(context.release.number, 'integer')} limit 1`,
  );
  if (newer.length > 0) return false;
  if (touched.length > 0) await tx.query(sql`select set_config('enable_seqscan', 'off', true)`);
  for (const { match, ids } of touched) await keepRecords(within(context, tx), tx, match, ids);
  return true;
}

/** Keys first, then pairs: the caller holds the lock of the rule. */
export async function keepRecords(
  context: Context,
  tx: Transaction,
  match: MatchRule,
  ids: readonly string[],
): Promise<void> {
  const probes = await readProbes(context, match, ids, match.rule.action === 'block');
  await writeKeys(tx, match, ids, probes);
  await keepPairs(tx, match, ids, probes, context.moment.now);
}

function matters({ rule, fields }: MatchRule, { entity, action, changes }: LoggedChange): boolean {
  if (entity !== rule.entity.id) return false;
  return action !== 'update' || fields.some(({ id }) => Object.hasOwn(changes, id));
}
