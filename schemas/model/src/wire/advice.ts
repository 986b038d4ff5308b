/** POST config/advise: what a list would ask of the database, by the planner, on the live tables. */
import type { Expression } from '@tenon/documents';

export interface AdviceQuery {
  readonly entity: string;
  readonly where?: Expression;
  /** As in views; the order of the entity when absent. */
  readonly sort?: readonly { readonly field: string; readonly direction?: 'asc' | 'desc' }[];
}

export interface AdviceBody {
  readonly slow: boolean;
  /** Records that are read for one page, as the planner estimates. */
  readonly reads: number;
  /** Records of the entity, estimated. */
  readonly total: number;
  /**
   * What most is read for. `sort`: no index is in this order. `filter`: few records fulfil the condition, and no index leads to
   * them. `text`: a part of a text is looked for. `related`: records of another entity are read. Null where it is not slow.
   */
  readonly reason: 'sort' | 'filter' | 'text' | 'related' | null;
  /** An entry for `indexes` of the entity's document that would help. */
  readonly offer: OfferedIndex | null;
  /** Indexes that the configuration asks for and that are not made, as the entity has its most: each by its fields. */
  readonly left?: readonly (readonly string[])[];
}

export interface OfferedIndex {
  readonly id: string;
  readonly filter?: readonly string[];
  readonly sort?: readonly { readonly field: string; readonly direction: 'asc' | 'desc' }[];
}
