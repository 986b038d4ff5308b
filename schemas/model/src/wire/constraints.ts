/** What must hold for records, as forms and record pages know it; the server is the judge. */
import type { Expression } from '@tenon/documents';
import type { Label } from '../wire.ts';

/** Only what the viewer may know: a part that rests on a hidden field is left out. */
export interface ConstraintsConfig {
  /** By field. */
  readonly conditions: {
    readonly [field: string]: { readonly requiredWhen?: Expression; readonly readOnlyWhen?: Expression };
  };
  readonly rules: readonly RuleConfig[];
  readonly recordTypes: RecordTypesConfig | null;
  readonly stages: StagesConfig | null;
}

export interface RuleConfig {
  readonly id: string;
  readonly label: Label;
  readonly must: Expression;
  readonly message: Label;
  readonly fields: readonly string[];
}

export interface RecordTypesConfig {
  readonly field: string;
  readonly default: string;
  readonly types: readonly {
    readonly id: string;
    readonly label: Label;
    readonly description?: Label;
    /** Id of a form; the form of the entity when absent. */
    readonly form?: string;
    /** By field: the options that are left. */
    readonly choices: { readonly [field: string]: readonly string[] };
  }[];
}

export interface StagesConfig {
  readonly field: string;
  /** The field that says since when a record is in its stage. */
  readonly since: string;
  /** Stages of new records; null when any is. */
  readonly initial: readonly string[] | null;
  /** Those that the viewer's roles may make. */
  readonly transitions: readonly {
    readonly from: readonly string[];
    readonly to: readonly string[];
    readonly required: readonly string[];
    readonly when?: Expression;
  }[];
}

/** GET records/{entity}/{id}/stages: how long a record has been where. */
export interface StageTimes {
  readonly field: string;
  /** Where it is now; null when it is nowhere. */
  readonly stage: string | null;
  readonly since: string | null;
  /** Each stage that it has been in, in the order of the first time; the present stay counts up to now. */
  readonly stays: readonly { readonly stage: string; readonly times: number; readonly seconds: number }[];
}
