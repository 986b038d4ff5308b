/* Generated from the schemas beside it by `npm run generate`; not edited by hand. */
import type {Expression} from "./expression.ts";
import type {Text} from "./text.ts";

/**
 * A document of any kind, in the newest format.
 */
export type TenonDocument =
  | AppDocument
  | AssignmentRuleDocument
  | DashboardDocument
  | DuplicateRuleDocument
  | EntityDocument
  | FormDocument
  | OrganisationDocument
  | PageDocument
  | QueueDocument
  | ReportDocument
  | RoleDocument
  | SegmentationDocument
  | TaskTypeDocument
  | ViewDocument;
/**
 * Permanent id: lower case letters, digits and underscores.
 */
export type Id = string;
/**
 * A field, or a field of a related record: `owner.team`.
 */
export type Path = string;
/**
 * @maxItems 5
 */
export type Sort = readonly SortKey[];
/**
 * ISO 8601 duration: P3D, PT12H.
 */
export type Duration = string;
/**
 * Cron, five fields, in the time zone below.
 */
export type Cron = string;
/**
 * IANA name: Asia/Shanghai.
 */
export type TimeZone = string;
/**
 * A named colour of the theme, legible in light and dark.
 */
export type Color =
  | "neutral"
  | "blue"
  | "cyan"
  | "green"
  | "lime"
  | "gold"
  | "orange"
  | "red"
  | "magenta"
  | "purple"
  | "geekblue";
export type Effect = SetEffect | FollowUpEffect | ReleaseEffect;

/**
 * Navigation of the runtime for some roles.
 */
export interface AppDocument {
  /**
   * Where editors find this schema; ignored otherwise.
   */
  readonly $schema?: string;
  /**
   * Version of this kind's format; the newest when absent.
   */
  readonly format?: number;
  readonly kind: "app";
  readonly id: Id;
  readonly label: Text;
  readonly description?: Text;
  /**
   * Who gets this app; everybody when absent.
   *
   * @maxItems 500
   */
  readonly roles?: readonly Id[];
  /**
   * In order; each names one of view, dashboard, entity.
   *
   * @minItems 1
   * @maxItems 60
   */
  readonly items: readonly NavigationItem[];
  /**
   * The home page.
   */
  readonly home?: {
    /**
     * Shown on the home page below the work list.
     *
     * @maxItems 5
     */
    readonly dashboards?: readonly Id[];
  };
}
export interface NavigationItem {
  readonly id: Id;
  readonly label?: Text;
  /**
   * Name of an icon.
   */
  readonly icon?: string;
  readonly view?: Id;
  readonly dashboard?: Id;
  readonly entity?: Id;
}
/**
 * Decides which records become whose tasks: recall, match, frequency, validity.
 */
export interface AssignmentRuleDocument {
  /**
   * Where editors find this schema; ignored otherwise.
   */
  readonly $schema?: string;
  /**
   * Version of this kind's format; the newest when absent.
   */
  readonly format?: number;
  readonly kind: "assignment-rule";
  readonly id: Id;
  readonly label: Text;
  readonly description?: Text;
  /**
   * A rule that is off can still be simulated.
   */
  readonly enabled?: boolean;
  readonly taskType: Id;
  /**
   * Rules that are due together run in this order.
   */
  readonly order?: number;
  readonly recall: {
    /**
     * Which records. Those with an open task of this type are always left out.
     */
    readonly records: {
      readonly where?: Expression;
      readonly sort?: Sort;
      /**
       * Records a run looks at.
       */
      readonly limit?: number;
      readonly untouchedFor?: Duration;
    };
    /**
     * Which users. Inactive ones are always left out.
     */
    readonly operators: {
      readonly where?: Expression;
    };
  };
  readonly match: {
    /**
     * Id of an assignment strategy: round-robin, least-loaded, weighted.
     */
    readonly strategy: string;
    readonly pair?: Expression;
    readonly capacity?: Expression;
    /**
     * What counts as load: open tasks.
     */
    readonly load?: {
      /**
       * Open tasks of these types count; this rule's type when absent.
       *
       * @maxItems 500
       */
      readonly taskTypes?: readonly Id[];
    };
    readonly weight?: Expression;
    /**
     * Tasks that one operator may get by this rule in a calendar period of the organisation's time zone.
     */
    readonly limits?: {
      readonly perDay?: number;
      readonly perWeek?: number;
      readonly perMonth?: number;
    };
    /**
     * The operator also becomes the owner of the record.
     */
    readonly takeOwnership?: boolean;
  };
  /**
   * When it runs; by hand only when empty.
   */
  readonly frequency?: {
    readonly schedule?: Cron;
    readonly timeZone?: TimeZone;
  };
  /**
   * For how long a task holds.
   */
  readonly validity?: {
    readonly lapseAfter: Duration;
    readonly warnBefore?: Duration;
    readonly onLapse?: "queue" | "reassign" | "close";
    readonly queue?: Id;
  };
  readonly waiting?: {
    readonly queue: Id;
  };
}
export interface SortKey {
  readonly field: Path;
  readonly direction?: "asc" | "desc";
}
/**
 * A grid of tiles, twelve columns wide.
 */
