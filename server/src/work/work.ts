/** The doors of the work engine. Each part has a folder; rules by number stand in SPEC.md. */
import type { Expression, Text } from '@tenon/documents';
import type {
  AssignmentResult,
  CompleteTask,
  MyResultsBody,
  QueueBody,
  RuleRunBody,
  TaskBody,
  TaskPage,
  TaskState,
  WhyBody,
  WorkbenchBody,
} from '@tenon/model';
import type { Context } from '../context.ts';
import type { OwnershipGate } from './ownership/ownership.ts';

export interface Work {
  readonly segments: Segments;
  readonly assignment: Assignment;
  readonly tasks: Tasks;
  readonly queues: Queues;
  readonly ownership: OwnershipGate;
  /** Brings memberships and schedules in step with the live release, and follows the log. Needs `jobs` started. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Waits until what follows from all committed changes is done, whoever does it. */
  catchUp(): Promise<void>;
}

export interface Segments {
  /** Computes every membership anew in one statement and writes the differences. */
  refreshAll(context: Context, segmentation: string): Promise<SegmentRefresh>;
  /** The same for some records. */
  refreshRecords(context: Context, segmentation: string, ids: readonly string[]): Promise<SegmentRefresh>;
  /** Sizes of the segments, in their order, as far as the viewer may read the records. */
  members(context: Context, segmentation: string): Promise<SegmentSizes>;
  /** The segment of one record in each segmentation of its entity; the caller has read the record. */
  segmentsOf(context: Context, entity: string, record: string): Promise<WorkbenchBody['segments']>;
  /** What a segmentation document that is not published would give on live data. Writes nothing. Needs `configure`. */
  preview(context: Context, document: SegmentationDraft): Promise<SegmentationPreview>;
  /** Moves between segments in a time: ISO 8601. Needs `manage_work`. */
  flows(
    context: Context,
    segmentation: string,
    period: { readonly from: string; readonly to: string },
  ): Promise<readonly SegmentFlow[]>;
}
export interface SegmentRefresh {
  /** Memberships written or removed. */
  readonly changed: number;
}
export interface SegmentSizes {
  readonly segmentation: string;
  readonly segments: readonly { readonly segment: string; readonly count: number }[];
}
/** A segmentation document as far as a preview needs it. */
export interface SegmentationDraft {
  readonly id: string;
  readonly entity: string;
  readonly segments: readonly { readonly id: string; readonly label?: Text; readonly when: Expression }[];
  readonly otherwise: { readonly id: string };
}
export interface SegmentationPreview extends SegmentSizes {
  /** Records for which both conditions hold, whichever comes first: pairs of different segments, none without records. */
  readonly overlaps: readonly { readonly a: string; readonly b: string; readonly count: number }[];
  /** Against the membership of now; `from` is null for records that have none. */
  readonly moves: readonly { readonly from: string | null; readonly to: string; readonly count: number }[];
  readonly total: number;
}
export interface SegmentFlow {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

export interface RunOptions {
  /** Breaks ties that the strategy and the rule leave; ids decide when absent. */
  readonly seed?: string;
  /** The due time that started it; a second run for the same one gives the result of the first. */
  readonly slot?: string;
}
export interface Assignment {
  /** What a run would do now; writes nothing. Needs `manage_work`. */
  simulate(context: Context, rule: string, options?: Pick<RunOptions, 'seed'>): Promise<AssignmentResult>;
  /** Gives records to operators in one transaction. Needs `manage_work`. */
  run(context: Context, rule: string, options?: RunOptions): Promise<AssignmentResult>;
  /** Past runs, newest first. Needs `manage_work`. */
  runs(context: Context, rule: string, limit?: number): Promise<readonly RuleRunBody[]>;
}
/** `mine`: of the viewer. `team`: of everybody (needs `manage_work`), else of the viewer's team mates. `queue:ID`: to be claimed. */
export type TaskScope = 'mine' | 'team' | `queue:${string}`;
export interface TaskQuery {
  readonly scope?: string;
  /** `open`, the default, is what waits to be done: open and in progress, not snoozed. */
  readonly state?: TaskState;
  /** 1 to 200; 50 when absent. */
  readonly limit?: number;
  readonly after?: string;
}
/** `key` makes a retry harmless: the same key on the same task answers with what the first call gave. */
export interface TaskChange {
  readonly version: number;
  readonly key?: string;
}
export interface Tasks {
  list(context: Context, query: TaskQuery): Promise<TaskPage>;
  read(context: Context, id: string): Promise<TaskBody>;
  workbench(context: Context, id: string): Promise<WorkbenchBody>;
  /** The operator begins; harmless when begun already. */
  open(context: Context, id: string): Promise<TaskBody>;
  complete(context: Context, id: string, completion: CompleteTask): Promise<TaskBody>;
  /** Hides the task from the list until a time. */
  snooze(context: Context, id: string, change: TaskChange & { readonly until: string }): Promise<TaskBody>;
  /** Gives the task back to a queue (the one it came from, else that of its rule). */
  return(
    context: Context,
    id: string,
    change: TaskChange & { readonly queue?: string; readonly note?: string },
  ): Promise<TaskBody>;
  /** To another operator: own tasks, or anybody's with `manage_work`. */
  handOver(
    context: Context,
    id: string,
    change: TaskChange & { readonly to: string; readonly note?: string },
  ): Promise<TaskBody>;
  /** Takes a task from a queue. */
  claim(context: Context, id: string, change?: { readonly key?: string }): Promise<TaskBody>;
  /** Needs `manage_work`. */
  cancel(context: Context, id: string, change: TaskChange & { readonly note?: string }): Promise<TaskBody>;
  /** Why this task is the operator's. */
  why(context: Context, id: string): Promise<WhyBody>;
  /** Why nobody, or who, got a record. */
  whyRecord(context: Context, entity: string, record: string): Promise<WhyBody>;
  /** Who a task may be handed to: active users who work tasks, by name. */
  operators(
    context: Context,
    search?: string,
  ): Promise<readonly { readonly id: string; readonly name: string }[]>;
  myResults(context: Context): Promise<MyResultsBody>;
}
export interface Queues {
  /** Queues that the viewer serves or manages, with how much is in them. */
  list(context: Context): Promise<readonly QueueBody[]>;
  /** Takes the first task of the queue that nobody else is taking; undefined when there is none. */
  claimNext(
    context: Context,
    queue: string,
    change?: { readonly key?: string },
  ): Promise<TaskBody | undefined>;
  /** Records that wait in the queue because nobody could take them, longest first. */
  waiting(
    context: Context,
    queue: string,
    page?: { readonly limit?: number; readonly after?: string },
  ): Promise<WaitingPage>;
}
export interface WaitingPage {
  readonly items: readonly {
    readonly entity: string;
    readonly record: string;
    readonly title: string;
    readonly rule: string;
    readonly reason: string;
    readonly since: string;
  }[];
  readonly next: string | null;
}
