/** One row of the file on its way to a record. */
import type { FieldModel, ImportRowError } from '@tenon/model';
import type { Context } from '../../context.ts';
import { checkValue, type ValueCheck } from '../values/field-values.ts';
import { cellText, cellTexts } from './cells.ts';
import type { Column, ImportPlan, Reference } from './columns.ts';
import type { FileRow } from './reading/rows.ts';

export type RowError = ImportRowError;

export interface DraftRow {
  readonly row: number;
  readonly cells: readonly string[];
  /** Canonical values by field id; references come in later. */
  readonly values: Map<string, unknown>;
  /** Texts by column that name other records. */
  readonly references: ReadonlyMap<Column, readonly string[]>;
  readonly errors: RowError[];
}

const shownCharacters = 100;

export function draftRow(
  context: Context,
  plan: ImportPlan,
  { row, cells }: FileRow,
  width: number,
): DraftRow {
  const references = new Map<Column, readonly string[]>();
  const draft: DraftRow = { row, cells, values: new Map(), references, errors: [] };
  if (cells.length !== width) {
    addError(draft, null, 'wrong-column-count', `The row has ${cells.length} columns, the header ${width}`);
    return draft;
  }
  for (const column of plan.columns) {
    const cell = cells[column.index] ?? '';
    if (column.reference) {
      const named = column.reference.many
        ? cellTexts(column.reading, cell)
        : oneName(cellText(column.reading, cell));
      references.set(column, named);
      if (named.length === 0) take(draft, column, null);
      continue;
    }
    readCell(context, draft, column, cellText(column.reading, cell));
  }
  return draft;
}

const oneName = (text: string) => (text.trim() === '' ? [] : [text.trim()]);

function readCell(context: Context, draft: DraftRow, column: Column, text: string): void {
  const read = column.known.read(text, () => readText(context, column.field, text));
  if (read.ok) take(draft, column, read.value);
  else addError(draft, column, read.code, read.message);
}

function readText(context: Context, field: FieldModel, text: string): ValueCheck {
  const parsed = field.type.parse(text, field.options, context.locale);
  if (!parsed.ok) return { ok: false, code: 'invalid-value', message: parsed.message };
  return checkValue(context.release, field, parsed.value, context.locale);
}

function take(draft: DraftRow, column: Column, value: unknown): void {
  draft.values.set(column.field.id, value);
}

export function addError(
  draft: DraftRow,
  column: Column | null,
  code: string,
  message: string,
  seen?: string,
): void {
  // A secret stays out of what is told and kept of an import.
  const cell = column ? draft.cells[column.index] : undefined;
  const value = column?.field.type.secret ? undefined : (seen ?? cell);
  const shown = value === undefined ? {} : { value: [...value].slice(0, shownCharacters).join('') };
  draft.errors.push({ row: draft.row, column: column?.header ?? null, code, message, ...shown });
}

/** The value that a text stands for in the field that other records are found by; undefined when it is none. */
export function readName(context: Context, { by }: Reference, text: string): unknown {
  const parsed = by.type.parse(text, by.options, context.locale);
  if (!parsed.ok || parsed.value === null) return undefined;
  const check = checkValue(context.release, by, parsed.value, context.locale);
  return check.ok && check.value !== null ? check.value : undefined;
}
