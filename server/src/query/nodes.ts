/**
 * What is asked of records, as frozen plain objects: parse → authorize → compile → run. A parsed node says what the
 * viewer wants; `authorize` gives it back with the rights it runs under, and only that compiles.
 */
import type { CheckedExpression } from '@tenon/expressions';
import type { EntityModel, FieldModel, PathModel, RecordAction } from '@tenon/model';
import type { Rights } from './rights.ts';

export type RowsAsked = 'live' | 'deleted' | 'any';

export interface SelectNode {
  readonly kind: 'select';
  readonly entity: EntityModel;
  readonly paths: readonly PathModel[];
  readonly where: readonly CheckedExpression[];
  readonly search: SearchNode | undefined;
  /** The only records that can fulfil the conditions, where the search index has told. */
  readonly among?: readonly string[];
  readonly sort: readonly SortNode[];
  readonly limit: number;
  readonly after: CursorNode | undefined;
  readonly titles: boolean;
  readonly rows: RowsAsked;
  /** Actions besides reading whose row rules must hold. */
  readonly under?: readonly RecordAction[];
}

export interface SearchNode {
  readonly fields: readonly FieldModel[];
  readonly text: string;
  /** The only records that can hold it, where the search index has told. */
  readonly among?: readonly string[];
}

export interface SortNode {
  readonly path: PathModel;
  readonly direction: 'asc' | 'desc';
}

/** Where a page begins: the sort values of the last record as Postgres writes them, and its id. */
export interface CursorNode {
  readonly values: readonly (string | null)[];
  readonly id: string;
}

export type Bucket = 'day' | 'week' | 'month' | 'quarter' | 'year';
export type AggregateFunction = 'count' | 'sum' | 'avg' | 'min' | 'max';

export interface AggregateNode {
  readonly kind: 'aggregate';
  readonly entity: EntityModel;
  readonly where: readonly CheckedExpression[];
  readonly search?: SearchNode | undefined;
  readonly groups: readonly GroupNode[];
  readonly measures: readonly MeasureNode[];
  readonly sort: readonly { readonly by: string; readonly direction: 'asc' | 'desc' }[];
  readonly limit: number;
}

export interface GroupNode {
  readonly id: string;
  readonly path: PathModel;
  readonly bucket: Bucket | undefined;
}

export interface MeasureNode {
  readonly id: string;
  readonly aggregate: AggregateFunction;
  readonly path: PathModel | undefined;
  readonly where: CheckedExpression | undefined;
}

/** A node after `authorize`: everything it names may be seen, and its rows are those of `rights`. */
export type Authorized<Node> = Node & { readonly rights: Rights };
