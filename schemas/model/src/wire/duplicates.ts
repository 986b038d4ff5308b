/** Records that may stand for the same thing, and how they become one. */
import type { RecordBody } from '../wire.ts';

/** A record that looks like another, as far as the reader may see it. */
export interface SuspectBody {
  readonly id: string;
  readonly title: string;
  /** From 0 to 1; 1 is the same. */
  readonly score: number;
  /** Rules by which they match, best first. */
  readonly rules: readonly {
    readonly id: string;
    readonly label: string;
    readonly action: 'warn' | 'block';
  }[];
  /** What tells it apart: values of the fields that were compared. */
  readonly details: readonly { readonly field: string; readonly text: string }[];
}

/** POST records/{entity}/duplicates: values of a record that is being written; `id` when it is there already. */
export interface DuplicateQuestion {
  readonly values: { readonly [field: string]: unknown };
  readonly id?: string;
}
export interface SuspectsBody {
  /** Best first. */
  readonly suspects: readonly SuspectBody[];
  /** False while records that are there are still being looked through. */
  readonly ready: boolean;
}

export type PairState = 'open' | 'not-duplicate';
/** GET duplicates?entity=…&state=…&after=…&limit=… */
export interface DuplicatePair {
  readonly rule: { readonly id: string; readonly label: string };
  readonly score: number;
  readonly state: PairState;
  /** Both with all that the reader sees of them. */
  readonly records: readonly [RecordBody, RecordBody];
}
export interface DuplicatePairPage {
  readonly items: readonly DuplicatePair[];
  readonly next: string | null;
  readonly ready: boolean;
}
/** POST duplicates/verdicts: what somebody says of two records, for all rules. */
export interface DuplicateVerdict {
  readonly entity: string;
  readonly records: readonly [string, string];
  readonly state: PairState;
}

/** Where the survivor's value comes from: one of the records, or a value of its own. */
export type MergeChoice = { readonly from: string } | { readonly value: unknown };
/** POST records/{entity}/{id}/merge: `with` become one with `id`, and cease to be. */
export interface MergeRequest {
  readonly with: readonly string[];
  /** By field; what is not named stays as the survivor has it, links of relations to many are joined. */
  readonly values?: { readonly [field: string]: MergeChoice };
  /** Tells what would be, and does nothing. */
  readonly preview?: boolean;
}
export interface MergeBody {
  /** Null for a preview. */
  readonly merge: string | null;
  /** The survivor as it is, or would be. */
  readonly record: RecordBody;
  /** Records of what is moved, as far as the reader may see them, by entity; `tasks`, `touchpoints` and the like beside them. */
  readonly moves: readonly { readonly entity: string; readonly count: number }[];
  readonly other: { readonly [kind: string]: number };
  /** What is in the way; only told by a preview. */
  readonly conflicts: readonly {
    readonly pointer: string;
    readonly code: string;
    readonly message: string;
  }[];
}
/** GET records/{entity}/{id}/merges, newest first. */
export interface MergeEntry {
  readonly id: string;
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly merged: readonly { readonly id: string; readonly title: string }[];
  readonly undoneAt: string | null;
}
/** POST records/{entity}/{id}/merges/{merge}/undo */
export interface UnmergeBody {
  readonly restored: readonly string[];
  /** What somebody changed since, and so stays; of records that the reader may not see only how many. */
  readonly left: readonly {
    readonly entity: string;
    readonly record: string;
    readonly field: string | null;
    readonly reason: 'changed-since' | 'unique-conflict' | 'deleted-since';
  }[];
  readonly leftUnseen: number;
}
