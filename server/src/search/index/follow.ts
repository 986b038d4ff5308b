/** Keeps entries in step with the log of changes. */
import { sql } from '@tenon/expressions';
import type { Context } from '../../context.ts';
import type { Database, Transaction } from '../../database/index.ts';
import { createLogFollower, type LogFollower, type LoggedChange } from '../../log/follower.ts';
import { lockEntries, writeEntries } from './entries.ts';
import { type SearchedEntity, searchedEntities } from './fields.ts';

export const consumer = 'search';

export function createSearchFollower(
  db: Database,
  contextOf: () => Context,
  report: (error: Error) => void,
): LogFollower {
  return createLogFollower({
    db,
    consumer,
    batchSize: 2_000,
    take: (tx, changes) => followChanges(contextOf(), tx, changes),
    report,
  });
}

async function followChanges(
  context: Context,
  tx: Transaction,
  changes: readonly LoggedChange[],
): Promise<boolean> {
  const entities = searchedEntities(context.release);
  const touched = new Map<string, Set<string>>();
  for (const change of changes) {
    const searched = entities.get(change.entity);
    if (!searched || !matters(searched, change)) continue;
    const ids = touched.get(change.entity) ?? new Set();
    touched.set(change.entity, ids.add(change.record_id));
  }
  for (const entity of [...touched.keys()].sort()) await lockEntries(tx, entity);
  // Under a release that this process has not heard of yet, other fields may be searched.
  const newer = await tx.query(
    sql`select from search.states where release > ${sql.value(context.release.number, 'integer')} limit 1`,
  );
  if (newer.length > 0) return false;
  for (const [entity, ids] of touched) {
    const searched = entities.get(entity);
    if (searched) await writeEntries(context, tx, searched, [...ids]);
  }
  return true;
}

function matters({ fields }: SearchedEntity, { action, changes }: LoggedChange): boolean {
  if (action !== 'update') return true;
  return 'owner' in changes || fields.some(({ id }) => Object.hasOwn(changes, id));
}
