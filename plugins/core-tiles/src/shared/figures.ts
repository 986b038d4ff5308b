import type { Locale, ReportColumn, ReportResult, ReportRow } from '@tenon/plugin-api';

/** A figure in the reader's language, exact; '–' when there is none. */
export function figure(
  value: string | null | undefined,
  column: ReportColumn,
  locale: Locale,
  compact = false,
): string {
  if (value === null || value === undefined) return '–';
  if (column.format === 'text') return value;
  // ECMA-402 reads a numeric string exactly; the type library only knows numbers and a template type for strings.
  return formatOf(column, locale, compact).format(value as `${number}`);
}

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(column: ReportColumn, { language, currency }: Locale, compact: boolean): Intl.NumberFormat {
  const key = [language, column.format, column.currency ?? currency, compact].join(' ');
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language, {
      ...styleOf(column, currency),
      ...(compact ? { notation: 'compact', maximumFractionDigits: 1 } : {}),
    });
    formats.set(key, format);
  }
  return format;
}

function styleOf({ format, currency }: ReportColumn, own: string): Intl.NumberFormatOptions {
  if (format === 'percent') return { style: 'percent', maximumFractionDigits: 2 };
  if (format !== 'money') return { maximumFractionDigits: 2 };
  return {
    style: 'currency',
    currency: currency ?? own,
    currencyDisplay: 'narrowSymbol',
    // Whole amounts stay whole, others have all decimals of their currency.
    trailingZeroDisplay: 'stripIfInteger',
  };
}

/** For drawing: the nearest number, or none. */
export function plotted(value: string | null | undefined): number | null {
  if (value === null || value === undefined) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** The measure of that id, else the first. */
export function measureOf(result: ReportResult, id: unknown): ReportColumn | undefined {
  return result.measures.find((measure) => measure.id === id) ?? result.measures[0];
}

/** The measures of those ids, else all. */
export function measuresOf(result: ReportResult, ids: unknown): readonly ReportColumn[] {
  if (!Array.isArray(ids)) return result.measures;
  const chosen = ids.flatMap((id) => result.measures.filter((measure) => measure.id === id));
  return chosen.length > 0 ? chosen : result.measures;
}

/** What people read for a group of a row. */
export function titleOf(row: ReportRow, group: string, none: string): string {
  return row.titles[group] ?? row.values[group] ?? none;
}
