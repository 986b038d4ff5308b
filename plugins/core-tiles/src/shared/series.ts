import type { ReportColumn, ReportResult } from '@tenon/plugin-api';
import { plotted, titleOf } from './figures.ts';

export interface Series {
  readonly name: string;
  readonly measure: ReportColumn;
  /** One per category. */
  readonly values: readonly (number | null)[];
  /** As `values`, exact. */
  readonly exact: readonly (string | null)[];
}

export interface Categories {
  readonly names: readonly string[];
  readonly series: readonly Series[];
}

/**
 * Rows as series over the first group. A second group divides the first measure into one series per value; without it,
 * each measure is a series.
 */
export function seriesOf(result: ReportResult, measures: readonly ReportColumn[], none: string): Categories {
  const [first, second] = result.groups;
  const [measure] = measures;
  if (!first || !measure) return { names: [], series: [] };

  const names = new Map<string, string>();
  const lines = new Map<string, { name: string; measure: ReportColumn; at: Map<string, string | null> }>();
  for (const row of result.rows) {
    const category = keyOf(row.values[first.id]);
    names.set(category, titleOf(row, first.id, none));
    for (const shown of second ? [measure] : measures) {
      const line = second ? keyOf(row.values[second.id]) : keyOf(shown.id);
      const name = second ? titleOf(row, second.id, none) : shown.label;
      if (!lines.has(line)) lines.set(line, { name, measure: shown, at: new Map() });
      lines.get(line)?.at.set(category, row.values[shown.id] ?? null);
    }
  }

  const categories = [...names.keys()];
  return {
    names: [...names.values()],
    series: [...lines.values()].map(({ name, measure: shown, at }) => {
      const exact = categories.map((category) => at.get(category) ?? null);
      return { name, measure: shown, exact, values: exact.map(plotted) };
    }),
  };
}

/** Tells an empty value from the text that stands for it. */
function keyOf(value: string | null | undefined): string {
  return value === null || value === undefined ? 'none' : `value ${value}`;
}
