/** What a publish means for the records that are there, as POST config/plan tells it. */
import type { Expression } from '@tenon/documents';

/**
 * `losing`: values that the new type does not take. `keeping`: values that the new options do not offer, which stay until they
 * are edited. `empty`: records without what becomes required. `equal`: values that are to be unique and are not. `rule`:
 * records that break a validation rule, until they are edited. `stage`: records in stages that nothing leads out of any more.
 * `removed`: values of a field that goes.
 */
export type ImpactKind = 'losing' | 'keeping' | 'empty' | 'equal' | 'rule' | 'stage' | 'removed';

export interface ImpactBody {
  /** `<kind>:<entity>.<field>`; what `accept` names. */
  readonly id: string;
  readonly kind: ImpactKind;
  readonly entity: string;
  /** Id of the field, of the rule or of the combination. */
  readonly of: string;
  /** "Entity: field". */
  readonly label: { readonly en: string; readonly 'zh-CN': string };
  /** Records that hold a value. */
  readonly total: number;
  /** Records concerned. */
  readonly records: number;
  /** The publish is refused until `accept` names it. */
  readonly mustAgree: boolean;
  readonly agreed: boolean;
  /** Values with how many records hold each, the most frequent first; at most 50. */
  readonly values: readonly { readonly value: string; readonly records: number }[];
  /** At most 20 of the records concerned. */
  readonly sample: readonly { readonly id: string; readonly title: string; readonly value: string }[];
  /** Condition on the live release that finds the records concerned; null where no condition does. */
  readonly filter: Expression | null;
  /** Whether `values` of the request may say what becomes of values; '' stands for empty. */
  readonly mappable: boolean;
  /** Ids of fields of the plan that could take over the values; for `renames`. */
  readonly renames: readonly string[];
}

/** What POST config/plan and config/publish take beside documents. Fields are named `<entity>.<field>`. */
export interface AdjustmentsBody {
  /** Ids of impacts that are agreed to. */
  readonly accept?: readonly string[];
  /** By field: old value → new one, as written in files; '' is empty. */
  readonly values?: { readonly [field: string]: { readonly [value: string]: string } };
  /** By new field: id of the field of the same entity whose values it takes over. */
  readonly renames?: { readonly [field: string]: string };
}
