import { type KeyboardEvent, type RefObject, useCallback, useState } from 'react';
import type { Line } from './lines.ts';

export interface Place {
  readonly id: string;
  /** Undefined on the line as a whole. */
  readonly column: string | undefined;
}
export interface GridKeysOptions {
  readonly lines: readonly Line[];
  readonly columns: readonly string[];
  /** Those that can be edited, in order. */
  readonly editable: readonly string[];
  readonly frame: RefObject<HTMLElement | null>;
  /** Scrolls so that the line and column are drawn. */
  readonly show: (line: number, column: string | undefined) => void;
  readonly onOpen: (id: string) => void;
  readonly onToggle: ((id: string) => void) | undefined;
  readonly onToggleGroup: (id: string) => void;
  readonly onEdit: (id: string, column: string) => void;
  readonly onEnd: () => void;
  /** Lines of one screen. */
  readonly page: number;
}
export interface GridKeys {
  readonly current: Place | undefined;
  readonly setCurrent: (place: Place) => void;
  readonly focus: (place: Place) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

const steps: ReadonlyMap<string, number> = new Map([
  ['j', 1],
  ['ArrowDown', 1],
  ['k', -1],
  ['ArrowUp', -1],
]);

/** J and K or the arrows go from line to line, left and right from cell to cell; Enter opens, E edits, X selects. */
export function useGridKeys(options: GridKeysOptions): GridKeys {
  const { lines, columns, editable, frame, show, onOpen, onToggle, onToggleGroup, onEdit, onEnd, page } =
    options;
  const [current, setCurrent] = useState<Place>();

  const focus = useCallback(
    (place: Place) => {
      setCurrent(place);
      const find = () => {
        const line = [...(frame.current?.querySelectorAll<HTMLElement>('[data-row-key]') ?? [])].find(
          ({ dataset }) => dataset.rowKey === place.id,
        );
        if (!line || place.column === undefined) return line;
        return [...line.querySelectorAll<HTMLElement>('[data-column]')].find(
          ({ dataset }) => dataset.column === place.column,
        );
      };
      show(
        lines.findIndex(({ id }) => id === place.id),
        place.column,
      );
      const found = find();
      if (found) found.focus({ preventScroll: true });
      // It is out of sight and so not in the document yet.
      else requestAnimationFrame(() => requestAnimationFrame(() => find()?.focus({ preventScroll: true })));
    },
    [lines, frame, show],
  );

  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isForAnInput(event.target)) return;
      const at = lines.findIndex(({ id }) => id === current?.id);
      const line = lines[at];
      const go = (to: number) => {
        const next = lines[Math.max(0, Math.min(to, lines.length - 1))];
        if (next) focus({ id: next.id, column: next.kind === 'row' ? current?.column : undefined });
      };
      const step = steps.get(event.key);
      const isRow = line?.kind === 'row';
      if (step !== undefined) {
        const next = lines[at + step];
        // Past the last row there is more; the keyboard waits for it where it is.
        if (next?.kind === 'more') {
          if (!next.loading) next.onMore();
        } else if (at + step >= lines.length) onEnd();
        else go(at + step);
      } else if (event.key === 'Home') go(0);
      else if (event.key === 'End') go(lines.length - 1);
      else if (event.key === 'PageDown') go(at + page);
      else if (event.key === 'PageUp') go(at - page);
      else if (!line) return;
      else if (line.kind === 'group' && ['Enter', ' ', 'ArrowRight', 'ArrowLeft'].includes(event.key)) {
        if (event.key === 'ArrowRight' ? !line.open : event.key === 'ArrowLeft' ? line.open : true)
          onToggleGroup(line.id);
      } else if (line.kind === 'more' && event.key === 'Enter') line.onMore();
      else if (isRow && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
        const to = columns.indexOf(current?.column ?? '') + (event.key === 'ArrowRight' ? 1 : -1);
        if (to < columns.length) focus({ id: line.id, column: to < 0 ? undefined : columns[to] });
      } else if (isRow && event.key === 'Escape' && current?.column !== undefined)
        focus({ id: line.id, column: undefined });
      else if (isRow && event.key === 'Enter') onOpen(line.id);
      else if (isRow && (event.key === 'e' || event.key === 'F2')) {
        const column = current?.column ?? editable[0];
        if (column !== undefined && editable.includes(column)) onEdit(line.id, column);
      } else if (isRow && event.key === 'x') onToggle?.(line.id);
      else return;
      event.preventDefault();
    },
    [lines, columns, editable, current, focus, onOpen, onToggle, onToggleGroup, onEdit, onEnd, page],
  );
  return { current, setCurrent, focus, onKeyDown };
}

function isForAnInput(target: EventTarget): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest('input, textarea, select, button, a, [role="columnheader"]') !== null
  );
}
