import type { ViewRow } from '@tenon/plugin-api';

/** What stands in one line of the table; every line is of one height. */
export type Line =
  | { readonly kind: 'row'; readonly id: string; readonly row: ViewRow }
  | {
      readonly kind: 'group';
      readonly id: string;
      readonly title: string;
      readonly count: number;
      readonly open: boolean;
      /** Subtotals by column, as their fields write them. */
      readonly totals: { readonly [column: string]: string | null };
    }
  | { readonly kind: 'more'; readonly id: string; readonly loading: boolean; readonly onMore: () => void }
  | { readonly kind: 'note'; readonly id: string; readonly text: string; readonly onRetry?: () => void };

export function rowsOf(lines: readonly Line[]): readonly ViewRow[] {
  return lines.flatMap((line) => (line.kind === 'row' ? [line.row] : []));
}