export interface DashboardDocument {
  /**
   * Where editors find this schema; ignored otherwise.
   */
  readonly $schema?: string;
  /**
   * Version of this kind's format; the newest when absent.
   */
  readonly format?: number;
  readonly kind: "dashboard";
  readonly id: Id;
  readonly label: Text;
  readonly description?: Text;
  /**
   * In reading order.
   *
   * @minItems 1
   * @maxItems 60
   */
  readonly tiles: readonly TileDocument[];
}
export interface TileDocument {
  readonly id: Id;
  /**
   * Id of a tile type: number, bar, line, pie, table …
   */
  readonly type: string;
  readonly label?: Text;
  readonly report?: Id;
  /**
   * In grid cells.
   */
  readonly position: {
    readonly x: number;
    readonly y: number;
    readonly w: number;
    readonly h: number;
  };
  /**
   * Settings of the tile type.
   */
  readonly options?: {readonly [option: string]: unknown};
}
/**
 * Says which records of an entity may stand for the same thing.
 */
export interface DuplicateRuleDocument {
  /**
   * Where editors find this schema; ignored otherwise.
   */
  readonly $schema?: string;
  /**
   * Version of this kind's format; the newest when absent.
   */
  readonly format?: number;
  readonly kind: "duplicate-rule";
  readonly id: Id;
  readonly label: Text;
  readonly description?: Text;
  readonly entity: Id;
  /**
   * Ways in which two records may match; one is enough.
   *
   * @minItems 1
   * @maxItems 10
   */
  readonly match: readonly MatchWayDocument[];
  readonly where?: Expression;
  /**
   * warn (when absent): people are told and go on. block: such a record is not written.
   */
  readonly action?: "warn" | "block";
}
export interface MatchWayDocument {
  /**
   * All of these must match; an empty value matches nothing.
   *
   * @minItems 1
   * @maxItems 5
   */
  readonly all: readonly MatchFieldDocument[];
}
export interface MatchFieldDocument {
  readonly field: Id;
  /**
   * exact: the same value. email, phone, company: the same address, number or company name however it is written. fuzzy: similar text.
   */
  readonly how: "exact" | "email" | "phone" | "company" | "fuzzy";
  /**
   * For fuzzy: how much of the two texts must be the same, 0.7 when absent.
   */
  readonly threshold?: number;
  /**
   * For email: anna+shop@example.com counts as anna@example.com.
   */
  readonly ignoreTag?: boolean;
}
/**
 * A type of record, such as account or opportunity. The ids `user` and `team` add fields to the built-in entities.
 */
