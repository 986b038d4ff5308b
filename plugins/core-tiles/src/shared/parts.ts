import type { ReportColumn, ReportResult } from '@tenon/plugin-api';
import { plotted, titleOf } from './figures.ts';

export interface Part {
  readonly name: string;
  readonly value: number;
  /** Absent where several rows were put together. */
  readonly exact: string | undefined;
}

/** Rows as parts of a whole: what is empty, zero or negative has no size and is left out. */
export function partsOf(result: ReportResult, measure: ReportColumn, none: string): readonly Part[] {
  const [group] = result.groups;
  return result.rows.flatMap((row) => {
    const exact = row.values[measure.id];
    const value = plotted(exact);
    if (!group || value === null || value <= 0) return [];
    return [{ name: titleOf(row, group.id, none), value, exact: exact ?? undefined }];
  });
}

/** The largest parts, and one for all others. */
export function largest(parts: readonly Part[], most: number, others: string): readonly Part[] {
  if (parts.length <= most) return parts;
  const bySize = [...parts].sort((a, b) => b.value - a.value);
  const rest = bySize.slice(most - 1).reduce((sum, part) => sum + part.value, 0);
  return [...bySize.slice(0, most - 1), { name: others, value: rest, exact: undefined }];
}
