import type { Database } from '../database/index.ts';
import type { Jobs } from '../jobs/index.ts';
import type { Records } from '../records/records.ts';
import type { LiveRelease } from '../releases/live.ts';
import { createAssignment } from './assignment/assignment.ts';
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
  const refresher = createSegmentRefresher();
  return {
    segments: createSegments(refresher),
    assignment: createAssignment(deps.records),
    tasks: createTasks(deps.records),
    queues: createQueues(),
    ownership: deps.ownership,
    async start() {},
    async stop() {},
  };
}