export interface EntityDocument {
  /**
   * Where editors find this schema; ignored otherwise.
   */
  readonly $schema?: string;
  /**
   * Version of this kind's format; the newest when absent.
   */
  readonly format?: number;
  readonly kind: "entity";
  readonly id: Id;
  readonly label: Text;
  readonly description?: Text;
  readonly labelPlural?: Text;
  /**
   * Name of an icon of the icon set.
   */
  readonly icon?: string;
  readonly titleField?: Id;
  /**
   * In the order that forms and tables use by default.
   *
   * @minItems 0
   * @maxItems 500
   */
  readonly fields: readonly FieldDocument[];
  /**
   * Fields that the search box of a list looks into; the title field when absent.
   *
   * @maxItems 500
   */
  readonly searchFields?: readonly Id[];
  readonly sort?: Sort;
  /**
   * What must hold for every record that is written.
   *
   * @maxItems 200
   */
  readonly rules?: readonly RuleDocument[];
  /**
   * Fields whose values no two live records share together. A record that leaves one of them empty is compared with none.
   *
   * @maxItems 50
   */
  readonly uniques?: readonly UniqueDocument[];
  /**
   * Indexes beside those that follow from relations, unique fields and views: lists that ask for them stay fast, and every write keeps them.
   *
   * @maxItems 16
   */
  readonly indexes?: readonly IndexDocument[];
  /**
   * Kinds of record of one entity, each with a form and choices of its own. They add the field `record_type`.
   *
   * @minItems 1
   * @maxItems 50
   */
  readonly recordTypes?: readonly RecordTypeDocument[];
  readonly defaultRecordType?: Id;
  readonly stages?: StagesDocument;
}
export interface FieldDocument {
  readonly id: Id;
  /**
   * Id of a field type.
   */
  readonly type: string;
  readonly label?: Text;
  readonly help?: Text;
  /**
   * Empty is refused on every write.
   */
  readonly required?: boolean;
  readonly requiredWhen?: Expression;
  /**
   * No two live records hold the same value.
   */
  readonly unique?: boolean;
  /**
   * For a unique field: upper and lower case, and full and half width, are alike.
   */
  readonly ignoreCase?: boolean;
  /**
   * Set by imports, rules and effects, not by people.
   */
  readonly readOnly?: boolean;
  readonly readOnlyWhen?: Expression;
  /**
   * Value for new records that do not state one.
   */
  readonly default?: unknown;
  /**
   * Settings of the field type; see its options schema.
   */
  readonly options?: {readonly [option: string]: unknown};
}
export interface RuleDocument {
  readonly id: Id;
  readonly label: Text;
  readonly description?: Text;
  readonly must: Expression;
  readonly message: Text;
  /**
   * Fields that the message stands at; the whole record when absent.
   *
   * @minItems 1
   * @maxItems 500
   */
  readonly fields?: readonly Id[];
}
export interface UniqueDocument {
  readonly id: Id;
  readonly label?: Text;
  /**
   * The fields, in an order that helps to find records by the first ones.
   *
   * @minItems 1
   * @maxItems 8
   */
  readonly fields: readonly Id[];
  /**
   * In texts, upper and lower case, and full and half width, are alike.
   */
  readonly ignoreCase?: boolean;
  readonly message?: Text;
}
export interface IndexDocument {
  readonly id: Id;
  /**
   * Fields that conditions compare with a value: first those that must be equal to it.
   *
   * @minItems 1
   * @maxItems 5
   */
  readonly filter?: readonly Id[];
  readonly sort?: Sort;
}
export interface RecordTypeDocument {
  readonly id: Id;
  readonly label: Text;
  readonly description?: Text;
  readonly form?: Id;
  /**
   * Fields whose options are fewer for records of this type.
   *
   * @maxItems 100
   */
  readonly choices?: readonly RecordTypeChoices[];
}
export interface RecordTypeChoices {
  readonly field: Id;
  /**
   * Ids of the options that are left.
   *
   * @minItems 1
   * @maxItems 500
   */
  readonly options: readonly string[];
}
/**
 * The way of a record through the options of a choice field. Adds the field `<field>_since`: since when it is where it is.
 */
export interface StagesDocument {
  readonly field: Id;
  /**
   * Stages that a new record may have; any when absent. Imports may bring records in any stage.
   *
   * @minItems 1
   * @maxItems 500
   */
  readonly initial?: readonly string[];
  /**
   * The moves that are allowed; all others are refused.
   *
   * @minItems 1
   * @maxItems 200
   */
  readonly transitions: readonly TransitionDocument[];
}
export interface TransitionDocument {
  /**
   * Stages that it leads out of.
   *
   * @minItems 1
   * @maxItems 500
   */
  readonly from: readonly string[];
  /**
   * Stages that it leads to.
   *
   * @minItems 1
   * @maxItems 500
   */
  readonly to: readonly string[];
  /**
   * Fields that must not be empty after the move.
   *
   * @minItems 1
   * @maxItems 500
   */
  readonly required?: readonly Id[];
  readonly when?: Expression;
  /**
   * Holders of these roles may make the move; everybody when absent.
   *
   * @minItems 1
   * @maxItems 500
   */
  readonly roles?: readonly Id[];
}
/**
 * How people enter and change the records of an entity.
 */
