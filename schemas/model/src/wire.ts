/** The JSON shapes of the HTTP API (/api/v1), shared by the server and the browser apps. */

import type { DocumentRef, Expression, Language, Problem } from '@tenon/documents';
import type { ReportResult } from '@tenon/plugin-api';
import type { Capability, RecordAction } from './model.ts';
import type { ConstraintsConfig } from './wire/constraints.ts';
import type { SuspectBody } from './wire/duplicates.ts';
import type { ImpactBody } from './wire/impact.ts';
import type { PageConfig } from './wire/pages.ts';

/** RFC 9457; `application/problem+json`. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** Finer places: pointer into the body or `field`. */
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly message: string }[];
  /** 409 on a record: its present values. */
  readonly current?: RecordBody;
  /** For publish: the problems of the configuration. */
  readonly problems?: readonly Problem[];
  /** 409 `duplicate`: records that the new one looks like, as far as the reader may see them. */
  readonly duplicates?: readonly SuspectBody[];
  readonly incident?: string;
}

/** Values by field id, system fields among them. `$titles` only when asked for with `titles=true`: what people read in place of ids. */
export interface RecordBody {
  readonly id: string;
  readonly version: number;
  readonly $titles?: { readonly [path: string]: string | readonly string[] };
  readonly [field: string]: unknown;
}

/** POST records/{entity}/query (GET takes the same as query parameters, `where` as JSON, `sort` as `-field,field`). */
export interface RecordQuery {
  readonly where?: Expression;
  /** Text looked for in the entity's search fields. */
  readonly search?: string;
  readonly sort?: readonly { readonly field: string; readonly direction?: 'asc' | 'desc' }[];
  /** Fields or paths such as `owner.team`; all own fields when absent. */
  readonly fields?: readonly string[];
  /** 1 to 500; 50 when absent. */
  readonly limit?: number;
  readonly after?: string;
  /** `bounded` is exact up to 10,000; none by default. */
  readonly count?: 'none' | 'bounded';
  readonly titles?: boolean;
  /** Deleted records instead of live ones (needs the restore right). */
  readonly deleted?: boolean;
}
export interface RecordPage {
  readonly items: readonly RecordBody[];
  /** Pass as `after`; null at the end. */
  readonly next: string | null;
  readonly count?: { readonly value: number; readonly exact: boolean };
}
/** POST records/{entity}/aggregate. */
export interface AggregateQuery {
  readonly where?: Expression;
  /** As in RecordQuery. */
  readonly search?: string;
  readonly groupBy?: readonly {
    readonly id: string;
    readonly field: string;
    readonly bucket?: 'day' | 'week' | 'month' | 'quarter' | 'year';
  }[];
  readonly measures: readonly {
    readonly id: string;
    readonly aggregate: 'count' | 'sum' | 'avg' | 'min' | 'max';
    readonly field?: string;
    readonly where?: Expression;
  }[];
  readonly sort?: readonly { readonly by: string; readonly direction?: 'asc' | 'desc' }[];
  readonly limit?: number;
}
export interface AggregateResult {
  readonly rows: readonly {
    readonly values: { readonly [id: string]: string | null };
    readonly titles: { readonly [id: string]: string };
  }[];
  readonly more: boolean;
}
/** POST records/{entity}/bulk. All or nothing. Records are named by `ids`, or by what they match. */
export interface BulkRequest {
  readonly action: 'update' | 'delete';
  readonly ids?: readonly string[];
  readonly match?: BulkMatch;
  readonly values?: { readonly [field: string]: unknown };
}
/** All records that match, if they are as many as the asker counted. */
export interface BulkMatch {
  readonly where?: Expression;
  readonly search?: string;
  readonly count: number;
}
export interface HistoryEntry {
  readonly id: string;
  readonly action: 'create' | 'update' | 'delete' | 'restore';
  readonly version: number;
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string } | null;
  /** api, import, task, assignment, … */
  readonly source: string;
  /** What the source goes by: the file of an import. */
  readonly origin: string | null;
  readonly changes: readonly {
    readonly field: string;
    readonly label: string;
    readonly from: unknown;
    readonly to: unknown;
    readonly fromText: string;
    readonly toText: string;
    /** The configuration has the field no more. */
    readonly removed?: true;
  }[];
}

