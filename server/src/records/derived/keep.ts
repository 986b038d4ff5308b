/** Keeps roll-ups in step with the writes that they follow from, in the same transaction. */
import { type Sql, sql } from '@tenon/expressions';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { affectedSets, type Change } from '../../query/reads/affected.ts';
import type { Write } from '../write.ts';
import { concernsRollups, isDirect, isTouched, type RollupGroup, rollupGroups } from './plan.ts';
import { lockRecords, type Reading, writeRollups } from './recompute.ts';

type DerivedWrite = Pick<Write, 'id' | 'action' | 'changes'>;

/**
 * Called by everything that writes records, after its rows are written. Takes any number of writes of one entity; roll-ups
 * over roll-ups follow level by level.
 */
export async function keepDerived(
  context: Context,
  tx: Transaction,
  entity: string,
  writes: readonly DerivedWrite[],
): Promise<void> {
  await keepChanges(
    context,
    tx,
    writes.map((write) => changeOf(context, entity, write)),
  );
}

/** Whether a write must be made in a transaction together with what follows from it. */
export function hasDerived(context: Context, entity: string, write: DerivedWrite): boolean {
  return concernsRollups(context.release, changeOf(context, entity, write));
}

/** How many records were brought in step. */
export async function keepChanges(
  context: Reading,
  tx: Transaction,
  told: readonly Change[],
): Promise<number> {
  const changes = [...told];
  for (const group of rollupGroups(context.release)) {
    const sets = await affectedIn(context, tx, group, changes);
    if (sets.length === 0) continue;
    const ids = await lockRecords(context, tx, group, sets);
    changes.push(...(await writeRollups(context, tx, group, ids)));
  }
  return changes.length - told.length;
}

function changeOf({ source }: Context, entity: string, { id, action, changes }: DerivedWrite): Change {
  return { entity, record_id: id, action, changes, ...(source === 'import' && { reserved: true }) };
}

/** Queries for the records of the group that the changes may alter. */
async function affectedIn(
  context: Reading,
  tx: Transaction,
  group: RollupGroup,
  changes: readonly Change[],
): Promise<readonly Sql[]> {
  const touching = group.routes.flatMap((route) => {
    const own = changes.filter((change) => isTouched(group, route, change));
    return own.length > 0 ? [{ route, own }] : [];
  });
  if (touching.length === 0) return [];
  if (group.wide) {
    const { model } = context.release;
    // Nobody refers to a new record before it is there for all.
    const ends = touching.some(
      ({ route, own }) => !isDirect(model, route) && own.some(({ action }) => action !== 'create'),
    );
    await keepApart(tx, group, ends);
  }
  return touching.flatMap(({ route, own }) => affectedSets(context, route, own));
}

/**
 * Who changes the end of a way (the price of a product) does not see whom an open transaction just led there (a new line of
 * an order), and that one reads the end as it was: the one to come second has to wait, and then sees the other. Changes that
 * are told by the changed record alone run beside each other.
 */
async function keepApart(tx: Transaction, { entity, level }: RollupGroup, ends: boolean): Promise<void> {
  const key = sql`hashtextextended(${`tenon:rollups:${entity}:${level}`}, 0)`;
  if (ends) await tx.query(sql`select pg_advisory_xact_lock(${key})`);
  else await tx.query(sql`select pg_advisory_xact_lock_shared(${key})`);
}
