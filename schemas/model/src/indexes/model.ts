import type { FieldModel } from '../model.ts';

/** An index for lists: records that hold given values in `filter`, in the order of `sort`. */
export interface IndexModel {
  /** As written; of a derived one, the names of its fields. */
  readonly id: string;
  readonly filter: readonly FieldModel[];
  /** Empties last, as in lists; ties go by id, in the direction of the last key. */
  readonly sort: readonly IndexKey[];
}

export interface IndexKey {
  readonly field: FieldModel;
  readonly direction: 'asc' | 'desc';
}
