import type { Context } from '../context.ts';
import type { Database } from '../database/index.ts';
import { systemContext } from '../identity/viewers.ts';
import type { Jobs } from '../jobs/index.ts';
import type { Records } from '../records/records.ts';
import type { LiveRelease } from '../releases/live.ts';
import { createAssignment } from './assignment/assignment.ts';
import { type BackgroundDependencies, defineJobs, followRelease } from './background.ts';
import { createFollower } from './follow/follower.ts';
import type { OwnershipGate } from './ownership/ownership.ts';
import { createQueues } from './queues/queues.ts';
import { createSegmentRefresher, createSegments } from './segments/segments.ts';
import { createTasks } from './tasks/tasks.ts';
import type { Work } from './work.ts';

/** What the engine asks of releases. */
export interface LiveReleases {
  current(): LiveRelease;
  onChange(handler: (release: LiveRelease) => void): () => void;
}

export interface WorkDependencies {
  readonly db: Database;
  readonly records: Records;
  readonly releases: LiveReleases;
  readonly jobs: Jobs;
  readonly ownership: OwnershipGate;
  /** ISO 8601 in UTC. */
  readonly now: () => string;
  /** Told of failures in the background. */
  readonly report?: (error: Error) => void;
}

export function createWork(deps: WorkDependencies): Work {
  const { db, records, releases, jobs, ownership, now, report = () => {} } = deps;
  const contextOf = (): Context => systemContext({ db, now }, releases.current());
  const refresher = createSegmentRefresher();
  const assignment = createAssignment(records);
  const background: BackgroundDependencies = { db, jobs, refresher, assignment, contextOf };
  const follower = createFollower(db, refresher, contextOf, report);
  defineJobs(background);

  let following: Promise<void> = Promise.resolve();
  let forget: (() => void) | undefined;
  const adopt = (release: LiveRelease) => {
    following = following
      .then(() => followRelease(background, release))
      .catch((cause: unknown) => report(new Error('A release could not be followed', { cause })));
  };

  return {
    segments: createSegments(refresher),
    assignment,
    tasks: createTasks(records),
    queues: createQueues(),
    ownership,
    async start() {
      forget = releases.onChange(adopt);
      await follower.start();
      adopt(releases.current());
      await following;
    },
    async stop() {
      forget?.();
      forget = undefined;
      await follower.stop();
      await following;
    },
    catchUp: () => follower.catchUp(),
  };
}
