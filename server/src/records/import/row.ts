/** One row of the file on its way to a record. */
import type { FieldModel, ImportRowError } from '@tenon/model';
import type { Context } from '../../context.ts';
import { joinValues, restore, splitValues } from '../csv-text.ts';
import { checkValue, type ValueCheck } from '../values/field-values.ts';
import { type CellReading, cellText, cellTexts } from './cells.ts';
import type { Column, Reference } from './columns.ts';
import type { KnownTexts } from './known-texts.ts';
import type { FileRow } from './reading/rows.ts';

export type RowError = ImportRowError;

/** What cells are read under; it takes no database. */
export type Reader = Pick<Context, 'release' | 'locale'>;

/** What it takes to read the cells of a column. */
export interface DraftColumn {
  /** -1 for what every row has. */
  readonly index: number;
  /** Further columns, for a record that several fields name. */
  readonly others: readonly number[];
  readonly header: string;
  readonly field: FieldModel;
  readonly reading: CellReading;
  readonly known: KnownTexts;
  /** Of a column that names other records. */
  readonly reference: Pick<Reference, 'many'> | undefined;
}

export interface DraftRow<In extends DraftColumn = Column> {
  readonly row: number;
  readonly cells: readonly string[];
  /** Canonical values by field id; references come in later. */
  readonly values: Map<string, unknown>;
  /** Texts by column that name other records. */
  readonly references: ReadonlyMap<In, readonly string[]>;
  readonly errors: RowError[];
}

const shownCharacters = 100;

export function draftRow<In extends DraftColumn>(
  reader: Reader,
  columns: readonly In[],
  { row, cells }: FileRow,
  width: number,
): DraftRow<In> {
  const references = new Map<In, readonly string[]>();
  const draft: DraftRow<In> = { row, cells, values: new Map(), references, errors: [] };
  if (cells.length !== width) {
    addError(draft, null, 'wrong-column-count', `The row has ${cells.length} columns, the header ${width}`);
    return draft;
  }
  for (const column of columns) {
    const cell = cells[column.index] ?? '';
    if (column.reference) {
      const named = column.reference.many
        ? cellTexts(column.reading, cell)
        : column.others.length > 0
          ? nameInParts([cell, ...column.others.map((index) => cells[index] ?? '')])
          : oneName(cellText(column.reading, cell));
      references.set(column, named);
      if (named.length === 0) take(draft, column, null);
      continue;
    }
    readCell(reader, draft, column, cellText(column.reading, cell));
  }
  return draft;
}

/** A record that several cells name together. */
function nameInParts(cells: readonly string[]): readonly string[] {
  const parts = cells.map((cell) => restore(cell).trim());
  return parts.every((part) => part === '') ? [] : [joinValues(parts)];
}

const oneName = (text: string) => (text.trim() === '' ? [] : [text.trim()]);

function readCell(reader: Reader, draft: Draft, column: DraftColumn, text: string): void {
  const read = column.known.read(text, () => readText(reader, column.field, text));
  if (read.ok) take(draft, column, read.value);
  else addError(draft, column, read.code, read.message);
}

function readText({ release, locale }: Reader, field: FieldModel, text: string): ValueCheck {
  const parsed = field.type.parse(text, field.options, locale);
  if (!parsed.ok) return { ok: false, code: 'invalid-value', message: parsed.message };
  return checkValue(release, field, parsed.value, locale);
}

type Draft = Omit<DraftRow, 'references'>;

function take(draft: Draft, column: DraftColumn, value: unknown): void {
  draft.values.set(column.field.id, value);
}

export function addError(
  draft: Draft,
  column: DraftColumn | null,
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

/** The values that a text stands for in the fields that other records are found by; undefined when it names none. */
export function readName(context: Context, { by }: Reference, text: string): readonly unknown[] | undefined {
  const texts = by.length === 1 ? [text] : splitValues(text);
  const values = by.map((field, index) => {
    const parsed = field.type.parse(texts[index] ?? '', field.options, context.locale);
    if (!parsed.ok || parsed.value === null) return null;
    const check = checkValue(context.release, field, parsed.value, context.locale);
    return check.ok ? check.value : null;
  });
  return texts.length === by.length && !values.includes(null) ? values : undefined;
}

/** The same of a row that may be the one that others name. */
export function nameOf(
  { values }: Pick<DraftRow, 'values'>,
  { by }: Reference,
): readonly unknown[] | undefined {
  const own = by.map(({ id }) => values.get(id) ?? null);
  return own.includes(null) ? undefined : own;
}