export interface FormDocument {
  /**
   * Where editors find this schema; ignored otherwise.
   */
  readonly $schema?: string;
  /**
   * Version of this kind's format; the newest when absent.
   */
  readonly format?: number;
  readonly kind: "form";
  readonly id: Id;
  readonly label: Text;
  readonly description?: Text;
  readonly entity: Id;
  /**
   * When this form is offered.
   */
  readonly use?: "create" | "edit" | "both";
  /**
   * In order.
   *
   * @minItems 1
   * @maxItems 500
   */
  readonly sections: readonly FormSection[];
}
export interface FormSection {
  readonly id: Id;
  readonly label?: Text;
  readonly columns?: number;
  readonly visible?: Expression;
  /**
   * In order.
   *
   * @minItems 1
   * @maxItems 500
   */
  readonly fields: readonly FormField[];
}
export interface FormField {
  readonly field: Id;
  /**
   * Columns it takes.
   */
  readonly span?: number;
  readonly visible?: Expression;
  readonly required?: Expression;
  readonly readOnly?: Expression;
}
/**
 * The organisation as a whole: its time zone, currency and languages. A configuration has at most one, with id `main`.
 */
export interface OrganisationDocument {
  /**
   * Where editors find this schema; ignored otherwise.
   */
  readonly $schema?: string;
  /**
   * Version of this kind's format; the newest when absent.
   */
  readonly format?: number;
  readonly kind: "organisation";
  readonly id: Id;
  readonly label?: Text;
  readonly description?: Text;
  readonly timeZone?: TimeZone;
  /**
   * ISO 4217 code that money fields use unless they say otherwise. Default USD.
   */
  readonly currency?: string;
  /**
   * The first one is the default.
   *
   * @minItems 1
   */
  readonly languages?: readonly ("en" | "zh-CN")[];
  /**
   * ISO 3166 country of phone numbers written without a country code. Default US.
   */
  readonly phoneRegion?: string;
  /**
   * Roles of users who were given none.
   *
   * @maxItems 50
   */
  readonly defaultRoles?: readonly Id[];
}
/**
 * The page of one record of an entity.
 */
export interface PageDocument {
  /**
   * Where editors find this schema; ignored otherwise.
   */
  readonly $schema?: string;
  /**
   * Version of this kind's format; the newest when absent.
   */
  readonly format?: number;
  readonly kind: "page";
  readonly id: Id;
  readonly label: Text;
  readonly description?: Text;
  readonly entity: Id;
  /**
   * Record types that have this page; all when absent.
   *
   * @minItems 1
   * @maxItems 100
   */
  readonly recordTypes?: readonly Id[];
  /**
   * Who gets this page; everybody when absent.
   *
   * @minItems 1
   * @maxItems 100
   */
  readonly roles?: readonly Id[];
  /**
   * What stands above the tabs, in order.
   *
   * @maxItems 12
   */
  readonly summary?: readonly Path[];
  /**
   * In order.
   *
   * @minItems 1
   * @maxItems 30
   */
  readonly tabs: readonly PageTab[];
}
export interface PageTab {
  readonly id: Id;
  readonly label: Text;
  /**
   * In order.
   *
   * @minItems 1
   * @maxItems 20
   */
  readonly sections: readonly PageSection[];
}
export interface PageSection {
  readonly id: Id;
  readonly label?: Text;
  /**
   * What the section shows; `form` is every field as the edit form has them.
   */
  readonly show: "form" | "fields" | "list" | "timeline" | "files" | "history" | "report" | "work";
  readonly visible?: Expression;
  /**
   * For `fields`: of the record and of records that it refers to.
   *
   * @minItems 1
   * @maxItems 100
   */
  readonly fields?: readonly Path[];
  /**
   * For `fields`: side by side; 2 when absent.
   */
  readonly columns?: number;
  readonly list?: PageList;
  readonly timeline?: PageTimeline;
  readonly report?: PageReport;
}
/**
 * For `list`: which related records, and what of them.
 */
export interface PageList {
  readonly relation: Id;
  /**
   * In order; those of the default view when absent.
   *
   * @minItems 1
   * @maxItems 30
   */
  readonly columns?: readonly Path[];
  readonly where?: Expression;
  readonly sort?: Sort;
  /**
   * Whether a new record can be made from here.
   */
  readonly create?: boolean;
}
/**
 * For `timeline`: what it tells of; everything when absent.
 */
export interface PageTimeline {
  /**
   * Kinds of events.
   *
   * @minItems 1
   * @maxItems 5
   */
  readonly kinds?: readonly ("change" | "task" | "touchpoint" | "file" | "related")[];
  /**
   * Relations whose records are told of; those that point here when absent.
   *
   * @maxItems 20
   */
  readonly relations?: readonly Id[];
}
/**
 * For `report`: which figures.
 */
