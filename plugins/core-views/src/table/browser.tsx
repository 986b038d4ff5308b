import type { BrowserViewType, ViewProps, ViewRow, ViewSort } from '@tenon/plugin-api';
import { FieldRegistryContext } from '@tenon/plugin-api/browser';
import { Button, Empty } from 'antd';
import { useCallback, useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { GroupLine } from './group-line.tsx';
import { Header, headerHeight } from './header.tsx';
import { boxWidth, columnsInSight, layoutOf } from './layout.ts';
import { type Line, rowsOf } from './lines.ts';
import { Row } from './row.tsx';
import { heights, readSettings } from './settings.ts';
import { tableStyle } from './style.ts';
import { uiText } from './texts.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useGroups } from './use-groups.ts';
import { useViewport } from './use-viewport.ts';

/** Lines drawn above and below what is in sight. */
const overscan = 6;
/** So near to the end the next page is asked for. */
const nearEnd = 15;
const none: readonly ViewSort[] = [];
/** A table whose cells take the focus. */
const gridRole = { role: 'grid', 'aria-multiselectable': true };

function TableView(props: ViewProps) {
  const {
    rows,
    hasMore,
    loading,
    onMore,
    onOpen,
    selected,
    onSelect,
    locale,
    lookup,
    source,
    state,
    onState,
  } = props;
  const { language } = locale;
  const registry = useContext(FieldRegistryContext);
  const frame = useRef<HTMLDivElement>(null);
  const [viewport, follow] = useViewport(frame);
  const settings = readSettings(props);
  const height = heights[settings.height];
  const [dragged, setDragged] = useState<{ readonly column: string; readonly width: number }>();
  const [editing, setEditing] = useState<{ readonly id: string; readonly column: string }>();
  const boxes = onSelect !== undefined;

  const texts = useMemo(
    () => ({ nothing: uiText('emptyGroup', language), moreGroups: uiText('moreGroups', language) }),
    [language],
  );
  const grouped = source && settings.group && source.field(settings.group.field)?.groupable === true;
  const groups = useGroups({
    source: grouped ? source : undefined,
    group: settings.group,
    columns: props.columns,
    texts,
  });
  const flat = useMemo(
    (): readonly Line[] => [
      ...rows.map((row): Line => ({ kind: 'row', id: row.id, row })),
      ...(hasMore ? [{ kind: 'more' as const, id: 'more', loading, onMore }] : []),
    ],
    [rows, hasMore, loading, onMore],
  );
  const lines = grouped ? groups.lines : flat;
  const shownRows = useMemo(() => rowsOf(lines), [lines]);

  const widths = dragged ? { ...settings.widths, [dragged.column]: dragged.width } : settings.widths;
  const layout = layoutOf(
    props.columns,
    { widths, frozen: viewport.width < 600 ? Math.min(settings.frozen, 1) : settings.frozen },
    registry,
    {
      boxes,
      room: viewport.width,
    },
  );
  const columns = columnsInSight(layout, viewport.left, viewport.width);
  const frozenEnd = layout.columns.reduce(
    (end, { frozen, left, width }) => (frozen ? left + width : end),
    boxes ? boxWidth : 0,
  );
  const gap = (columns.find(({ frozen }) => !frozen)?.left ?? frozenEnd) - frozenEnd;

  const room = Math.max(viewport.height - headerHeight, height);
  const from = Math.max(Math.floor(viewport.top / height) - overscan, 0);
  const to = Math.min(Math.ceil((viewport.top + room) / height) + overscan, lines.length);

  const more = useCallback(() => {
    if (!grouped && hasMore && !loading) onMore();
  }, [grouped, hasMore, loading, onMore]);
  const atEnd = viewport.top > 0 && to >= lines.length - nearEnd;
  useEffect(() => {
    if (atEnd) more();
  }, [atEnd, more]);

  const show = useCallback(
    (line: number, column: string | undefined) => {
      const found = frame.current;
      if (!found || line < 0) return;
      const top = line * height;
      const space = found.clientHeight - headerHeight;
      if (top < found.scrollTop) found.scrollTop = top;
      else if (space > 0 && top + height > found.scrollTop + space) found.scrollTop = top + height - space;
      const placed = layout.columns.find(({ key }) => key === column);
      if (!placed || placed.frozen || found.clientWidth === 0) return;
      if (placed.left - frozenEnd < found.scrollLeft) found.scrollLeft = placed.left - frozenEnd;
      else if (placed.left + placed.width > found.scrollLeft + found.clientWidth)
        found.scrollLeft = placed.left + placed.width - found.clientWidth;
    },
    [height, layout, frozenEnd],
  );
  const toggle = useCallback(
    (id: string) =>
      onSelect?.(selected.includes(id) ? selected.filter((other) => other !== id) : [...selected, id]),
    [selected, onSelect],
  );
  const edit = useCallback((id: string, column: string) => setEditing({ id, column }), []);
  const editable = layout.columns.flatMap(({ key, editable: may }) =>
    may && source?.may.update ? [key] : [],
  );
  const keys = useGridKeys({
    lines,
    columns: layout.columns.map(({ key }) => key),
    editable,
    frame,
    show,
    onOpen,
    onToggle: boxes ? toggle : undefined,
    onToggleGroup: groups.toggle,
    onEdit: edit,
    onEnd: more,
    page: Math.max(Math.floor(room / height) - 1, 1),
  });
  const { setCurrent, focus } = keys;
  const onCurrent = useCallback(
    (id: string, column: string | undefined) => setCurrent({ id, column }),
    [setCurrent],
  );
  const save = useCallback(
    async (row: ViewRow, column: string, value: unknown) => {
      await source?.update(row, { [column]: value });
    },
    [source],
  );
  const closeState = useRef({ editing, editable, focus });
  useLayoutEffect(() => {
    closeState.current = { editing, editable, focus };
  });
  const close = useCallback((next: boolean) => {
    const { editing: at, editable: all, focus: put } = closeState.current;
    setEditing(undefined);
    if (!at) return;
    const after = all[all.indexOf(at.column) + 1];
    if (next && after !== undefined) setEditing({ id: at.id, column: after });
    else put(at);
  }, []);

  const sorts = props.sorts ?? (props.sort ? [props.sort] : none);
  const sort = (column: string, several: boolean) => {
    const known = sorts.find(({ field }) => field === column);
    const next: ViewSort | undefined = !known
      ? { field: column, direction: 'asc' }
      : known.direction === 'asc'
        ? { field: column, direction: 'desc' }
        : undefined;
    if (!several || !props.onSorts) return props.onSort(next);
    if (!known) return props.onSorts([...sorts, ...(next ? [next] : [])].slice(-5));
    props.onSorts(sorts.flatMap((one) => (one.field === column ? (next ? [next] : []) : [one])));
  };
  const setWidth = (column: string, width: number, done: boolean) => {
    setDragged(done ? undefined : { column, width });
    if (done) onState?.({ ...state, widths: { ...settings.widths, [column]: width } });
  };
  const allSelected = shownRows.length > 0 && shownRows.every(({ id }) => selected.includes(id));
  const stop =
    keys.current && lines.some(({ id }) => id === keys.current?.id) ? keys.current.id : lines[0]?.id;
  const busy = loading || groups.loading;

  return (
    <>
      <style href="tenon-table" precedence="low">
        {tableStyle}
      </style>
      <div ref={frame} className="tenon-table" data-height={settings.height} onScroll={follow}>
        <table
          {...gridRole}
          aria-label={uiText('records', language)}
          aria-rowcount={(grouped || !hasMore ? lines.length : -1) + (grouped || !hasMore ? 1 : 0)}
          aria-colcount={layout.columns.length + (boxes ? 1 : 0)}
          tabIndex={-1}
          onKeyDown={keys.onKeyDown}
        >
          <Header
            columns={columns}
            all={layout.columns}
            gap={gap}
            width={layout.width}
            sorts={sorts}
            onSort={sort}
            onWidth={setWidth}
            onColumns={props.onColumns}
            boxes={
              boxes
                ? {
                    checked: allSelected,
                    some: selected.length > 0,
                    onToggle: () => {
                      const ids = shownRows.map(({ id }) => id);
                      onSelect?.(
                        allSelected
                          ? selected.filter((id) => !ids.includes(id))
                          : [...new Set([...selected, ...ids])],
                      );
                    },
                  }
                : undefined
            }
            language={language}
          />
          <tbody style={{ width: layout.width, height: lines.length * height }}>
            {lines.slice(from, to).map((line, offset) => {
              const index = from + offset;
              const place = { top: index * height, height, width: layout.width };
              const isStop = stop === line.id;
              if (line.kind === 'row') {
                return (
                  <Row
                    key={line.id}
                    {...place}
                    row={line.row}
                    columns={columns}
                    first={boxes ? 2 : 1}
                    gap={gap}
                    index={index}
                    selected={selected.includes(line.id)}
                    current={keys.current?.id === line.id ? (keys.current.column ?? '') : undefined}
                    stop={isStop && keys.current?.column === undefined}
                    editing={editing?.id === line.id ? editing.column : undefined}
                    mayEdit={source?.may.update ?? false}
                    locale={locale}
                    lookup={lookup}
                    onOpen={onOpen}
                    onToggle={boxes ? toggle : undefined}
                    onCurrent={onCurrent}
                    onEdit={edit}
                    onSave={save}
                    onClose={close}
                  />
                );
              }
              if (line.kind === 'group') {
                return (
                  <GroupLine
                    key={line.id}
                    {...place}
                    line={line}
                    columns={columns}
                    gap={gap}
                    index={index}
                    stop={isStop}
                    boxes={boxes}
                    locale={locale}
                    lookup={lookup}
                    onToggle={groups.toggle}
                    onCurrent={onCurrent}
                  />
                );
              }
              return (
                <tr
                  key={line.id}
                  aria-rowindex={index + 2}
                  data-row-key={line.id}
                  tabIndex={isStop ? 0 : -1}
                  className="tenon-table-line"
                  style={place}
                  onFocus={() => onCurrent(line.id, undefined)}
                >
                  <td className="tenon-table-wide" style={{ width: Math.min(viewport.width, layout.width) }}>
                    {line.kind === 'more' ? (
                      <Button size="small" onClick={line.onMore} loading={line.loading}>
                        {uiText(line.loading ? 'loading' : 'more', language)}
                      </Button>
                    ) : (
                      <>
                        <span role="alert">{line.text}</span>
                        {line.onRetry && (
                          <Button size="small" onClick={line.onRetry}>
                            {uiText('retry', language)}
                          </Button>
                        )}
                      </>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
        {lines.length === 0 && !busy && (
          <Empty description={uiText('noRecords', language)} style={{ padding: 40 }} />
        )}
        <span aria-live="polite" className="tenon-table-hidden">
          {busy ? uiText('loading', language) : ''}
        </span>
      </div>
    </>
  );
}

export const tableBrowser: BrowserViewType = { id: 'table', View: TableView };
