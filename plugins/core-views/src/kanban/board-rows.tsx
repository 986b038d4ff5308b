import type { Language } from '@tenon/documents';
import type { ViewColumnProps } from '@tenon/plugin-api';
import { Fragment, useRef } from 'react';
import { shade } from '../shared/browser/styles.tsx';
import type { Group } from '../shared/groups.ts';
import { BoardCell, type CellHandlers } from './board-cell.tsx';
import type { BoardSnapshot } from './board-data.ts';
import { type CellPlace, cellKey, columnTotals } from './board-layout.ts';
import type { CardLook, CardProps } from './card.tsx';
import { ColumnHead } from './column-head.tsx';
import type { KanbanOptions } from './index.ts';
import { uiText } from './texts.ts';

export interface BoardRowsProps extends CellHandlers {
  readonly places: ReadonlyMap<string, CellPlace>;
  readonly groups: readonly Group[];
  readonly lanes: readonly Group[] | undefined;
  readonly snapshot: BoardSnapshot;
  readonly options: KanbanOptions;
  readonly movable: boolean;
  readonly look: CardLook;
  readonly moves: CardProps['moves'];
  readonly folded: ReadonlySet<string>;
  readonly language: Language;
  readonly sumField: ViewColumnProps | undefined;
  readonly refuses: (cell: string) => boolean;
  readonly onCreate: ((place: CellPlace) => void) | undefined;
  readonly onFold: (column: string, folded: boolean) => void;
}

/** The columns side by side, each scrolling on its own; with lanes, row by row below one line of heads. */
export function BoardRows(props: BoardRowsProps) {
  const { groups, lanes, language } = props;
  const frame = useRef<HTMLElement>(null);
  return (
    <section
      ref={frame}
      className="t-board"
      data-lanes={lanes !== undefined}
      aria-label={uiText('board', language)}
    >
      {lanes ? (
        <>
          <div className="t-board-row t-board-heads">
            {groups.map((column) => (
              <div key={column.key} className="t-board-column" data-folded={props.folded.has(column.key)}>
                <Head {...props} column={column} />
              </div>
            ))}
          </div>
          {lanes.map((lane) => (
            <Fragment key={lane.key}>
              <h3 className="t-board-lane">{lane.label}</h3>
              <div className="t-board-row">
                {groups.map((column) => (
                  <Column key={column.key} {...props} column={column} lane={lane} />
                ))}
              </div>
            </Fragment>
          ))}
        </>
      ) : (
        <div className="t-board-row">
          {groups.map((column) => (
            <Column key={column.key} {...props} column={column} lane={undefined} head />
          ))}
        </div>
      )}
    </section>
  );
}

function Column({
  column,
  lane,
  head = false,
  ...props
}: BoardRowsProps & { readonly column: Group; readonly lane: Group | undefined; readonly head?: boolean }) {
  const { snapshot, folded, movable, look, moves, refuses, onLoad, onMore, language } = props;
  const key = cellKey({ column, lane });
  const isFolded = folded.has(column.key);
  return (
    <section
      className="t-board-column"
      data-folded={isFolded}
      data-column={column.key}
      aria-label={column.label}
    >
      {head && <Head {...props} column={column} />}
      {!isFolded && (
        <BoardCell
          id={key}
          cell={snapshot.cells.get(key)}
          count={snapshot.totals.get(key)?.count}
          moving={snapshot.moving}
          refused={refuses(key)}
          {...{ movable, look, moves, onLoad, onMore, language }}
        />
      )}
    </section>
  );
}

function Head({ column, ...props }: BoardRowsProps & { readonly column: Group }) {
  const { snapshot, options, folded, language, sumField, look, onCreate, onFold, lanes } = props;
  const { count, sum } = columnTotals(column, snapshot.totals);
  const most = options.limits?.find((limit) => limit.column === column.key)?.most;
  const place = { column, lane: lanes?.[0] };
  return (
    <ColumnHead
      label={column.label}
      color={shade(column.color)}
      count={count}
      sum={sum}
      most={most}
      folded={folded.has(column.key)}
      onFold={(next) => onFold(column.key, next)}
      {...(onCreate ? { onCreate: () => onCreate(place) } : {})}
      {...{ sumField, locale: look.locale, lookup: look.lookup, language }}
    />
  );
}
