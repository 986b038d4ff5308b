/** Keeps what is derived from records in step with the log of changes. */
import { type Context, within } from '../../context.ts';
import type { Database } from '../../database/index.ts';
import { createLogFollower, type LogFollower } from '../../log/follower.ts';
import type { SegmentRefresher } from '../segments/segments.ts';
import { followChanges } from './batch.ts';

export type Follower = LogFollower;

export function createFollower(
  db: Database,
  refresher: SegmentRefresher,
  contextOf: () => Context,
  report: (error: Error) => void,
): Follower {
  return createLogFollower({
    db,
    consumer: 'work',
    batchSize: 2_000,
    async take(tx, changes) {
      await followChanges(within(contextOf(), tx), tx, refresher, changes);
      return true;
    },
    report,
  });
}
