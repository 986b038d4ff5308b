import { DndContext, DragOverlay } from '@dnd-kit/core';
import type { ViewProps, ViewRow, ViewSource } from '@tenon/plugin-api';
import { App, type MenuProps, Skeleton } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { Styles } from '../shared/browser/styles.tsx';
import { useGroups } from '../shared/browser/use-groups.ts';
import type { Group } from '../shared/groups.ts';
import { BoardData, messageOf } from './board-data.ts';
import { boardReader, type CellPlace, changesTo, placesOf, valuesAt } from './board-layout.ts';
import { BoardRows } from './board-rows.tsx';
import { CardInHand, type CardLook } from './card.tsx';
import { announcementsIn, type Lifted, liftedOf, nearestCell, useBoardSensors } from './dragging.ts';
import type { KanbanOptions } from './index.ts';
import { boardCss } from './styles.ts';
import { uiText } from './texts.ts';

const pageSize = 25;
/** Cells of lanes are many, and each is small. */
const lanePageSize = 10;

/** Cards in columns: one for each option of a choice, or for each record that a relation leads to. */
export function Board(props: ViewProps) {
  const { source, locale } = props;
  return (
    <>
      <Styles id="board" css={boardCss} />
      {source ? (
        <BoardOfSource {...props} source={source} />
      ) : (
        <p className="t-board-none">{uiText('noRecords', locale.language)}</p>
      )}
    </>
  );
}

type SourceProps = ViewProps & { readonly source: ViewSource };

function BoardOfSource(props: SourceProps) {
  const { source, locale } = props;
  const options = props.options as unknown as KanbanOptions;
  const { language } = locale;
  const none = uiText('none', language);
  const field = useMemo(() => source.field(options.group), [source, options.group]);
  const laneField = useMemo(
    () => (options.lanes === undefined ? undefined : source.field(options.lanes)),
    [source, options.lanes],
  );
  const groups = useGroups(field, source, language, none);
  const lanes = useGroups(laneField, source, language, none);
  if (!field) return <p className="t-board-none">{uiText('noGroup', language)}</p>;
  if (!groups || !lanes) return <Skeleton active paragraph={{ rows: 6 }} style={{ padding: 16 }} />;
  return (
    <ReadBoard
      {...props}
      // Another grouping is another board: nothing of the one before fits it.
      key={`${options.group} ${options.lanes ?? ''}`}
      groups={groups}
      lanes={laneField ? lanes : undefined}
      movable={source.may.update && field.editable === true && laneField?.editable !== false}
    />
  );
}

interface ReadBoardProps extends SourceProps {
  readonly groups: readonly Group[];
  readonly lanes: readonly Group[] | undefined;
  readonly movable: boolean;
}