export interface PageReport {
  readonly report: Id;
  readonly by: Path;
  /**
   * Id of a tile type.
   */
  readonly type: string;
}
/**
 * Holds records and tasks that no operator owns.
 */
export interface QueueDocument {
  /**
   * Where editors find this schema; ignored otherwise.
   */
  readonly $schema?: string;
  /**
   * Version of this kind's format; the newest when absent.
   */
  readonly format?: number;
  readonly kind: "queue";
  readonly id: Id;
  readonly label: Text;
  readonly description?: Text;
  readonly entity: Id;
  readonly members?: Expression;
  /**
   * Per operator.
   */
  readonly limits?: {
    /**
     * Open tasks claimed from this queue that one operator may hold.
     */
    readonly holds?: number;
    /**
     * In the organisation's time zone.
     */
    readonly claimsPerDay?: number;
  };
}
/**
 * Figures over the records of an entity.
 */
export interface ReportDocument {
  /**
   * Where editors find this schema; ignored otherwise.
   */
  readonly $schema?: string;
  /**
   * Version of this kind's format; the newest when absent.
   */
  readonly format?: number;
  readonly kind: "report";
  readonly id: Id;
  readonly label: Text;
  readonly description?: Text;
  readonly entity: Id;
  readonly where?: Expression;
  /**
   * In order.
   *
   * @maxItems 3
   */
  readonly groupBy?: readonly GroupDocument[];
  /**
   * In order.
   *
   * @minItems 1
   * @maxItems 20
   */
  readonly measures: readonly MeasureDocument[];
  /**
   * By group when absent.
   *
   * @maxItems 3
   */
  readonly sort?: readonly ReportSortKey[];
  /**
   * Rows.
   */
  readonly limit?: number;
}
export interface GroupDocument {
  readonly id: Id;
  readonly field: Path;
  readonly label?: Text;
  /**
   * For dates and date-times, in the organisation's time zone.
   */
  readonly bucket?: "day" | "week" | "month" | "quarter" | "year";
}
export interface MeasureDocument {
  readonly id: Id;
  readonly label?: Text;
  readonly aggregate?: "count" | "sum" | "avg" | "min" | "max";
  readonly field?: Path;
  readonly where?: Expression;
  readonly formula?: Expression;
  /**
   * How the figure is written; from the field when absent.
   */
  readonly format?: "number" | "percent" | "money";
}
export interface ReportSortKey {
  readonly by: Id;
  readonly direction?: "asc" | "desc";
}
/**
 * What its holders may see and do.
 */
export interface RoleDocument {
  /**
   * Where editors find this schema; ignored otherwise.
   */
  readonly $schema?: string;
  /**
   * Version of this kind's format; the newest when absent.
   */
  readonly format?: number;
  readonly kind: "role";
  readonly id: Id;
  readonly label: Text;
  readonly description?: Text;
  /**
   * The union of all grants of all roles holds.
   *
   * @maxItems 500
   */
  readonly grants: readonly GrantDocument[];
  /**
   * configure: the studio. manage_users: sign-ins, roles, tokens. manage_work: everybody's tasks, assignment runs. reveal_secrets: values behind masks, each look noted. share_views: views and favourites for others. work: own tasks.
   *
   * @maxItems 500
   */
  readonly capabilities?: readonly ("configure" | "manage_users" | "manage_work" | "reveal_secrets" | "share_views" | "work")[];
}
export interface GrantDocument {
  /**
   * An entity, or * for all.
   */
  readonly entity: string;
  /**
   * On records.
   *
   * @minItems 1
   * @maxItems 500
   */
  readonly actions: readonly ("read" | "create" | "update" | "delete" | "restore" | "export" | "import" | "assign" | "merge")[];
  readonly where?: Expression;
  /**
   * Of the entity named.
   */
  readonly fields?: {
    /**
     * Behave like fields that do not exist.
     *
     * @maxItems 500
     */
    readonly hidden?: readonly Id[];
    /**
     * Seen, not written.
     *
     * @maxItems 500
     */
    readonly readOnly?: readonly Id[];
  };
}
/**
 * Divides the records of an entity into segments that exclude each other.
 */
