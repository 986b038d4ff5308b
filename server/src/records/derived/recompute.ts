/** The values of roll-ups as one statement works them out, for some records at a time. */
import { type Sql, sql } from '@tenon/expressions';
import type { Context } from '../../context.ts';
import type { Queryable, Transaction } from '../../database/index.ts';
import { createAliases } from '../../query/compile/aliases.ts';
import { physicalEntity } from '../../query/compile/columns.ts';
import { createSqlContext } from '../../query/compile/sql-context.ts';
import type { Change } from '../../query/reads/affected.ts';
import type { Rollup, RollupGroup } from './plan.ts';

export type Reading = Pick<Context, 'release' | 'moment'>;

/** Records whose roll-ups are written in one statement. */
const atOnce = 5_000;
const row = sql.id('r');

/**
 * Keeps other writers of those records waiting until the transaction ends, in the order of their ids; gives the ids. `sets`
 * are queries for ids.
 */
export async function lockRecords(
  { release }: Reading,
  tx: Transaction,
  { entity }: RollupGroup,
  sets: readonly Sql[],
): Promise<readonly string[]> {
  const { table } = physicalEntity(release, entity);
  const all =
    sets.length === 1
      ? sets[0]
      : sql.join(
          sets.map((set) => sql`(${set})`),
          ' union all ',
        );
  const rows = await tx.query<{ id: string }>(
    sql`select r.id from ${table} r where r.id in (${all ?? sql.empty}) order by r.id for no key update`,
  );
  return rows.map(({ id }) => id);
}

/**
 * Writes the roll-ups of locked records that differ from what they follow from, and says which. A statement after the one
 * that took the locks sees all that others committed before. Neither version nor history of the records tells of it, as
 * nobody wrote them.
 */
export async function writeRollups(
  context: Reading,
  tx: Transaction,
  group: RollupGroup,
  ids: readonly string[],
): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (let from = 0; from < ids.length; from += atOnce) {
    const some = sql.value(ids.slice(from, from + atOnce), 'uuid[]');
    const rows = await tx.query<{ id: string } & { readonly [changed: string]: unknown }>(
      writeStatement(context, group, some),
    );
    for (const { id, ...changed } of rows) {
      const fields = group.rollups.filter((_, index) => changed[`c${index}`] === true);
      changes.push({
        entity: group.entity,
        record_id: id,
        action: 'update',
        changes: Object.fromEntries(fields.map(({ field }) => [field.id, [null, null]])),
      });
    }
  }
  return changes;
}

function writeStatement(context: Reading, group: RollupGroup, ids: Sql): Sql {
  const { table } = physicalEntity(context.release, group.entity);
  const places = group.rollups.map(({ physical }, index) => ({
    column: sql.id(physical.columns[0]?.name ?? ''),
    old: sql`fresh.${sql.id(`o${index}`)}`,
    now: sql`fresh.${sql.id(`n${index}`)}`,
    changed: sql.id(`c${index}`),
  }));
  const sets = places.map(({ column, now }) => sql`${column} = ${now}`);
  const differs = places.map(({ old, now }) => sql`${old} is distinct from ${now}`);
  const told = places.map(({ old, now, changed }) => sql`${old} is distinct from ${now} as ${changed}`);
  return sql`
    with fresh as materialized (
      select r.id, ${sql.join(bothValues(context, group))} from ${table} r where r.id = any(${ids})
    )
    update ${table} u set ${sql.join(sets)} from fresh
    where u.id = fresh.id and (${sql.join(differs, ' or ')})
    returning u.id, ${sql.join(told)}`;
}

/** As kept (`o0`, …) and as they should be (`n0`, …). */
function bothValues(context: Reading, group: RollupGroup): readonly Sql[] {
  return group.rollups.flatMap((rollup, index) => {
    const column = sql.id(rollup.physical.columns[0]?.name ?? '');
    const fresh = freshValue(context, rollup, index);
    return [sql`r.${column} as ${sql.id(`o${index}`)}`, sql`${fresh} as ${sql.id(`n${index}`)}`];
  });
}

function freshValue({ release, moment }: Reading, { field, physical }: Rollup, index: number): Sql {
  const context = createSqlContext({
    release,
    moment,
    rights: 'system',
    row,
    aliases: createAliases(`d${index}_`),
  });
  const checked = field.computed?.rule.checked;
  if (!checked) throw new Error(`${field.entity}.${field.id} follows from nothing`);
  const value = sql`(${release.registry.rules.toSql(checked, context, 'value')})`;
  const collation = physical.columns[0]?.spec.collation;
  return collation ? sql`${value} collate ${sql.id(collation)}` : value;
}

export interface Stretch {
  readonly differing: readonly string[];
  /** The last record that was looked at; undefined when there are no more. */
  readonly last: string | undefined;
}

/** The next records in the order of their ids, and which of them have roll-ups that differ from what they follow from. */
export async function nextDiffering(
  context: Reading,
  db: Queryable,
  group: RollupGroup,
  after: string | undefined,
  most: number,
): Promise<Stretch> {
  const { table } = physicalEntity(context.release, group.entity);
  const differs = group.rollups.map(
    (_, index) => sql`${sql.id(`o${index}`)} is distinct from ${sql.id(`n${index}`)}`,
  );
  const from = after === undefined ? sql.empty : sql`where r.id > ${sql.value(after, 'uuid')}`;
  const rows = await db.query<{ id: string; differs: boolean }>(sql`
    select id, (${sql.join(differs, ' or ')}) as differs from (
      select r.id, ${sql.join(bothValues(context, group))} from ${table} r ${from}
      order by r.id limit ${sql.value(most, 'bigint')}
    ) fresh order by id`);
  return {
    differing: rows.filter((found) => found.differs).map(({ id }) => id),
    last: rows.length === most ? rows.at(-1)?.id : undefined,
  };
}

/** One text for what a group is worked out from: it changes when any of its values may. */
export function sourceOf(context: Pick<Reading, 'release'>, group: RollupGroup): string {
  const moment = { now: '2000-01-01T00:00:00.000Z', timeZone: context.release.model.organisation.timeZone };
  const { text, values } = sql.join(bothValues({ ...context, moment }, group)).compile();
  return JSON.stringify([text, values, group.rollups.map(({ physical }) => physical.columns)]);
}
