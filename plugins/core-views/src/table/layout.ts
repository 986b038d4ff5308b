import type { BrowserFieldType, Lookup, ViewColumnProps } from '@tenon/plugin-api';
import { clampWidth, type TableSettings } from './settings.ts';

export interface PlacedColumn extends ViewColumnProps {
  readonly width: number;
  /** From the start of the row, in pixels. */
  readonly left: number;
  readonly frozen: boolean;
  readonly align: 'start' | 'end';
}
export interface Layout {
  readonly columns: readonly PlacedColumn[];
  readonly width: number;
}

export const boxWidth = 44;
const defaultWidth = 160;
/** On screens below this, columns are no wider than that unless the reader made them so. */
const phone = 600;
const narrow = 140;
/** Frozen columns never take more of the window than this. */
const mostFrozen = 0.6;

/** Where columns stand: as wide as the reader made them, else as the view, their type or their name wants. */
export function layoutOf(
  columns: readonly ViewColumnProps[],
  { widths, frozen }: Pick<TableSettings, 'widths' | 'frozen'>,
  registry: Lookup<BrowserFieldType> | undefined,
  { boxes, room }: { readonly boxes: boolean; readonly room: number },
): Layout {
  let left = boxes ? boxWidth : 0;
  const natural = columns.map((column) => {
    const type = registry?.get(column.type);
    const natural = Math.max(type?.width ?? defaultWidth, headerWidth(column));
    return (
      widths[column.key] ??
      (room < phone ? Math.min(column.width ?? natural, narrow) : (column.width ?? natural))
    );
  });
  const sum = natural.reduce((total, width) => total + width, left);
  // What is left of the window goes to columns whose width nobody chose.
  const free = columns.filter(({ key, width }) => widths[key] === undefined && width === undefined).length;
  const extra = free > 0 && sum < room ? Math.floor((room - sum) / free) : 0;
  const placed = columns.map((column, at): PlacedColumn => {
    const chosen = widths[column.key] !== undefined || column.width !== undefined;
    const width = clampWidth((natural[at] ?? defaultWidth) + (chosen ? 0 : extra));
    const start = left;
    left += width;
    return {
      ...column,
      width,
      left: start,
      frozen: at < frozen && left <= room * mostFrozen,
      align: registry?.get(column.type)?.align ?? 'start',
    };
  });
  return { columns: placed, width: left };
}

/** The columns to draw: frozen ones, and those in sight. */
export function columnsInSight(layout: Layout, scrollLeft: number, room: number): readonly PlacedColumn[] {
  return layout.columns.filter(
    ({ frozen, left, width }) =>
      frozen || (left + width > scrollLeft - overscan && left < scrollLeft + room + overscan),
  );
}
const overscan = 240;

/** Pixels that a column's name takes, sort arrows and padding included; a guess, and long names are cut all the same. */
function headerWidth({ label, sortable }: ViewColumnProps): number {
  const letters = [...label].reduce((sum, letter) => sum + (letter > '\u2e80' ? 14 : 8.5), 0);
  return Math.min(Math.ceil(letters) + (sortable ? 44 : 24), 240);
}
