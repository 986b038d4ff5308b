/**
 * The compiled configuration: frozen plain objects, references resolved, defaults filled in, every expression checked.
 * Everything downstream reads this and never opens a document. Look-ups by id go through Maps, so that no id can reach
 * a prototype.
 */
import type { Expression, Text } from '@tenon/documents';
import type { Catalog, CheckedExpression, ValueType } from '@tenon/expressions';
import type { ComputedBy, FieldType, Storage } from '@tenon/plugin-api';
import type { ConstraintsModel } from './constraints/model.ts';
import type { IndexModel } from './indexes/model.ts';
import type { PageModel } from './page/model.ts';

export interface Model extends Catalog {
  readonly organisation: OrganisationModel;
  readonly entities: ReadonlyMap<string, EntityModel>;
  readonly views: ReadonlyMap<string, ViewModel>;
  readonly pages: ReadonlyMap<string, PageModel>;
  readonly forms: ReadonlyMap<string, FormModel>;
  readonly segmentations: ReadonlyMap<string, SegmentationModel>;
  readonly duplicateRules: ReadonlyMap<string, DuplicateRuleModel>;
  readonly queues: ReadonlyMap<string, QueueModel>;
  readonly taskTypes: ReadonlyMap<string, TaskTypeModel>;
  readonly assignmentRules: ReadonlyMap<string, AssignmentRuleModel>;
  readonly reports: ReadonlyMap<string, ReportModel>;
  readonly dashboards: ReadonlyMap<string, DashboardModel>;
  readonly roles: ReadonlyMap<string, RoleModel>;
  readonly apps: ReadonlyMap<string, AppModel>;
}

export interface OrganisationModel {
  readonly label: Text;
  readonly timeZone: string;
  readonly currency: string;
  readonly languages: readonly ('en' | 'zh-CN')[];
  readonly phoneRegion: string;
  /** Roles of users who were given none. */
  readonly defaultRoles: readonly string[];
}

export interface EntityModel {
  readonly id: string;
  readonly label: Text;
  readonly labelPlural: Text;
  readonly description: Text | undefined;
  readonly icon: string;
  /** `user` and `team`: always there, extended by documents. */
  readonly builtIn: boolean;
  /** All fields: system fields first (id, created_at, created_by, updated_at, updated_by, version, owner, deleted_at), then as written. */
  readonly fields: ReadonlyMap<string, FieldModel>;
  readonly titleField: FieldModel;
  readonly searchFields: readonly FieldModel[];
  readonly sort: readonly SortModel[];
  readonly constraints: ConstraintsModel;
  /** That administrators asked for, beside those that follow from the model. */
  readonly indexes: readonly IndexModel[];
  // ScopeEntity, so that an EntityModel can stand in the catalog itself
  field(id: string): FieldModel | undefined;
  fieldIds(): readonly string[];
}

export interface FieldModel {
  readonly id: string;
  readonly entity: string;
  readonly label: Text;
  readonly help: Text | undefined;
  /** System fields are filled by the gate, not by writers (but `owner`, which passes the ownership gate). */
  readonly system: boolean;
  readonly type: FieldType;
  /** Defaults of the options schema filled in. */
  readonly options: { readonly [option: string]: unknown };
  readonly required: boolean;
  readonly unique: boolean;
  /** For unique fields: upper and lower case, and full and half width, are alike. */
  readonly ignoreCase: boolean;
  readonly readOnly: boolean;
  readonly default: unknown;
  /** Written by the gate itself: since when a record is in its stage. */
  readonly keptBy: 'stages' | undefined;
  readonly valueType: ValueType;
  readonly storage: Storage;
  readonly relation:
    | { readonly cardinality: 'one' | 'many' | 'inverse'; readonly entity: string }
    | undefined;
  /** Set for fields whose values are worked out; type and options are those of the values. */
  readonly computed: ComputedModel | undefined;
  /** What a rule sees of a value in a row; the value itself when absent. */
  readonly ruleValue?: (value: unknown) => unknown;
  /** Parts of a value that rules reach with a dot. */
  readonly parts?: FieldType['parts'];
  /** Those of them that can stand in a column, as fields; by the id of the part. */
  readonly partFields?: ReadonlyMap<string, FieldModel>;
  /** Set for a part of the value of another field. */
  readonly partOf?: { readonly field: string; readonly part: string };
}

