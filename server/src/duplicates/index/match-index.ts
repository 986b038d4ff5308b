import { type Sql, sql } from '@tenon/expressions';
import { type Context, queryable } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { slicesOf } from '../../log/in-turns.ts';
import type { KeptIndex } from '../../log/kept/index.ts';
import { physicalEntity } from '../../query/compile/columns.ts';
import { type MatchRule, matchRules } from '../rules.ts';
import { readProbes, writeKeys, wrongKeys } from './keys.ts';
import { keepPairs } from './pairs.ts';

/** Records between two statements: reading and sending them holds the process up. */
const sliceSize = 250;

/** Match keys of all records, and the suspected pairs that come of them: a part for each rule. */
export const matchIndex: KeptIndex<MatchRule> = {
  name: 'duplicates',
  parts: matchRules,
  changesAtOnce: 500,
  recordsAtOnce: 1_000,
  // Pairs need the keys of all records.
  passes: ['keys', 'pairs'],
  async follow(context, tx, match, ids) {
    await byIndexes(tx);
    const probes = await readProbes(context, match, ids, match.rule.action === 'block');
    await writeKeys(tx, match, ids, probes);
    await keepPairs(tx, match, ids, probes, context.moment.now);
  },
  async make(context, tx, match, pass, ids) {
    await byIndexes(tx);
    const hold = pass === 'keys' && match.rule.action === 'block';
    for (const slice of slicesOf(ids, sliceSize)) {
      const probes = await readProbes(context, match, slice, hold);
      if (pass === 'keys') await writeKeys(tx, match, slice, probes);
      else await keepPairs(tx, match, slice, probes, context.moment.now);
    }
  },
  async finish(context, tx, match, pass) {
    if (pass === 'keys') {
      await tx.query(
        sql`delete from tenon.match_keys k where k.rule = ${match.id} and not ${isLive(context, match, sql.id('k', 'record_id'))}`,
      );
      return;
    }
    const both = sql`${isLive(context, match, sql.id('p', 'a'))} and ${isLive(context, match, sql.id('p', 'b'))}`;
    await tx.query(
      sql`delete from tenon.duplicate_pairs p where p.rule = ${match.id} and p.state = 'open' and not (${both})`,
    );
  },
  // What people decided of pairs stays, should the rule come back.
  async drop(tx, rule) {
    await tx.query(sql`delete from tenon.match_keys where rule = ${rule}`);
    await tx.query(sql`delete from tenon.duplicate_pairs where rule = ${rule} and state = 'open'`);
  },
  differing: wrongKeys,
  async leftOver(context, match, most) {
    const limit = sql.value(most, 'bigint');
    const dead = (column: Sql) => sql`not ${isLive(context, match, column)}`;
    const rows = await queryable(context).query<{ id: string }>(sql`
      (select distinct k.record_id as id from tenon.match_keys k
        where k.rule = ${match.id} and ${dead(sql.id('k', 'record_id'))} limit ${limit})
      union
      (select e.id from tenon.duplicate_pairs p cross join lateral (values (p.a), (p.b)) e (id)
        where p.rule = ${match.id} and p.state = 'open' and ${dead(sql.id('e', 'id'))} limit ${limit})`);
    return rows.slice(0, most).map(({ id }) => id);
  },
};

/** The planner knows too little of keys: a walk through all of them is never what is wanted. */
async function byIndexes(tx: Transaction): Promise<void> {
  await tx.query(sql`select set_config('enable_seqscan', 'off', true)`);
}

function isLive({ release }: Context, { entity }: MatchRule, id: Sql): Sql {
  const { table } = physicalEntity(release, entity.id);
  return sql`exists (select from ${table} r where r.id = ${id} and r.deleted_at is null)`;
}
