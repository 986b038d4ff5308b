/** Keeps an index in step with the log of changes. */
import { sql } from '@tenon/expressions';
import { type Context, within } from '../../context.ts';
import type { Database, Transaction } from '../../database/index.ts';
import { lock } from '../../work/locks.ts';
import { createLogFollower, type LogFollower, type LoggedChange } from '../follower.ts';
import { type IndexPart, type KeptIndex, partLock } from './part.ts';
import { isOutrun } from './states.ts';

export function createIndexFollower<Part extends IndexPart>(
  index: KeptIndex<Part>,
  db: Database,
  contextOf: () => Context,
  report: (error: Error) => void,
): LogFollower {
  return createLogFollower({
    db,
    consumer: index.name,
    batchSize: index.changesAtOnce,
    take: (tx, changes) => followChanges(index, contextOf(), tx, changes),
    report,
  });
}

async function followChanges<Part extends IndexPart>(
  index: KeptIndex<Part>,
  context: Context,
  tx: Transaction,
  changes: readonly LoggedChange[],
): Promise<boolean> {
  const touched = [...index.parts(context.release).values()]
    .map((part) => {
      const own = changes.filter((change) => matters(part, change));
      return { part, ids: [...new Set(own.map(({ record_id }) => record_id))] };
    })
    .filter(({ ids }) => ids.length > 0)
    .sort((a, b) => (a.part.id < b.part.id ? -1 : 1));
  for (const { part } of touched) await lock(tx, partLock(index.name, part.id));
  // Under a release that this process has not heard of yet, parts may be made of something else.
  if (await isOutrun(context, tx, index)) return false;
  for (const { part, ids } of touched) await index.follow(within(context, tx), tx, part, ids);
  return true;
}

function matters({ entity, reads }: IndexPart, change: LoggedChange): boolean {
  if (change.entity !== entity.id) return false;
  return change.action !== 'update' || Object.keys(change.changes).some((field) => reads.has(field));
}

/** Those of the records with changes that the index has not followed yet. */
export async function waitingOf(
  tx: Transaction,
  { name }: { readonly name: string },
  entity: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.query<{ id: string }>(sql`
    select distinct c.record_id as id from tenon.changes c
    where c.entity = ${entity} and c.record_id = any(${sql.value([...ids], 'uuid[]')})
      and (c.tx, c.id) > (select tx, id from tenon.consumers where consumer = ${name})`);
  return new Set(rows.map(({ id }) => id));
}