export interface ComputedModel {
  readonly by: ComputedBy;
  /** As written, and checked with what makes its value one of the type. */
  readonly rule: RuleModel;
  /** In a column of the entity's own table; else worked out whenever it is read. */
  readonly stored: boolean;
}

/** A field reached from an entity: all steps but the last are relations with cardinality `one`. */
export interface PathModel {
  /** As written: `owner.team`. */
  readonly path: string;
  readonly steps: readonly FieldModel[];
  readonly field: FieldModel;
}

export interface SortModel {
  readonly field: PathModel;
  readonly direction: 'asc' | 'desc';
}

export interface ViewModel {
  readonly id: string;
  readonly entity: EntityModel;
  readonly label: Text;
  readonly type: string;
  readonly columns: readonly {
    readonly field: PathModel;
    readonly label: Text;
    readonly width: number | undefined;
  }[];
  readonly where: RuleModel | undefined;
  readonly sort: readonly SortModel[];
  readonly options: { readonly [option: string]: unknown };
  /** The fields that options name, by option; without those that are `needed` there is nothing to see. */
  readonly optionFields: ReadonlyMap<string, { readonly field: FieldModel; readonly needed: boolean }>;
}

/** An expression as written (for readers that speak JsonLogic) and as checked (for everything else). */
export interface RuleModel {
  readonly written: Expression;
  readonly checked: CheckedExpression;
}

export interface FormModel {
  readonly id: string;
  readonly entity: EntityModel;
  readonly label: Text;
  readonly use: 'create' | 'edit' | 'both';
  readonly sections: readonly {
    readonly id: string;
    readonly label: Text | undefined;
    readonly columns: number;
    readonly visible: RuleModel | undefined;
    readonly fields: readonly {
      readonly field: FieldModel;
      readonly span: number;
      readonly visible: RuleModel | undefined;
      readonly required: RuleModel | undefined;
      readonly readOnly: RuleModel | undefined;
    }[];
  }[];
}

export interface SegmentationModel {
  readonly id: string;
  readonly entity: string;
  readonly label: Text;
  /** Ids in order, `otherwise` last (Catalog). */
  readonly segments: readonly string[];
  readonly rules: readonly {
    readonly id: string;
    readonly label: Text;
    readonly color: string;
    readonly when: RuleModel;
  }[];
  readonly otherwise: { readonly id: string; readonly label: Text; readonly color: string };
  readonly timeDependent: boolean;
}

/** Which records of an entity may stand for the same thing. */
export interface DuplicateRuleModel {
  readonly id: string;
  readonly entity: EntityModel;
  readonly label: Text;
  /** One is enough. */
  readonly ways: readonly MatchWayModel[];
  /** Over a record's own values. */
  readonly where: RuleModel | undefined;
  readonly action: 'warn' | 'block';
}
/** All of its fields must match. */
export interface MatchWayModel {
  readonly parts: readonly {
    readonly field: FieldModel;
    readonly how: 'exact' | 'email' | 'phone' | 'company';
    readonly ignoreTag: boolean;
  }[];
  readonly similar: { readonly field: FieldModel; readonly threshold: number } | undefined;
}

export interface QueueModel {
  readonly id: string;
  readonly entity: string;
  readonly label: Text;
  readonly members: RuleModel | undefined;
  readonly limits: { readonly holds: number | undefined; readonly claimsPerDay: number | undefined };
}

export interface TaskTypeModel {
  readonly id: string;
  readonly entity: EntityModel;
  readonly label: Text;
  readonly icon: string;
  readonly facts: readonly PathModel[];
  readonly lists: readonly {
    readonly relation: FieldModel;
    readonly columns: readonly PathModel[];
    readonly sort: readonly SortModel[];
  }[];
  readonly instructions: Text | undefined;
  readonly priority: readonly { readonly id: string; readonly label: Text; readonly score: RuleModel }[];
  readonly hot: RuleModel | undefined;
  /** ISO 8601 duration. */
  readonly due: string | undefined;
  readonly outcomes: ReadonlyMap<string, OutcomeModel>;
}

