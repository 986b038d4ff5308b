/** The text of a cell as its field is to read it. */
import type { ImportField } from '@tenon/model';
import { joinValues, restore, splitValues } from '../csv-text.ts';

export const dateOrders = ['ymd', 'dmy', 'mdy'] as const;

export interface CellReading {
  readonly constant: string | undefined;
  /** Text in the file → text to read instead. */
  readonly values: ReadonlyMap<string, string>;
  readonly otherwise: string | undefined;
  readonly empty: string | undefined;
  readonly trim: boolean;
  readonly dates: (typeof dateOrders)[number] | undefined;
  readonly decimal: '.' | ',' | undefined;
  readonly separator: string | undefined;
  /** Nothing but the text itself. */
  readonly plain: boolean;
}

export function readingOf(asked: ImportField): CellReading {
  const { constant, values = {}, otherwise, empty, trim = false, dates, decimal, separator } = asked;
  const named = new Map(Object.entries(values));
  const plain =
    named.size === 0 &&
    !trim &&
    [constant, otherwise, empty, dates, decimal, separator].every((option) => option === undefined);
  return { constant, values: named, otherwise, empty, trim, dates, decimal, separator, plain };
}

export function cellText(reading: CellReading, cell: string): string {
  const given = restore(reading.constant ?? cell);
  if (reading.plain) return given;
  const text = reading.trim ? given.trim() : given;
  if (text.trim() === '') return reading.empty ?? text;
  if (reading.separator !== undefined) return joinValues(parts(reading, text));
  return formed(reading, mapped(reading, text));
}

/** Several values of one cell. */
export function cellTexts(reading: CellReading, cell: string): readonly string[] {
  if (reading.separator === undefined) return splitValues(cellText(reading, cell));
  const text = restore(reading.constant ?? cell).trim() || (reading.empty ?? '');
  return parts(reading, text);
}

function parts(reading: CellReading, text: string): readonly string[] {
  return text
    .split(reading.separator ?? ';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => mapped(reading, part));
}

function mapped({ values, otherwise }: CellReading, text: string): string {
  return values.get(text) ?? values.get(text.trim()) ?? otherwise ?? text;
}

function formed({ dates, decimal }: CellReading, text: string): string {
  if (dates !== undefined && dates !== 'ymd') return yearFirst(text, dates);
  if (decimal === ',') return text.replace(/[\s.'’]/g, '').replace(',', '.');
  if (decimal === '.') return text.replace(/[\s,'’](?=[0-9])/g, '');
  return text;
}

const dayAndMonth = /^\s*([0-9]{1,2})[-/. ]\s?([0-9]{1,2})[-/. ]\s?([0-9]{2}|[0-9]{4})(?![0-9])/;
/** Years of two digits are of this century up to here, as spreadsheets take them. */
const lastOfThisCentury = 29;

function yearFirst(text: string, order: 'dmy' | 'mdy'): string {
  return text.replace(dayAndMonth, (_all, first: string, second: string, year: string) => {
    const [day, month] = order === 'dmy' ? [first, second] : [second, first];
    const full = year.length === 4 ? year : `${Number(year) <= lastOfThisCentury ? '20' : '19'}${year}`;
    return [full, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  });
}
