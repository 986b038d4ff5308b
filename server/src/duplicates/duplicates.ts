/** Records that stand for the same thing: found, told, refused, decided on. How they become one stands in merge/. */
import type {
  DuplicatePairPage,
  DuplicateQuestion,
  DuplicateVerdict,
  MergeBody,
  MergeEntry,
  MergeRequest,
  SuspectsBody,
  UnmergeBody,
} from '@tenon/model';
import type { Context } from '../context.ts';
import type { Database } from '../database/index.ts';
import { systemContext } from '../identity/viewers.ts';
import type { Jobs } from '../jobs/index.ts';
import type { RecordsDependencies } from '../records/operation.ts';
import type { LiveRelease } from '../releases/live.ts';
import { findDuplicates } from './check.ts';
import { createDuplicatesFollower } from './index/follow.ts';
import { forgetMatches, keepMatches } from './index/rebuild.ts';
import { listMerges } from './merge/list.ts';
import { mergeRecords } from './merge/merge.ts';
import { undoMerge } from './merge/undo.ts';
import { decidePair, listPairs, type PairsAsked } from './pairs.ts';

export interface Duplicates {
  find(context: Context, entity: string, question: DuplicateQuestion): Promise<SuspectsBody>;
  pairs(context: Context, entity: string, asked: PairsAsked): Promise<DuplicatePairPage>;
  decide(context: Context, verdict: DuplicateVerdict): Promise<void>;
  merge(context: Context, entity: string, id: string, request: MergeRequest): Promise<MergeBody>;
  merges(context: Context, entity: string, id: string): Promise<{ readonly items: readonly MergeEntry[] }>;
  undoMerge(context: Context, entity: string, id: string, merge: string): Promise<UnmergeBody>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Takes all changes that are there now, and looks at what no rule has looked at. */
  catchUp(): Promise<void>;
  /** Looks at every record again. */
  rebuild(): Promise<void>;
}

export interface DuplicatesDependencies extends RecordsDependencies {
  readonly db: Database;
  readonly releases: {
    current(): LiveRelease;
    onChange(handler: (release: LiveRelease) => void): () => void;
  };
  readonly jobs: Jobs;
  readonly report?: (error: Error) => void;
}

const job = 'duplicates-index';

export function createDuplicates(deps: DuplicatesDependencies): Duplicates {
  const { db, releases, jobs, now, ownership, report = () => {} } = deps;
  const contextOf = () => systemContext({ db, now }, releases.current());
  const follower = createDuplicatesFollower(db, contextOf, report);
  jobs.define({
    id: job,
    parse: () => ({}),
    expireSeconds: 6 * 3_600,
    handler: async ({ signal }) => await keepMatches(contextOf, signal),
  });
  let forget: (() => void) | undefined;
  let adopting: Promise<void> = Promise.resolve();
  const adopt = () => {
    adopting = adopting
      .then(async () => void (await jobs.enqueue(job, {}, { key: 'all' })))
      .catch((cause: unknown) => report(new Error('Duplicate rules could not follow a release', { cause })));
  };
  return {
    find: findDuplicates,
    pairs: listPairs,
    decide: decidePair,
    merge: (...call) => mergeRecords({ now, ownership }, ...call),
    merges: listMerges,
    undoMerge: (...call) => undoMerge({ now, ownership }, ...call),
    async start() {
      forget = releases.onChange(adopt);
      await follower.start();
      adopt();
      await adopting;
    },
    async stop() {
      forget?.();
      forget = undefined;
      await follower.stop();
      await adopting;
    },
    async catchUp() {
      await follower.catchUp();
      await keepMatches(contextOf);
    },
    async rebuild() {
      await follower.catchUp();
      await forgetMatches(contextOf());
      await keepMatches(contextOf);
    },
  };
}
