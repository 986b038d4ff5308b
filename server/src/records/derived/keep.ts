/** Keeps roll-ups in step with the writes that they follow from, in the same transaction. */
import { sql } from '@tenon/expressions';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { type Change, followChanges } from '../../query/reads/affected.ts';
import type { Write } from '../write.ts';
import { concernsRollups, isDirect, type RollupGroup, rollupGroups, routesTouched } from './plan.ts';
import { type Reading, recompute } from './recompute.ts';

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
    const affected = await affectedIn(context, tx, group, changes);
    if (affected.size > 0) changes.push(...(await recompute(context, tx, group, affected)));
  }
  return changes.length - told.length;
}

function changeOf({ source }: Context, entity: string, { id, action, changes }: DerivedWrite): Change {
  return { entity, record_id: id, action, changes, ...(source === 'import' && { reserved: true }) };
}

async function affectedIn(
  context: Reading,
  tx: Transaction,
  group: RollupGroup,
  changes: readonly Change[],
): Promise<ReadonlySet<string>> {
  const touching = group.routes.flatMap((route) => {
    const own = changes.filter((change) => routesTouched(group, change).includes(route));
    return own.length > 0 ? [{ route, own }] : [];
  });
  const affected = new Set<string>();
  if (touching.length === 0) return affected;
  const { model } = context.release;
  if (group.wide) {
    // Nobody refers to a new record before it is there for all.
    const ends = touching.some(
      ({ route, own }) => !isDirect(model, route) && own.some(({ action }) => action !== 'create'),
    );
    await keepApart(tx, group, ends);
  }
  for (const { route, own } of touching) await followChanges(context, tx, route, own, affected);
  return affected;
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