export interface SegmentationDocument {
  /**
   * Where editors find this schema; ignored otherwise.
   */
  readonly $schema?: string;
  /**
   * Version of this kind's format; the newest when absent.
   */
  readonly format?: number;
  readonly kind: "segmentation";
  readonly id: Id;
  readonly label: Text;
  readonly description?: Text;
  readonly entity: Id;
  /**
   * Membership follows the data.
   */
  readonly period?: "continuous";
  /**
   * In order: the first whose condition holds wins.
   *
   * @minItems 1
   * @maxItems 100
   */
  readonly segments: readonly SegmentDocument[];
  /**
   * The segment of records for which no condition holds.
   */
  readonly otherwise: {
    readonly id: Id;
    readonly label?: Text;
    readonly color?: Color;
  };
  readonly exclusivity?: "ordered";
}
export interface SegmentDocument {
  readonly id: Id;
  readonly label?: Text;
  readonly color?: Color;
  readonly when: Expression;
}
/**
 * A kind of work that an operator does for one record.
 */
export interface TaskTypeDocument {
  /**
   * Where editors find this schema; ignored otherwise.
   */
  readonly $schema?: string;
  /**
   * Version of this kind's format; the newest when absent.
   */
  readonly format?: number;
  readonly kind: "task-type";
  readonly id: Id;
  readonly label: Text;
  readonly description?: Text;
  readonly entity: Id;
  /**
   * Name of an icon.
   */
  readonly icon?: string;
  /**
   * Fields shown as key facts.
   *
   * @maxItems 30
   */
  readonly facts?: readonly Path[];
  /**
   * Related records shown beside the facts.
   *
   * @maxItems 10
   */
  readonly lists?: readonly RelatedList[];
  readonly instructions?: Text;
  /**
   * Named parts; their sum orders the work list, highest first.
   *
   * @maxItems 20
   */
  readonly priority?: readonly PriorityPart[];
  readonly hot?: Expression;
  readonly due?: Duration;
  /**
   * What may come of it.
   *
   * @minItems 1
   * @maxItems 30
   */
  readonly outcomes: readonly OutcomeDocument[];
}
export interface RelatedList {
  readonly relation: Id;
  /**
   * In order.
   *
   * @minItems 1
   * @maxItems 12
   */
  readonly columns: readonly Path[];
  readonly sort?: Sort;
}
export interface PriorityPart {
  readonly id: Id;
  readonly label?: Text;
  readonly score: Expression;
}
export interface OutcomeDocument {
  readonly id: Id;
  readonly label: Text;
  readonly color?: Color;
  readonly hint?: Text;
  /**
   * In order.
   *
   * @maxItems 30
   */
  readonly fields?: readonly OutcomeField[];
  /**
   * A free note kept with the task.
   */
  readonly note?: "none" | "optional" | "required";
  /**
   * Carried out with the completion, in order, all or none.
   *
   * @maxItems 10
   */
  readonly effects?: readonly Effect[];
}
export interface OutcomeField {
  readonly field: Id;
  /**
   * Must be filled to complete the task.
   */
  readonly required?: boolean;
}
export interface SetEffect {
  /**
   * Field id → value or expression over the record.
   */
  readonly set: {
    readonly [k: string]: Expression;
  };
}
export interface FollowUpEffect {
  readonly followUp: {
    readonly taskType: Id;
    readonly after: Duration;
    readonly to?: "same-operator" | "queue";
    readonly queue?: Id;
  };
}
/**
 * The record loses its owner and goes to a queue.
 */
export interface ReleaseEffect {
  readonly release: {
    readonly queue: Id;
  };
}
/**
 * A way to look at the records of an entity.
 */
export interface ViewDocument {
  /**
   * Where editors find this schema; ignored otherwise.
   */
  readonly $schema?: string;
  /**
   * Version of this kind's format; the newest when absent.
   */
  readonly format?: number;
  readonly kind: "view";
  readonly id: Id;
  readonly label: Text;
  readonly description?: Text;
  readonly entity: Id;
  /**
   * Id of a view type; `table` when absent.
   */
  readonly type?: string;
  /**
   * In order.
   *
   * @minItems 1
   * @maxItems 60
   */
  readonly columns: readonly ViewColumn[];
  readonly where?: Expression;
  readonly sort?: Sort;
  /**
   * Settings of the view type.
   */
  readonly options?: {readonly [option: string]: unknown};
}
export interface ViewColumn {
  readonly field: Path;
  readonly label?: Text;
  /**
   * Pixels.
   */
  readonly width?: number;
}
