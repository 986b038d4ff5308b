import type { BrowserViewType, CellProps, ViewColumnProps, ViewProps, ViewRow } from '@tenon/plugin-api';
import { FieldRegistryContext, useFieldType } from '@tenon/plugin-api/browser';
import { Button, Empty, Table, type TableColumnType, type TableRef, theme } from 'antd';
import {
  type CSSProperties,
  type RefObject,
  type UIEvent,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react';
import { HeaderOnly } from '../shared/browser/header-only.tsx';
import { useRowKeys } from '../shared/browser/use-row-keys.ts';
import { uiText } from './texts.ts';

/** From so many rows on only those in sight are in the document. */
const virtualFrom = 100;
const defaultWidth = 160;
const headerHeight = 48;

function TableView(props: ViewProps) {
  const { rows, onSort, hasMore, loading, onMore, onOpen, selected, onSelect, locale, options } = props;
  const { token } = theme.useToken();
  const { language } = locale;
  const frame = useRef<HTMLDivElement>(null);
  const height = useHeight(frame);
  const columns = useColumns(props);

  const more = useCallback(() => {
    if (hasMore && !loading) onMore();
  }, [hasMore, loading, onMore]);
  const list = useRef<TableRef>(null);
  const reveal = useCallback((id: string) => {
    const rowsShown = () => [...(frame.current?.querySelectorAll<HTMLElement>('[data-row-key]') ?? [])];
    const row = () => rowsShown().find(({ dataset }) => dataset.rowKey === id);
    if (row()) row()?.focus();
    else {
      // It is out of sight and so not in the document yet.
      list.current?.scrollTo({ key: id });
      requestAnimationFrame(() => row()?.focus());
    }
  }, []);
  const toggle = useCallback(
    (id: string) =>
      onSelect?.(selected.includes(id) ? selected.filter((other) => other !== id) : [...selected, id]),
    [selected, onSelect],
  );
  const keys = useRowKeys(rows, { onOpen, onToggle: onSelect && toggle, onEnd: more, reveal });

  const scrolled = ({ currentTarget }: UIEvent<HTMLElement>) => {
    const { scrollTop, clientHeight, scrollHeight } = currentTarget;
    if (scrollTop > 0 && scrollTop + clientHeight > scrollHeight - 200) more();
  };

  const width = columns.reduce(
    (sum, column) => sum + Number(column.width ?? defaultWidth),
    onSelect ? 48 : 0,
  );
  const highlighted: CSSProperties = { background: token.controlItemBgActive };
  return (
    <div ref={frame} style={{ height: '100%', minHeight: 240, display: 'flex', flexDirection: 'column' }}>
      <Table<ViewRow>
        ref={list}
        aria-label={uiText('records', language)}
        rowKey="id"
        onScroll={scrolled}
        dataSource={[...rows]}
        columns={columns}
        size={options.density === 'compact' ? 'small' : 'middle'}
        pagination={false}
        virtual={rows.length >= virtualFrom}
        scroll={{ x: width, y: Math.max(height - headerHeight - (hasMore ? 56 : 0), 160) }}
        loading={loading && rows.length === 0}
        showSorterTooltip={false}
        sortDirections={['ascend', 'descend']}
        locale={{ emptyText: <Empty description={uiText('noRecords', language)} /> }}
        onChange={(_pages, _filters, sorter, { action }) => {
          if (action !== 'sort' || Array.isArray(sorter)) return;
          const { columnKey, order } = sorter;
          if (!order || columnKey === undefined) onSort(undefined);
          else onSort({ field: String(columnKey), direction: order === 'descend' ? 'desc' : 'asc' });
        }}
        onRow={(row) => ({
          onClick: (event) => {
            keys.setCurrent(row.id);
            // A link or a box in the row has a purpose of its own.
            if (!isControl(event.target)) onOpen(row.id);
          },
          // One stop of the Tab key for all rows; from there J and K go on.
          tabIndex: row.id === (keys.current ?? rows[0]?.id) ? 0 : -1,
          onFocus: () => keys.setCurrent(row.id),
          onKeyDown: keys.onKeyDown,
          'aria-current': row.id === keys.current ? true : undefined,
          style: { cursor: 'pointer', ...(row.id === keys.current ? highlighted : undefined) },
        })}
        rowSelection={
          onSelect && {
            selectedRowKeys: [...selected],
            onChange: (ids) => onSelect(ids.map(String)),
            columnWidth: 48,
            columnTitle: (box) => <HeaderOnly>{box}</HeaderOnly>,
            getCheckboxProps: ({ title }) => ({
              'aria-label': uiText('select', language).replace('{record}', () => title),
            }),
            getTitleCheckboxProps: () => ({ 'aria-label': uiText('selectAll', language) }),
          }
        }
      />
      {hasMore && (
        <div style={{ padding: token.paddingSM, textAlign: 'center' }}>
          <Button onClick={more} loading={loading}>
            {uiText(loading ? 'loading' : 'more', language)}
          </Button>
        </div>
      )}
      <span aria-live="polite" style={hidden}>
        {loading ? uiText('loading', language) : ''}
      </span>
    </div>
  );
}

function useColumns({ columns, sort, locale, lookup }: ViewProps): TableColumnType<ViewRow>[] {
  const registry = useContext(FieldRegistryContext);
  return columns.map((column): TableColumnType<ViewRow> => {
    const type = registry?.get(column.type);
    return {
      key: column.key,
      title: column.label,
      width: column.width ?? Math.max(type?.width ?? defaultWidth, headerWidth(column)),
      align: type?.align === 'end' ? 'end' : undefined,
      ellipsis: true,
      sorter: column.sortable,
      sortOrder: sort?.field === column.key ? (sort.direction === 'desc' ? 'descend' : 'ascend') : null,
      render: (_value, row) => <ValueCell column={column} row={row} locale={locale} lookup={lookup} />,
    };
  });
}

/** Pixels that a column's name takes, sort arrows and padding included; a guess, and long names are cut all the same. */
function headerWidth({ label, sortable }: ViewColumnProps): number {
  const letters = [...label].reduce((sum, letter) => sum + (letter > '\u2e80' ? 14 : 8.5), 0);
  return Math.min(Math.ceil(letters) + (sortable ? 44 : 24), 240);
}

interface ValueCellProps extends Pick<CellProps, 'locale' | 'lookup'> {
  readonly column: ViewColumnProps;
  readonly row: ViewRow;
}

function ValueCell({ column, row, locale, lookup }: ValueCellProps) {
  const type = useFieldType(column.type);
  return (
    <type.Cell
      value={row.values[column.key] ?? null}
      title={row.titles[column.key]}
      options={column.options}
      locale={locale}
      lookup={lookup}
    />
  );
}

function isControl(target: EventTarget): boolean {
  return (
    target instanceof Element &&
    target.closest('a, button, input, label, .ant-table-selection-column') !== null
  );
}

/** The height of an element, followed as it changes. */
function useHeight(element: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(600);
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setHeight(entry.contentRect.height));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return height;
}

const hidden: CSSProperties = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
};

export const tableBrowser: BrowserViewType = { id: 'table', View: TableView };
