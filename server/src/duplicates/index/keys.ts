/** Match keys of records, and what is found by them. */
import { type Row, sql } from '@tenon/expressions';
import { type Context, queryable } from '../../context.ts';
import type { Queryable, Transaction } from '../../database/index.ts';
import { mapInTurns } from '../../log/in-turns.ts';
import { findRecords } from '../../records/find.ts';
import { keysOf, type MatchRule, type WayKeys } from '../rules.ts';

/** A key with more holders than this says nothing: of its holders so many are looked at. */
const mostHolders = 1_000;
/** Records that one record is paired with for one rule, best first. */
export const mostSuspects = 50;

export interface Probe {
  readonly id: string;
  readonly ways: readonly WayKeys[];
}

export interface Match {
  readonly id: string;
  readonly other: string;
  /** From 0 to 1. */
  readonly score: number;
}

/** Keys of records as they are now. Other writers of the records wait when `hold` is set. */
export async function readProbes(
  context: Context,
  match: MatchRule,
  ids: readonly string[],
  hold = false,
): Promise<readonly Probe[]> {
  if (ids.length === 0) return [];
  const found = await findRecords(
    { ...context, viewer: { ...context.viewer, id: null } },
    match.rule.entity.id,
    [...ids].sort(),
    {
      paths: match.paths,
      unread: true,
      lock: hold,
    },
  );
  return await mapInTurns(found, ({ record }) => ({
    id: record.id,
    ways: keysOf(context, match, record as Row),
  }));
}

/** Those of the records that have other keys than they should have. */
export async function wrongKeys(
  context: Context,
  match: MatchRule,
  ids: readonly string[],
): Promise<readonly string[]> {
  const probes = await readProbes(context, match, ids);
  const due = new Map(
    probes.map(({ id, ways }) => [
      id,
      ways.flatMap(({ way, keys }) => keys.map((key) => `${way} ${key} ${keys.length}`)),
    ]),
  );
  const rows = await queryable(context).query<{ id: string; keys: readonly string[] }>(sql`
    select record_id as id, array_agg(way || ' ' || key || ' ' || size) as keys from tenon.match_keys
    where record_id = any(${sql.value([...ids], 'uuid[]')}) and rule = ${match.id} group by record_id`);
  const present = new Map(rows.map(({ id, keys }) => [id, keys]));
  const written = (keys: readonly string[] = []) => [...keys].sort().join();
  return ids.filter((id) => written(due.get(id)) !== written(present.get(id)));
}

/** Puts those keys in the place of what the records have; records without a probe lose theirs. */
export async function writeKeys(
  tx: Transaction,
  { rule }: MatchRule,
  ids: readonly string[],
  probes: readonly Probe[],
): Promise<void> {
  if (ids.length === 0) return;
  const rows = probes.flatMap(({ id, ways }) =>
    ways.flatMap(({ way, keys }) => keys.map((key) => ({ id, way, key, size: keys.length }))),
  );
  const given = sql`unnest(${sql.value(
    rows.map(({ id }) => id),
    'uuid[]',
  )}, ${sql.value(
    rows.map(({ way }) => way),
    'integer[]',
  )}, ${sql.value(
    rows.map(({ key }) => key),
    'bigint[]',
  )}, ${sql.value(
    rows.map(({ size }) => size),
    'integer[]',
  )}) as v (id, way, key, size)`;
  await tx.query(sql`
    delete from tenon.match_keys k
    where k.record_id = any(${sql.value([...ids], 'uuid[]')}) and k.rule = ${rule.id}
      and not exists (select from ${given} where v.id = k.record_id and v.key = k.key)`);
  if (rows.length === 0) return;
  await tx.query(sql`
    insert into tenon.match_keys as k (entity, rule, way, key, record_id, size)
    select ${rule.entity.id}, ${rule.id}, v.way, v.key, v.id, v.size from ${given}
    on conflict (record_id, key) do update set size = excluded.size where k.size <> excluded.size`);
}

/**
 * Records whose keys match. The rarest keys of a probe propose, as many as lead to everything that is similar enough; the
 * number of shared keys decides.
 */
export async function matchesOf(
  db: Queryable,
  probes: readonly Probe[],
  most = mostSuspects,
): Promise<readonly Match[]> {
  const ways = probes.flatMap(({ id, ways: own }) => own.map((way) => ({ id, ...way })));
  if (ways.length === 0) return [];
  const keys = ways.flatMap(({ keys: own }, index) => own.map((key) => ({ index, key })));
  return await db.query<{ id: string; other: string; score: number }>(sql`
    with way as (
      select * from unnest(
        ${sql.value(
          ways.map((_way, index) => index),
          'integer[]',
        )},
        ${sql.value(
          ways.map(({ id }) => id),
          'uuid[]',
        )},
        ${sql.value(
          ways.map(({ probes: needed }) => needed),
          'integer[]',
        )},
        ${sql.value(
          ways.map(({ threshold }) => threshold),
          'numeric[]',
        )}
      ) as w (i, id, probes, threshold)
    ), probe as (
      select * from unnest(${sql.value(
        keys.map(({ index }) => index),
        'integer[]',
      )}, ${sql.value(
        keys.map(({ key }) => key),
        'bigint[]',
      )}) as p (i, key)
    ), held as (
      select p.i, array_agg(p.key) as keys, count(*)::integer as size from probe p group by p.i
    ), known as (
      select d.key, f.holders from (select distinct key from probe) d
      cross join lateral (
        select count(*) as holders from (select from tenon.match_keys k where k.key = d.key limit ${sql.value(mostHolders, 'bigint')}) l
      ) f
    ), ranked as (
      select p.i, p.key, row_number() over (partition by p.i order by n.holders, p.key) as place
      from probe p join known n on n.key = p.key
    ), candidate as (
      select distinct r.i, k.record_id, k.size from ranked r join way w on w.i = r.i and r.place <= w.probes
      cross join lateral (
        select k.record_id, k.size from tenon.match_keys k where k.key = r.key order by k.record_id limit ${sql.value(mostHolders, 'bigint')}
      ) k
      where k.record_id <> w.id
    ), scored as (
      select w.id, c.record_id as other, max(2.0 * s.shared / (h.size + c.size)) as score
      from candidate c join way w on w.i = c.i join held h on h.i = c.i
      cross join lateral (
        select count(*) as shared from tenon.match_keys k where k.record_id = c.record_id and k.key = any(h.keys)
      ) s
      where 2.0 * s.shared / (h.size + c.size) >= w.threshold - 1e-9
      group by w.id, c.record_id
    )
    select id, other, score::float8 as score from (
      select *, row_number() over (partition by id order by score desc, other) as place from scored
    ) best where place <= ${sql.value(most, 'bigint')}`);
}
