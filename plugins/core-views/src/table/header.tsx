import type { ViewProps, ViewSort } from '@tenon/plugin-api';
import { Checkbox } from 'antd';
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { boxWidth, type PlacedColumn } from './layout.ts';
import { clampWidth } from './settings.ts';
import { uiText } from './texts.ts';

export interface HeaderProps {
  readonly columns: readonly PlacedColumn[];
  readonly all: readonly PlacedColumn[];
  readonly gap: number;
  readonly width: number;
  readonly sorts: readonly ViewSort[];
  readonly onSort: (column: string, several: boolean) => void;
  readonly onWidth: (column: string, width: number, done: boolean) => void;
  readonly onColumns: ViewProps['onColumns'];
  readonly boxes:
    | { readonly checked: boolean; readonly some: boolean; readonly onToggle: () => void }
    | undefined;
  readonly language: ViewProps['locale']['language'];
}

export const headerHeight = 38;
/** Pixels by which the keyboard makes a column wider. */
const step = 16;

/** Names of columns: a click sorts, a click with Shift sorts by one more, edges and whole names are dragged. */
export function Header(props: HeaderProps) {
  const { columns, all, gap, width, sorts, boxes, language } = props;
  const [dropAt, setDropAt] = useState<string>();
  return (
    <thead style={{ width }}>
      <tr aria-rowindex={1} style={{ height: headerHeight }}>
        {boxes && (
          <th
            scope="col"
            aria-colindex={1}
            className="tenon-table-cell"
            data-frozen
            style={{ width: boxWidth, insetInlineStart: 0 }}
          >
            <Checkbox
              checked={boxes.checked}
              indeterminate={boxes.some && !boxes.checked}
              onChange={boxes.onToggle}
              aria-label={uiText('selectAll', language)}
            />
          </th>
        )}
        {columns.map((column, at) => (
          <HeaderCell
            key={column.key}
            {...props}
            column={column}
            index={all.indexOf(column) + (boxes ? 2 : 1)}
            skipped={!column.frozen && (at === 0 || columns[at - 1]?.frozen) ? gap : 0}
            sort={sorts.find(({ field }) => field === column.key)}
            order={sorts.length > 1 ? sorts.findIndex(({ field }) => field === column.key) + 1 : 0}
            dropping={dropAt === column.key}
            onDropAt={setDropAt}
          />
        ))}
      </tr>
    </thead>
  );
}

interface HeaderCellProps extends Omit<HeaderProps, 'columns'> {
  readonly column: PlacedColumn;
  readonly index: number;
  readonly skipped: number;
  readonly sort: ViewSort | undefined;
  /** Its place among several sort keys. */
  readonly order: number;
  readonly dropping: boolean;
  readonly onDropAt: (column: string | undefined) => void;
}
const dragType = 'application/x-tenon-column';

function HeaderCell(props: HeaderCellProps) {
  const {
    column,
    all,
    index,
    skipped,
    sort,
    order,
    dropping,
    onDropAt,
    onSort,
    onWidth,
    onColumns,
    language,
  } = props;
  const click = (event: MouseEvent) => column.sortable && onSort(column.key, event.shiftKey);
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      if (column.sortable) onSort(column.key, event.shiftKey);
    } else if (event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      onWidth(column.key, clampWidth(column.width + (event.key === 'ArrowRight' ? step : -step)), true);
    } else return;
    event.preventDefault();
  };
  return (
    <>
      {skipped > 0 && <td aria-hidden className="tenon-table-gap" style={{ width: skipped }} />}
      <th
        scope="col"
        aria-colindex={index}
        aria-sort={
          sort
            ? sort.direction === 'desc'
              ? 'descending'
              : 'ascending'
            : column.sortable
              ? 'none'
              : undefined
        }
        className="tenon-table-cell"
        data-sortable={column.sortable || undefined}
        data-align={column.align}
        data-frozen={column.frozen || undefined}
        data-drop={dropping || undefined}
        data-column={column.key}
        style={{ width: column.width, ...(column.frozen ? { insetInlineStart: column.left } : {}) }}
        tabIndex={0}
        title={column.label}
        onClick={click}
        onKeyDown={keys}
        draggable={onColumns !== undefined}
        onDragStart={(event) => {
          event.dataTransfer.setData(dragType, column.key);
          event.dataTransfer.effectAllowed = 'move';
        }}
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes(dragType)) return;
          event.preventDefault();
          onDropAt(column.key);
        }}
        onDragLeave={() => onDropAt(undefined)}
        onDrop={(event) => {
          event.preventDefault();
          onDropAt(undefined);
          const moved = event.dataTransfer.getData(dragType);
          const rest = all.map(({ key }) => key).filter((key) => key !== moved);
          const at = rest.indexOf(column.key);
          if (moved !== column.key && at >= 0 && rest.length === all.length - 1)
            onColumns?.([...rest.slice(0, at), moved, ...rest.slice(at)]);
        }}
      >
        <span className="tenon-table-value">{column.label}</span>
        {sort && <span aria-hidden>{sort.direction === 'desc' ? '↓' : '↑'}</span>}
        {sort && order > 0 && <sup>{order}</sup>}
        <Grip
          column={column}
          onWidth={onWidth}
          title={uiText('resize', language, { column: column.label })}
        />
      </th>
    </>
  );
}

/** The edge of a column, dragged to make it wider; the keyboard has Shift and the arrows on its name. */
function Grip({
  column,
  onWidth,
  title,
}: Pick<HeaderCellProps, 'column' | 'onWidth'> & { readonly title: string }) {
  const start = useRef<{ readonly x: number; readonly width: number }>(undefined);
  const latest = useRef({ column, onWidth });
  useEffect(() => {
    latest.current = { column, onWidth };
  });
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const grip = place.current;
    if (!grip) return;
    const down = (event: PointerEvent) => {
      grip.setPointerCapture(event.pointerId);
      start.current = { x: event.clientX, width: latest.current.column.width };
    };
    const follow = (done: boolean) => (event: PointerEvent) => {
      if (!start.current) return;
      const { column: dragged, onWidth: tell } = latest.current;
      tell(dragged.key, clampWidth(start.current.width + event.clientX - start.current.x), done);
      if (done) start.current = undefined;
    };
    const own = (event: Event) => event.stopPropagation();
    const noDrag = (event: Event) => {
      event.preventDefault();
      event.stopPropagation();
    };
    const move = follow(false);
    const up = follow(true);
    grip.addEventListener('pointerdown', down);
    grip.addEventListener('pointermove', move);
    grip.addEventListener('pointerup', up);
    grip.addEventListener('click', own);
    grip.addEventListener('dragstart', noDrag);
    return () => {
      grip.removeEventListener('pointerdown', down);
      grip.removeEventListener('pointermove', move);
      grip.removeEventListener('pointerup', up);
      grip.removeEventListener('click', own);
      grip.removeEventListener('dragstart', noDrag);
    };
  }, []);
  return <span ref={place} aria-hidden draggable className="tenon-table-grip" title={title} />;
}
