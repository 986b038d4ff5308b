/** A change to the tables as data. Each kind is one member of the union; the tables keyed by it are in order, render, words. */
import type { ActualColumn, ColumnShape, DesiredIndex, DesiredTable, Mark, StorageSchema } from './shape.ts';

interface InTable {
  readonly schema: StorageSchema;
  readonly table: string;
}

export interface CreateTable {
  readonly kind: 'create_table';
  readonly table: DesiredTable;
}
/** The table is no longer wanted: it is renamed aside with its rows. */
export interface RetireTable extends InTable {
  readonly kind: 'retire_table';
  readonly aside: string;
  readonly mark: Mark;
  readonly indexes: readonly string[];
}
export interface ReviveTable extends InTable {
  readonly kind: 'revive_table';
  readonly aside: string;
  readonly mark: Mark;
}
export interface AddColumn extends InTable {
  readonly kind: 'add_column';
  readonly column: ColumnShape;
}
export interface RetireColumn extends InTable {
  readonly kind: 'retire_column';
  readonly column: string;
  readonly aside: string;
  readonly mark: Mark;
  readonly indexes: readonly string[];
}
export interface ReviveColumn extends InTable {
  readonly kind: 'revive_column';
  readonly column: string;
  readonly aside: string;
  readonly mark: Mark;
}
/** A new column takes the values of the old one, which is retired. */
export interface ConvertColumn extends InTable {
  readonly kind: 'convert_column';
  readonly from: ActualColumn;
  readonly to: ColumnShape;
  readonly aside: string;
  readonly indexes: readonly string[];
}
/** New columns take the values of a field's columns, each worked out by the server: see `carry.ts`. */
export interface CarryColumns extends InTable {
  readonly kind: 'carry_columns';
  /** The field whose values they are, which may be another one when a field is renamed. */
  readonly source: Mark;
  readonly from: readonly ActualColumn[];
  /** The table of pairs that holds the values, where the source was a relation to many; `from` is then their ids as one text. */
  readonly pairs?: string;
  readonly to: readonly ColumnShape[];
  /** What the columns of the source are called afterwards; undefined when they are retired by themselves. */
  readonly asides: readonly string[] | undefined;
  readonly indexes: readonly string[];
}
/** A new table of pairs takes over a relation to one, or the pairs of a relation that is renamed: see `carry-pairs.ts`. */
export interface CarryPairs extends InTable {
  readonly kind: 'carry_pairs';
  readonly source: Mark;
  /** The column of the table of the entity, or another table of pairs. */
  readonly from: { readonly table: string; readonly column: string | undefined };
  readonly to: DesiredTable;
}
/** Another field type that keeps its values in the same kind of column. */
export interface MarkColumn extends InTable {
  readonly kind: 'mark_column';
  readonly column: ColumnShape;
  readonly before: Mark;
}
export interface CreateIndex extends InTable {
  readonly kind: 'create_index';
  /** What the table stores. */
  readonly of: string;
  readonly index: DesiredIndex;
  /** The table holds rows, so that building it takes time. */
  readonly filled: boolean;
  /** A build of it broke off, or is under way. */
  readonly broken: boolean;
}
export interface DropIndex extends InTable {
  readonly kind: 'drop_index';
  readonly of: string;
  readonly index: string;
}

export type TableChange =
  | CreateTable
  | RetireTable
  | ReviveTable
  | AddColumn
  | RetireColumn
  | ReviveColumn
  | ConvertColumn
  | CarryColumns
  | CarryPairs
  | MarkColumn
  | CreateIndex
  | DropIndex;
export type ChangeKind = TableChange['kind'];
export type ChangeOf<Kind extends ChangeKind> = Extract<TableChange, { readonly kind: Kind }>;

export type Safety = 'safe' | 'needs_backfill' | 'retires';

const safety: { readonly [Kind in ChangeKind]: Safety } = {
  create_table: 'safe',
  retire_table: 'retires',
  revive_table: 'safe',
  add_column: 'safe',
  retire_column: 'retires',
  revive_column: 'safe',
  convert_column: 'needs_backfill',
  carry_columns: 'needs_backfill',
  carry_pairs: 'needs_backfill',
  mark_column: 'safe',
  create_index: 'safe',
  drop_index: 'safe',
};

export function safetyOf(change: TableChange): Safety {
  return safety[change.kind];
}

/** Changes that are filled beside the living tables before they are made. */
export type Carry = CarryColumns | CarryPairs;

export function isCarry(change: TableChange): change is Carry {
  return change.kind === 'carry_columns' || change.kind === 'carry_pairs';
}

/** The field that takes the values over: `<entity>.<field>`. */
export function takerOf(change: Carry): string {
  return change.kind === 'carry_pairs' ? change.to.mark.of : (change.to[0]?.mark?.of ?? '');
}
