import type { CellProps } from '@tenon/plugin-api';
import { useFieldType } from '@tenon/plugin-api/browser';
import { Fragment } from 'react';
import { boxWidth, type PlacedColumn } from './layout.ts';
import type { Line } from './lines.ts';

export interface GroupLineProps extends Pick<CellProps, 'locale' | 'lookup'> {
  readonly line: Extract<Line, { kind: 'group' }>;
  readonly columns: readonly PlacedColumn[];
  readonly gap: number;
  readonly width: number;
  readonly top: number;
  readonly height: number;
  readonly index: number;
  readonly stop: boolean;
  readonly boxes: boolean;
  readonly onToggle: (id: string) => void;
  readonly onCurrent: (id: string, column: string | undefined) => void;
}

/** A group: what its records have in common, how many they are, and their subtotals under the columns. */
export function GroupLine(props: GroupLineProps) {
  const { line, columns, gap, width, top, height, index, stop, boxes, locale, lookup, onToggle, onCurrent } =
    props;
  const [first, ...rest] = columns;
  const count = new Intl.NumberFormat(locale.language).format(line.count);
  return (
    // The grid around it hears the keys.
    <tr
      aria-rowindex={index + 2}
      data-row-key={line.id}
      className="tenon-table-line tenon-table-group"
      style={{ height, width, top }}
      tabIndex={stop ? 0 : -1}
      onFocus={() => onCurrent(line.id, undefined)}
      onClick={() => onToggle(line.id)}
    >
      <td
        aria-expanded={line.open}
        className="tenon-table-cell"
        data-frozen
        style={{ width: (first?.width ?? 160) + (boxes ? boxWidth : 0), insetInlineStart: 0 }}
      >
        <span className="tenon-table-chevron" data-open={line.open || undefined} aria-hidden />
        <span className="tenon-table-value" title={line.title}>
          {line.title}
        </span>
        <span className="tenon-table-count">{count}</span>
      </td>
      {rest.map((column, at) => {
        const total = line.totals[column.key];
        const skipped =
          !column.frozen && (at === 0 ? first?.frozen === true : rest[at - 1]?.frozen === true) ? gap : 0;
        return (
          <Fragment key={column.key}>
            {skipped > 0 && <td aria-hidden className="tenon-table-gap" style={{ width: skipped }} />}
            <td
              className="tenon-table-cell"
              data-align={column.align}
              data-frozen={column.frozen || undefined}
              style={{ width: column.width, ...(column.frozen ? { insetInlineStart: column.left } : {}) }}
            >
              {total != null && <Total column={column} total={total} locale={locale} lookup={lookup} />}
            </td>
          </Fragment>
        );
      })}
    </tr>
  );
}

function Total({
  column,
  total,
  locale,
  lookup,
}: Pick<CellProps, 'locale' | 'lookup'> & { readonly column: PlacedColumn; readonly total: string }) {
  const { Cell } = useFieldType(column.type);
  return (
    <span className="tenon-table-value">
      <Cell value={total} options={column.options} locale={locale} lookup={lookup} plain />
    </span>
  );
}