/** GET session. */
export interface SessionBody {
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly email: string | null;
    readonly language: Language;
    readonly timeZone: string;
    readonly roles: readonly string[];
    /** In the order of `roles`. */
    readonly roleLabels: readonly Label[];
  };
  readonly capabilities: readonly Capability[];
  /** Sent back as `x-csrf-token` on every write of a cookie session. */
  readonly csrf: string;
}

/** GET model: the live configuration as the viewer may see it, labels as written (both languages). */
export interface AppConfig {
  readonly release: number;
  readonly organisation: {
    readonly label: unknown;
    readonly timeZone: string;
    readonly currency: string;
    readonly languages: readonly Language[];
    readonly phoneRegion: string;
  };
  readonly entities: { readonly [id: string]: EntityConfig };
  readonly views: { readonly [id: string]: ViewConfig };
  readonly pages: { readonly [id: string]: PageConfig };
  readonly forms: { readonly [id: string]: FormConfig };
  readonly dashboards: { readonly [id: string]: DashboardConfig };
  readonly segmentations: {
    readonly [id: string]: {
      readonly id: string;
      readonly entity: string;
      readonly label: Label;
      readonly segments: readonly { readonly id: string; readonly label: Label; readonly color: string }[];
    };
  };
  readonly taskTypes: { readonly [id: string]: TaskTypeConfig };
  readonly queues: {
    readonly [id: string]: { readonly id: string; readonly label: Label; readonly entity: string };
  };
  readonly app: AppNavigation;
}
export type Label = string | { readonly en?: string; readonly 'zh-CN'?: string };
export interface EntityConfig {
  readonly id: string;
  readonly label: Label;
  readonly labelPlural: Label;
  readonly icon: string;
  readonly titleField: string;
  readonly fields: readonly FieldConfig[];
  /** What the viewer may do with at least some of its records. */
  readonly actions: readonly RecordAction[];
  /** The list and forms used when nothing else is said. */
  readonly defaultView: string | null;
  readonly createForm: string | null;
  readonly editForm: string | null;
  /** Pages of its records: the first that is for the record's type. */
  readonly pages: readonly string[];
  readonly constraints: ConstraintsConfig;
  /** Fields by which duplicates are looked for while somebody writes; none where no rule is. */
  readonly comparedFields: readonly string[];
  /** Entities on whose records a value follows from its records, such as a roll-up. */
  readonly followedBy: readonly string[];
}
export interface FieldConfig {
  readonly id: string;
  readonly label: Label;
  readonly help?: Label;
  readonly type: string;
  readonly options: { readonly [option: string]: unknown };
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly system: boolean;
  readonly sortable: boolean;
  readonly unique?: boolean;
  readonly relation?: { readonly cardinality: 'one' | 'many' | 'inverse'; readonly entity: string };
  readonly default?: unknown;
  /** Parts of its values that can stand in a column, under a path such as `address.city`. */
  readonly parts?: readonly FieldConfig[];
}
export interface ColumnConfig {
  /** The path as written. */
  readonly path: string;
  readonly label: Label;
  readonly width?: number;
  /** The field at the end of the path. */
  readonly field: FieldConfig;
}
export interface ViewConfig {
  readonly id: string;
  readonly entity: string;
  readonly label: Label;
  readonly type: string;
  readonly columns: readonly ColumnConfig[];
  /** Which records the view is about; the reader sends it along with its own conditions. */
  readonly where?: Expression;
  readonly sort: readonly { readonly field: string; readonly direction: 'asc' | 'desc' }[];
  readonly options: { readonly [option: string]: unknown };
}
/** What the rjsf adapter needs: `schema` for validation, `ui` for the layout. */
export interface FormConfig {
  readonly id: string;
  readonly entity: string;
  readonly label: Label;
  readonly use: 'create' | 'edit' | 'both';
  readonly schema: { readonly [keyword: string]: unknown };
  readonly sections: readonly {
    readonly id: string;
    readonly label?: Label;
    readonly columns: number;
    readonly visible?: Expression;
    readonly fields: readonly {
      readonly field: string;
      readonly span: number;
      readonly visible?: Expression;
      readonly required?: Expression;
      readonly readOnly?: Expression;
    }[];
  }[];
}
export interface DashboardConfig {
  readonly id: string;
  readonly label: Label;
  readonly tiles: readonly {
    readonly id: string;
    readonly type: string;
    readonly label: Label;
    readonly report: string | null;
    readonly position: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
    readonly options: { readonly [option: string]: unknown };
  }[];
}
export interface TaskTypeConfig {
  readonly id: string;
  readonly entity: string;
  readonly label: Label;
  readonly icon: string;
  readonly facts: readonly ColumnConfig[];
  readonly lists: readonly {
    readonly relation: string;
    readonly label: Label;
    readonly entity: string;
    readonly columns: readonly ColumnConfig[];
  }[];
  readonly instructions?: Label;
  readonly outcomes: readonly {
    readonly id: string;
    readonly label: Label;
    readonly color: string;
    readonly hint?: Label;
    readonly note: 'none' | 'optional' | 'required';
    readonly fields: readonly { readonly field: FieldConfig; readonly required: boolean }[];
    readonly schema: { readonly [keyword: string]: unknown };
  }[];
}
export interface AppNavigation {
  readonly id: string;
  readonly label: Label;
  readonly items: readonly {
    readonly id: string;
    readonly label: Label;
    readonly icon: string;
    readonly target: { readonly kind: 'view' | 'dashboard' | 'entity'; readonly id: string };
  }[];
  readonly homeDashboards: readonly string[];
}

