import { useDroppable } from '@dnd-kit/core';
import type { Language } from '@tenon/documents';
import { Button, Skeleton } from 'antd';
import { type UIEvent, useEffect } from 'react';
import type { Cell } from './board-data.ts';
import { Card, type CardLook, type CardProps } from './card.tsx';
import { uiText } from './texts.ts';

export interface CellHandlers {
  readonly onLoad: (cell: string) => void;
  readonly onMore: (cell: string) => void;
}

export interface BoardCellProps extends CellHandlers {
  readonly id: string;
  readonly cell: Cell | undefined;
  readonly count: number | undefined;
  readonly moving: ReadonlySet<string>;
  readonly movable: boolean;
  readonly refused: boolean;
  readonly look: CardLook;
  readonly moves: CardProps['moves'];
  readonly language: Language;
}

/** Pixels before the end of a column at which the next page is asked for. */
const ahead = 300;

/** The cards of one place of the board. They are read when it is first shown, and page on as it is scrolled. */
export function BoardCell(props: BoardCellProps) {
  const { id, cell, moving, movable, refused, look, moves, onLoad, onMore, language } = props;
  const { setNodeRef, isOver } = useDroppable({ id });
  const isNew = cell === undefined;
  useEffect(() => {
    if (isNew) onLoad(id);
  }, [isNew, id, onLoad]);
  const scrolled = ({ currentTarget }: UIEvent<HTMLElement>) => {
    const { scrollTop, clientHeight, scrollHeight } = currentTarget;
    if (scrollTop > 0 && scrollTop + clientHeight > scrollHeight - ahead) onMore(id);
  };
  const { rows = [], state = 'new', next = null, error } = cell ?? {};
  return (
    <ul
      ref={setNodeRef}
      className="t-board-cell"
      data-cell={id}
      data-over={isOver}
      data-refused={refused}
      aria-busy={state === 'loading' && rows.length === 0}
      onScroll={scrolled}
    >
      {refused && <li className="t-board-cell-note">{uiText('refused', language)}</li>}
      {rows.map((row) => (
        <Card
          key={row.id}
          row={row}
          cell={id}
          moving={moving.has(row.id)}
          movable={movable}
          moves={moves}
          {...look}
        />
      ))}
      {rows.length === 0 && (state === 'loading' || state === 'new') && (
        <li className="t-board-cell-note">
          <Skeleton active title={false} paragraph={{ rows: 2 }} />
        </li>
      )}
      {rows.length === 0 && state === 'ready' && !refused && (
        <li className="t-board-cell-note">{uiText('noRecords', language)}</li>
      )}
      {state === 'failed' && (
        <li className="t-board-cell-note" role="alert">
          {error}{' '}
          <Button type="link" size="small" onClick={() => onLoad(id)}>
            {uiText('retry', language)}
          </Button>
        </li>
      )}
      {next !== null && state !== 'failed' && (
        <li className="t-board-cell-note">
          <Button type="text" size="small" loading={state === 'loading'} onClick={() => onMore(id)}>
            {uiText(state === 'loading' ? 'loading' : 'more', language)}
          </Button>
        </li>
      )}
    </ul>
  );
}
