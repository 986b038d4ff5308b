/** What the thread that reads a file and the server's own say to each other. All of it can be cloned from thread to thread. */
import type { ImportFormat } from '@tenon/model';
import type { Locale } from '@tenon/plugin-api';
import { type ErrorCode, type ErrorDetail, isTenonError, TenonError } from '../../../errors.ts';
import type { CellReading } from '../cells.ts';
import type { DraftColumn, DraftRow, RowError } from '../row.ts';

/** What the thread is started with. */
export interface Task {
  /** URL of the module whose `registry` holds the plugins. */
  readonly plugins: string;
  /** The texts of the release's documents. */
  readonly documents: readonly string[];
  readonly release: number;
  readonly entity: string;
  readonly columns: readonly TaskColumn[];
  /** Places of the columns that are the key. */
  readonly key: readonly number[];
  readonly locale: Locale;
  readonly format: ImportFormat;
  /** In bytes. */
  readonly size: number;
  /** Cells of the header. */
  readonly width: number;
  /** Rows up to here were taken before. */
  readonly position: number;
}

export interface TaskColumn extends Omit<DraftColumn, 'field' | 'known' | 'reference'> {
  readonly field: string;
  readonly reading: CellReading;
  readonly reference: DraftColumn['reference'];
}

export type ToThread =
  /** One batch more may be sent. */
  { readonly want: true } | Piece;

/** Bytes of the file that were asked for; without any, there are no more. */
export type Piece = { readonly read: number; readonly bytes?: Uint8Array; readonly failed?: Failure };

export type FromThread =
  /** Asks for the next bytes of a reading, which begins with its first question. Both ends are included. */
  | { readonly read: number; readonly first: number; readonly last: number }
  | { readonly batch: readonly WireRow[] }
  | { readonly through: true }
  | { readonly failed: Failure };

export interface Failure {
  readonly code?: ErrorCode;
  readonly message: string;
  readonly errors?: readonly ErrorDetail[];
}

export interface WireRow {
  readonly row: number;
  /** A list as JSON: one text is cheaper to hand over than one for each cell, and hardly any are asked for. */
  readonly cells: string;
  /** By the place of the column; undefined where the row has none. */
  readonly values: readonly unknown[];
  readonly references: readonly (readonly string[] | undefined)[];
  readonly errors: readonly RowError[];
}

export function toWire<Column extends DraftColumn>(
  columns: readonly Column[],
  { row, cells, values, references, errors }: DraftRow<Column>,
): WireRow {
  return {
    row,
    cells: JSON.stringify(cells),
    values: columns.map(({ field }) => values.get(field.id)),
    references: references.size === 0 ? [] : columns.map((column) => references.get(column)),
    errors,
  };
}

export function fromWire<Column extends DraftColumn>(
  columns: readonly Column[],
  { row, cells, values, references, errors }: WireRow,
): DraftRow<Column> {
  const draft = {
    row,
    /** Asked for where something is wrong with the row. */
    get cells() {
      return JSON.parse(cells) as string[];
    },
    values: new Map<string, unknown>(),
    references: new Map<Column, readonly string[]>(),
    errors: [...errors],
  };
  columns.forEach((column, place) => {
    const value = values[place];
    const named = references[place];
    if (value !== undefined) draft.values.set(column.field.id, value);
    if (named) draft.references.set(column, named);
  });
  return draft;
}

/** An error on its way to the other thread, which would get nothing but its message. */
export function failureOf(error: unknown): Failure {
  if (isTenonError(error)) return { code: error.code, message: error.message, errors: error.errors };
  return { message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

export function revived({ code, message, errors }: Failure): Error {
  return code ? new TenonError(code, message, { errors }) : new Error(message);
}
