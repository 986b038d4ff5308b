import type { ViewRow } from '@tenon/plugin-api';
import { type KeyboardEvent, useCallback, useState } from 'react';

export interface RowKeys {
  /** Id of the row that the keyboard is on. */
  readonly current: string | undefined;
  readonly setCurrent: (id: string) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

export interface RowKeyActions {
  readonly onOpen: (id: string) => void;
  readonly onToggle?: (id: string) => void;
  /** The keyboard went past the last row. */
  readonly onEnd: () => void;
  /** Brings a row into sight. */
  readonly reveal: (id: string) => void;
}

const moves: ReadonlyMap<string, number> = new Map([
  ['j', 1],
  ['ArrowDown', 1],
  ['k', -1],
  ['ArrowUp', -1],
]);

/** J and K (or the arrows) go from row to row, Enter opens, X selects. Keys meant for an input are left alone. */
export function useRowKeys(rows: readonly ViewRow[], actions: RowKeyActions): RowKeys {
  const [current, setCurrent] = useState<string | undefined>();
  const { onOpen, onToggle, onEnd, reveal } = actions;

  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isForAnInput(event.target)) return;
      const at = rows.findIndex(({ id }) => id === current);
      const step = moves.get(event.key);
      if (step !== undefined) {
        const next = rows[Math.max(at + step, 0)];
        if (!next) onEnd();
        else {
          setCurrent(next.id);
          reveal(next.id);
        }
      } else if (current !== undefined && at >= 0 && event.key === 'Enter') onOpen(current);
      else if (current !== undefined && at >= 0 && event.key === 'x') onToggle?.(current);
      else return;
      event.preventDefault();
    },
    [rows, current, onOpen, onToggle, onEnd, reveal],
  );
  return { current, setCurrent, onKeyDown };
}

function isForAnInput(target: EventTarget): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select, button, a') !== null;
}