export interface OutcomeModel {
  readonly id: string;
  readonly label: Text;
  readonly color: string;
  readonly hint: Text | undefined;
  readonly fields: readonly { readonly field: FieldModel; readonly required: boolean }[];
  readonly note: 'none' | 'optional' | 'required';
  readonly effects: readonly EffectModel[];
}
export type EffectModel =
  | {
      readonly kind: 'set';
      readonly set: readonly { readonly field: FieldModel; readonly value: RuleModel }[];
    }
  | {
      readonly kind: 'followUp';
      readonly taskType: string;
      readonly after: string;
      readonly to: 'same-operator' | 'queue';
      readonly queue: string | undefined;
    }
  | { readonly kind: 'release'; readonly queue: string };

export interface AssignmentRuleModel {
  readonly id: string;
  readonly label: Text;
  readonly enabled: boolean;
  readonly order: number;
  readonly taskType: TaskTypeModel;
  readonly records: {
    readonly where: RuleModel | undefined;
    readonly sort: readonly SortModel[];
    readonly limit: number;
    readonly untouchedFor: string | undefined;
  };
  readonly operators: { readonly where: RuleModel | undefined };
  readonly strategy: string;
  /** Over the record, with the user as `operator`. */
  readonly pair: RuleModel | undefined;
  readonly capacity: RuleModel | undefined;
  readonly loadTaskTypes: readonly string[];
  readonly weight: RuleModel | undefined;
  readonly limits: {
    readonly perDay: number | undefined;
    readonly perWeek: number | undefined;
    readonly perMonth: number | undefined;
  };
  readonly takeOwnership: boolean;
  readonly schedule: { readonly cron: string; readonly timeZone: string } | undefined;
  readonly validity:
    | {
        readonly lapseAfter: string;
        readonly warnBefore: string | undefined;
        readonly onLapse: 'queue' | 'reassign' | 'close';
        readonly queue: string | undefined;
      }
    | undefined;
  readonly waitingQueue: string | undefined;
}

export interface ReportModel {
  readonly id: string;
  readonly entity: EntityModel;
  readonly label: Text;
  readonly where: RuleModel | undefined;
  readonly groups: readonly {
    readonly id: string;
    readonly label: Text;
    readonly field: PathModel;
    readonly bucket: 'day' | 'week' | 'month' | 'quarter' | 'year' | undefined;
  }[];
  readonly measures: readonly MeasureModel[];
  readonly sort: readonly { readonly by: string; readonly direction: 'asc' | 'desc' }[];
  readonly limit: number;
}
export interface MeasureModel {
  readonly id: string;
  readonly label: Text;
  readonly format: 'number' | 'percent' | 'money';
  readonly currency: string | undefined;
  readonly value:
    | {
        readonly kind: 'aggregate';
        readonly aggregate: 'count' | 'sum' | 'avg' | 'min' | 'max';
        readonly field: PathModel | undefined;
        readonly where: RuleModel | undefined;
      }
    /** Checked in a scope whose fields are the aggregate measures. */
    | { readonly kind: 'formula'; readonly formula: RuleModel };
}

export interface DashboardModel {
  readonly id: string;
  readonly label: Text;
  readonly tiles: readonly {
    readonly id: string;
    readonly type: string;
    readonly label: Text;
    readonly report: ReportModel | undefined;
    readonly position: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
    readonly options: { readonly [option: string]: unknown };
  }[];
}

export type RecordAction =
  | 'read'
  | 'create'
  | 'update'
  | 'delete'
  | 'restore'
  | 'export'
  | 'import'
  | 'assign'
  | 'merge';
export type Capability =
  | 'configure'
  | 'manage_users'
  | 'manage_work'
  | 'reveal_secrets'
  | 'share_views'
  | 'work';
export interface RoleModel {
  readonly id: string;
  readonly label: Text;
  readonly grants: readonly {
    /** An entity, or * for all. */
    readonly entity: string;
    readonly actions: readonly RecordAction[];
    readonly where: RuleModel | undefined;
    readonly hidden: readonly string[];
    readonly readOnly: readonly string[];
  }[];
  readonly capabilities: readonly Capability[];
}

export interface AppModel {
  readonly id: string;
  readonly label: Text;
  readonly roles: readonly string[] | undefined;
  readonly items: readonly {
    readonly id: string;
    readonly label: Text;
    readonly icon: string;
    readonly target: { readonly kind: 'view' | 'dashboard' | 'entity'; readonly id: string };
  }[];
  readonly homeDashboards: readonly string[];
}