/** GET dashboards/{id}/data → tile id → result; GET reports/{id}/data → one result. Language by Accept-Language or the user's. */
export interface DashboardData {
  readonly tiles: { readonly [tile: string]: ReportResult | { readonly problem: string } };
  readonly asOf: string;
}

export type TaskState = 'open' | 'in_progress' | 'completed' | 'lapsed' | 'returned' | 'cancelled';
/** GET work/tasks?scope=mine|team|queue:ID&state=open&limit&after → { items, next, count }. Ordered by priority (highest first), then due. */
export interface TaskBody {
  readonly id: string;
  readonly taskType: string;
  readonly entity: string;
  readonly record: string;
  readonly title: string;
  readonly subtitle: string | null;
  readonly state: TaskState;
  readonly operator: { readonly id: string; readonly name: string } | null;
  readonly queue: string | null;
  readonly priority: string;
  /** Named parts of the priority, largest first. */
  readonly priorityParts: readonly { readonly id: string; readonly label: Label; readonly score: string }[];
  readonly hot: boolean;
  readonly overdue: boolean;
  readonly due: string | null;
  readonly lapsesAt: string | null;
  readonly snoozedUntil: string | null;
  readonly createdAt: string;
  readonly version: number;
}
export interface TaskPage {
  readonly items: readonly TaskBody[];
  readonly next: string | null;
  readonly count: { readonly open: number; readonly overdue: number; readonly completedToday: number };
}
/** GET work/tasks/{id}. */
export interface WorkbenchBody {
  readonly task: TaskBody;
  readonly record: RecordBody;
  readonly facts: RecordBody;
  readonly lists: { readonly [relation: string]: RecordPage };
  readonly outcomes: readonly string[];
  readonly segments: readonly {
    readonly segmentation: string;
    readonly segment: string;
    readonly since: string;
  }[];
}
/** POST work/tasks/{id}/complete. `key` makes a retry harmless. */
export interface CompleteTask {
  readonly outcome: string;
  readonly values?: { readonly [field: string]: unknown };
  readonly note?: string;
  readonly version: number;
  readonly key?: string;
  /** Seconds of work as measured on the page, idle time left out. */
  readonly seconds?: number;
}
/** GET work/tasks/{id}/why and work/records/{entity}/{id}/why: sentences in the reader's language with the figures behind them. */
export interface WhyBody {
  readonly sentences: readonly string[];
  readonly decision: DecisionBody | null;
}
export interface DecisionBody {
  readonly id: string;
  readonly at: string;
  readonly rule: string;
  readonly release: number;
  readonly run: string;
  readonly record: string;
  readonly operator: string | null;
  readonly candidates: number;
  readonly excluded: readonly { readonly reason: string; readonly count: number }[];
  readonly score: { readonly [part: string]: number };
}
/** POST work/assignment-rules/{id}/simulate and …/run. */
export interface AssignmentResult {
  readonly run: string;
  readonly rule: string;
  readonly recalled: number;
  readonly assigned: number;
  readonly waiting: number;
  readonly reasons: readonly { readonly reason: string; readonly count: number; readonly text: string }[];
  readonly operators: readonly {
    readonly id: string;
    readonly name: string;
    readonly before: number;
    readonly after: number;
    readonly capacity: number | null;
    readonly weight: number;
  }[];
  /** The first 100. */
  readonly assignments: readonly {
    readonly record: string;
    readonly title: string;
    readonly operator: string | null;
    readonly reason: string | null;
  }[];
}

