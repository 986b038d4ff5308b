/** What a field type says whose values are worked out rather than written. */
import type { Expression, ValueKind } from '@tenon/expressions';

export type ComputedBy = 'lookup' | 'formula' | 'rollup';

export interface Computation {
  readonly by: ComputedBy;
  /** About the record that the field belongs to. */
  readonly expression: Expression;
  /** Where parts of the expression stand among the options: pointers into the one, pointers into the other. */
  readonly places: readonly (readonly [part: string, option: string])[];
  readonly result: ComputedResult;
  /** Kept in a column, in step with what it reads; else worked out whenever it is read. */
  readonly stored: boolean;
}

export interface ResultType {
  readonly type: string;
  readonly options?: { readonly [option: string]: unknown };
}

/** The type of the values. */
export type ComputedResult =
  /** As the options say at this pointer. */
  | { readonly stated: ResultType; readonly at: string }
  /**
   * That of the field at the end of a path, which may lead over relations of any cardinality; with `total`, that of its
   * totals. Parts of several columns come along when nothing is made of them (`same`).
   */
  | { readonly like: string; readonly total?: 'sum' | 'avg'; readonly same?: boolean; readonly at: string }
  /** By the kind of the expression's values; a kind that is left out must be stated. */
  | { readonly byKind: { readonly [K in ValueKind]?: ResultType }; readonly at: string };
