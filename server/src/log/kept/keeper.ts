/** Keeps one index: follows the log, and has parts made anew by a job where a release changes what they are made of. */
import type { Context } from '../../context.ts';
import type { Database } from '../../database/index.ts';
import { systemContext } from '../../identity/viewers.ts';
import type { Jobs } from '../../jobs/index.ts';
import type { LiveRelease } from '../../releases/live.ts';
import { checkIndex, type IndexFinding } from './doctor.ts';
import { createIndexFollower } from './follow.ts';
import { type Kept, makeParts } from './make.ts';
import type { IndexPart, KeptIndex } from './part.ts';
import { forget } from './states.ts';

export interface IndexKeeper {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Takes all changes that are there now, and makes what is missing. */
  catchUp(): Promise<void>;
  /** Looks at every record again, and mends what differs. */
  rebuild(): Promise<Kept>;
  /** What is wrong with it, by its states and a sample of records. */
  check(): Promise<readonly IndexFinding[]>;
}

export interface KeeperDependencies {
  readonly db: Database;
  readonly releases: {
    current(): LiveRelease;
    onChange(handler: (release: LiveRelease) => void): () => void;
  };
  readonly jobs: Jobs;
  /** ISO 8601 in UTC. */
  readonly now: () => string;
  readonly report?: (error: Error) => void;
}

const expireSeconds = 6 * 3_600;

export function createIndexKeeper<Part extends IndexPart>(
  index: KeptIndex<Part>,
  { db, releases, jobs, now, report = () => {} }: KeeperDependencies,
): IndexKeeper {
  const job = `${index.name}-index`;
  const contextOf = (): Context => systemContext({ db, now }, releases.current());
  const follower = createIndexFollower(index, db, contextOf, report);
  jobs.define({
    id: job,
    parse: () => ({}),
    expireSeconds,
    handler: async ({ signal }) => void (await makeParts(index, contextOf, signal)),
  });
  let unsubscribe: (() => void) | undefined;
  let adopting: Promise<void> = Promise.resolve();
  const adopt = () => {
    adopting = adopting
      .then(async () => void (await jobs.enqueue(job, {}, { key: 'all' })))
      .catch((cause: unknown) =>
        report(new Error(`The ${index.name} index could not follow a release`, { cause })),
      );
  };
  return {
    async start() {
      unsubscribe = releases.onChange(adopt);
      await follower.start();
      adopt();
      await adopting;
    },
    async stop() {
      unsubscribe?.();
      unsubscribe = undefined;
      await follower.stop();
      await adopting;
    },
    async catchUp() {
      await follower.catchUp();
      await makeParts(index, contextOf);
    },
    async rebuild() {
      await follower.catchUp();
      await forget(contextOf(), index);
      return makeParts(index, contextOf);
    },
    check: () => checkIndex(index, contextOf()),
  };
}