/** GET work/results: what the viewer was given and did, in days of the organisation's time zone. */
export interface MyResultsBody {
  readonly today: ResultFigures;
  readonly days30: ResultFigures & {
    /** Over completed tasks that were measured; null when none was. */
    readonly meanSeconds: number | null;
  };
  /** Of the 30 days, most frequent first. */
  readonly byOutcome: readonly {
    readonly taskType: string;
    readonly outcome: string;
    readonly label: Label;
    readonly count: number;
  }[];
  readonly asOf: string;
}
export interface ResultFigures {
  readonly given: number;
  readonly completed: number;
  readonly lapsed: number;
}
/** GET work/queues. */
export interface QueueBody {
  readonly id: string;
  readonly label: Label;
  readonly entity: string;
  /** Tasks and records that wait to be claimed, as far as the viewer may see them. */
  readonly waiting: number;
  readonly canClaim: boolean;
}
/** GET work/assignment-rules. */
export interface RuleBody {
  readonly id: string;
  readonly label: Label;
  readonly enabled: boolean;
  readonly taskType: string;
  readonly schedule: { readonly cron: string; readonly timeZone: string } | null;
  readonly lastRun: RuleRunBody | null;
}
/** GET work/assignment-rules/{id}/runs, newest first. */
export interface RuleRunBody {
  readonly run: string;
  readonly at: string;
  readonly release: number;
  readonly recalled: number;
  readonly assigned: number;
  readonly waiting: number;
}

/** Configuration. */
export interface ReleaseBody {
  readonly number: number;
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly note: string;
  readonly live: boolean;
  readonly documents: number;
  /** Set when it was made by rolling back. */
  readonly rollbackOf: number | null;
}
/** GET config/draft. `base` is the release it started from; `live` the one in force. */
export interface DraftBody {
  readonly base: number;
  readonly live: number;
  readonly revision: number;
  readonly documents: readonly {
    readonly kind: string;
    readonly id: string;
    readonly content: string;
    readonly state: 'same' | 'added' | 'changed' | 'removed';
  }[];
}
/** POST config/plan with { documents } or nothing (the draft): what a publish would do. */
export interface PlanBody {
  readonly problems: readonly Problem[];
  readonly changes: readonly DocumentChange[];
  readonly tables: readonly {
    readonly change: string;
    readonly safety: 'safe' | 'needs_backfill' | 'retires';
    readonly text: Label;
    readonly sql: readonly string[];
  }[];
  /** What it means for the records that are there. */
  readonly impact: readonly ImpactBody[];
  /** Nothing would change. */
  readonly empty: boolean;
}
export interface DocumentChange {
  readonly document: DocumentRef;
  readonly change: 'added' | 'changed' | 'removed';
  /** Sentences such as "Account: field Region added (choice)". */
  readonly sentences: readonly { readonly en: string; readonly 'zh-CN': string }[];
  readonly before: string | null;
  readonly after: string | null;
}