function ReadBoard(props: ReadBoardProps) {
  const { source, groups, lanes, movable, locale, lookup, onOpen } = props;
  const options = props.options as unknown as KanbanOptions;
  const { language } = locale;
  const places = useMemo(() => placesOf(groups, lanes), [groups, lanes]);
  const reader = useMemo(() => boardReader(source, options, places), [source, options, places]);
  const [data] = useState(() => new BoardData(reader, lanes ? lanePageSize : pageSize));
  useEffect(() => data.refresh(reader), [data, reader]);
  useEffect(() => () => data.close(), [data]);
  const snapshot = useSyncExternalStore(data.subscribe, data.snapshot);
  const sensors = useBoardSensors();
  const [lifted, setLifted] = useState<Lifted>();
  const [said, setSaid] = useState('');
  const [folded, fold] = useFolded(props, options);

  const nameOf = useCallback((cell: string) => nameOfPlace(places.get(cell)), [places]);
  const move = useMove({ ...props, data, places, nameOf, say: setSaid });
  const allows = useCallback(
    (row: ViewRow, cell: string) => {
      const place = places.get(cell);
      return place !== undefined && (source.allows?.(row, changesTo(options, row, place)) ?? true);
    },
    [places, source, options],
  );
  const latest = useRef({ allows, move });
  useEffect(() => {
    latest.current = { allows, move };
  });
  // Made when a menu opens; the same function throughout, so that no card is drawn anew for it.
  const moves = useCallback(
    (row: ViewRow): MenuProps => {
      const from = [...data.snapshot().cells].find(([, { rows }]) =>
        rows.some(({ id }) => id === row.id),
      )?.[0];
      return {
        items: [
          {
            key: 'to',
            type: 'group',
            label: uiText('moveTo', language),
            children: [...places.keys()]
              .filter((cell) => cell !== from)
              .map((cell) => ({
                key: cell,
                label: nameOf(cell),
                disabled: !latest.current.allows(row, cell),
              })),
          },
        ],
        onClick: ({ key, domEvent }) => {
          domEvent.stopPropagation();
          if (from !== undefined) void latest.current.move(row, from, key);
        },
      };
    },
    [data, places, language, nameOf],
  );
  const look: CardLook = {
    entity: source.entity,
    columns: useMemo(
      () => props.columns.filter(({ key }) => key !== options.group && key !== options.lanes),
      [props.columns, options.group, options.lanes],
    ),
    locale,
    lookup,
    onOpen,
  };
  const create =
    source.create && source.may.create
      ? (place: CellPlace) => void source.create?.(valuesAt(options, place))
      : undefined;
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={nearestCell}
      accessibility={{
        announcements: announcementsIn(language, nameOf),
        screenReaderInstructions: { draggable: uiText('instructions', language) },
      }}
      onDragStart={(event) => setLifted(liftedOf(event))}
      onDragCancel={() => setLifted(undefined)}
      onDragEnd={(event) => {
        setLifted(undefined);
        const { row, cell } = liftedOf(event);
        if (event.over) void move(row, cell, String(event.over.id));
      }}
    >
      <BoardRows
        {...{ places, groups, lanes, snapshot, options, movable, look, moves, folded, language }}
        sumField={options.sum === undefined ? undefined : source.field(options.sum)}
        refuses={(cell) => lifted !== undefined && lifted.cell !== cell && !allows(lifted.row, cell)}
        onCreate={create}
        onFold={fold}
        onLoad={(cell) => void data.load(cell)}
        onMore={(cell) => void data.more(cell)}
      />
      <DragOverlay dropAnimation={null}>{lifted && <CardInHand row={lifted.row} {...look} />}</DragOverlay>
      <span aria-live="polite" className="t-unseen">
        {said}
      </span>
    </DndContext>
  );
}

const nameOfPlace = (place: CellPlace | undefined): string =>
  place === undefined ? '' : [place.column.label, place.lane?.label].filter(Boolean).join(' · ');

/** Folded columns are kept with the view; where nothing is kept, for as long as the page is open. */
function useFolded(
  { state, onState }: Pick<ViewProps, 'state' | 'onState'>,
  options: KanbanOptions,
): readonly [ReadonlySet<string>, (column: string, folded: boolean) => void] {
  const [own, setOwn] = useState<readonly string[]>();
  const kept = Array.isArray(state?.folded) ? (state.folded as readonly string[]) : undefined;
  const folded = new Set(own ?? kept ?? options.collapsed ?? []);
  const fold = (column: string, isFolded: boolean) => {
    const next = isFolded ? [...folded, column] : [...folded].filter((other) => other !== column);
    setOwn(next);
    onState?.({ ...state, folded: next });
  };
  return [folded, fold];
}

interface MoveContext extends SourceProps {
  readonly data: BoardData;
  readonly places: ReadonlyMap<string, CellPlace>;
  readonly nameOf: (cell: string) => string;
  readonly say: (text: string) => void;
}

/** Writes a move through the source; a card that may not go stays, one that is refused goes back, and both are told. */
function useMove({ source, locale, data, places, nameOf, say, ...props }: MoveContext) {
  const { message } = App.useApp();
  const { language } = locale;
  const options = props.options as unknown as KanbanOptions;
  return async (row: ViewRow, from: string, to: string): Promise<void> => {
    const place = places.get(to);
    if (!place || from === to) return;
    const names = { record: row.title, from: nameOf(from), to: nameOf(to) };
    const values = changesTo(options, row, place);
    if (source.allows && !source.allows(row, values)) {
      void message.warning(uiText('refusedMove', language, names));
      return;
    }
    try {
      let went = true;
      await data.move(row, from, to, async () => {
        if (source.change) went = await source.change(row, values);
        else await source.update(row, values);
        return went;
      });
      say(uiText(went ? 'moved' : 'cancelled', language, names));
    } catch (error) {
      void message.error(uiText('putBack', language, { ...names, why: messageOf(error) }));
    }
  };
}
