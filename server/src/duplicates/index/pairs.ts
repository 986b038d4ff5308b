/** Suspected pairs of one rule, in step with its keys. What people decided stays. */
import { sql } from '@tenon/expressions';
import type { Transaction } from '../../database/index.ts';
import type { MatchRule } from '../rules.ts';
import { matchesOf, type Probe } from './keys.ts';

/** The caller holds the lock of the rule, and has written the keys. */
export async function keepPairs(
  tx: Transaction,
  { rule }: MatchRule,
  ids: readonly string[],
  probes: readonly Probe[],
  at: string,
): Promise<void> {
  if (ids.length === 0) return;
  const matches = await matchesOf(tx, probes);
  const pairs = new Map<string, readonly [string, string, number]>();
  for (const { id, other, score } of matches) {
    const [a, b] = id < other ? [id, other] : [other, id];
    pairs.set(a + b, [a, b, score]);
  }
  const all = [...pairs.values()];
  const given = sql`unnest(${sql.value(
    all.map(([a]) => a),
    'uuid[]',
  )}, ${sql.value(
    all.map(([, b]) => b),
    'uuid[]',
  )}, ${sql.value(
    all.map(([, , score]) => score),
    'numeric[]',
  )}) as v (a, b, score)`;
  const those = sql.value([...ids], 'uuid[]');
  await tx.query(sql`
    delete from tenon.duplicate_pairs p
    where p.rule = ${rule.id} and p.state = 'open' and (p.a = any(${those}) or p.b = any(${those}))
      and not exists (select from ${given} where v.a = p.a and v.b = p.b)`);
  if (all.length === 0) return;
  await tx.query(sql`
    insert into tenon.duplicate_pairs as p (rule, entity, a, b, score, at)
    select ${rule.id}, ${rule.entity.id}, v.a, v.b, v.score, ${sql.value(at, 'timestamptz')} from ${given}
    on conflict (rule, a, b) do update set score = excluded.score where p.state = 'open' and p.score <> excluded.score`);
}
