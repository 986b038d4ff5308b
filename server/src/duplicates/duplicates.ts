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
import { createIndexKeeper, type IndexKeeper, type KeeperDependencies } from '../log/kept/index.ts';
import type { RecordsDependencies } from '../records/operation.ts';
import { findDuplicates } from './check.ts';
import { matchIndex } from './index/match-index.ts';
import { listMerges } from './merge/list.ts';
import { mergeRecords } from './merge/merge.ts';
import { undoMerge } from './merge/undo.ts';
import { decidePair, listPairs, type PairsAsked } from './pairs.ts';

export interface Duplicates extends IndexKeeper {
  find(context: Context, entity: string, question: DuplicateQuestion): Promise<SuspectsBody>;
  pairs(context: Context, entity: string, asked: PairsAsked): Promise<DuplicatePairPage>;
  decide(context: Context, verdict: DuplicateVerdict): Promise<void>;
  merge(context: Context, entity: string, id: string, request: MergeRequest): Promise<MergeBody>;
  merges(context: Context, entity: string, id: string): Promise<{ readonly items: readonly MergeEntry[] }>;
  undoMerge(context: Context, entity: string, id: string, merge: string): Promise<UnmergeBody>;
}

export type DuplicatesDependencies = RecordsDependencies & KeeperDependencies;

export function createDuplicates(deps: DuplicatesDependencies): Duplicates {
  const { now, ownership } = deps;
  return {
    ...createIndexKeeper(matchIndex, deps),
    find: findDuplicates,
    pairs: listPairs,
    decide: decidePair,
    merge: (...call) => mergeRecords({ now, ownership }, ...call),
    merges: listMerges,
    undoMerge: (...call) => undoMerge({ now, ownership }, ...call),
  };
}
