/** What must hold for the records of an entity beyond their values being valid, as compiled. */
import type { Text } from '@tenon/documents';
import type { FieldModel, RuleModel } from '../model.ts';

export interface ConstraintsModel {
  /** By field; only fields that have one. */
  readonly conditions: ReadonlyMap<string, FieldConditions>;
  readonly rules: readonly ValidationRuleModel[];
  readonly uniques: readonly UniqueModel[];
  readonly recordTypes: RecordTypesModel | undefined;
  readonly stages: StagesModel | undefined;
}

export interface FieldConditions {
  readonly field: FieldModel;
  /** Empty is refused while this holds for the record as it would be. */
  readonly requiredWhen: RuleModel | undefined;
  /** People may not change the field while this holds for the record as it was and as it would be. */
  readonly readOnlyWhen: RuleModel | undefined;
}

export interface ValidationRuleModel {
  readonly id: string;
  readonly label: Text;
  readonly must: RuleModel;
  readonly message: Text;
  /** Where the message stands; empty for the whole record. */
  readonly fields: readonly FieldModel[];
}

export interface UniqueModel {
  readonly id: string;
  readonly label: Text;
  readonly fields: readonly FieldModel[];
  /** In texts, upper and lower case, and full and half width, are alike. */
  readonly ignoreCase: boolean;
  readonly message: Text | undefined;
}

export interface RecordTypesModel {
  /** `record_type`, which the compiler adds to the entity. */
  readonly field: FieldModel;
  readonly types: ReadonlyMap<string, RecordTypeModel>;
  /** Of new records that state none, and of records that were there before there were record types. */
  readonly default: string;
}

export interface RecordTypeModel {
  readonly id: string;
  readonly label: Text;
  readonly description: Text | undefined;
  /** Id of a form of the entity. */
  readonly form: string | undefined;
  /** By field: the options that records of this type may have. */
  readonly choices: ReadonlyMap<string, readonly string[]>;
}

export interface StagesModel {
  /** A choice field; its options are the stages, in order. */
  readonly field: FieldModel;
  /** `<field>_since`, which the gate keeps: since when the record is in its stage. */
  readonly since: FieldModel;
  readonly stages: readonly string[];
  /** Stages of new records; undefined when any is. */
  readonly initial: readonly string[] | undefined;
  readonly transitions: readonly TransitionModel[];
}

export interface TransitionModel {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly required: readonly FieldModel[];
  readonly when: RuleModel | undefined;
  /** Undefined: everybody. */
  readonly roles: readonly string[] | undefined;
}

export const noConstraints: ConstraintsModel = {
  conditions: new Map(),
  rules: [],
  uniques: [],
  recordTypes: undefined,
  stages: undefined,
};
