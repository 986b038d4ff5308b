import { type DragEvent, useState } from 'react';

/** A place in nested lists: the list's name and the index in it. */
export interface DragPlace {
  readonly list: string;
  readonly index: number;
}

export interface DragOrder {
  /** For the thing that is taken hold of. */
  readonly source: (place: DragPlace) => {
    readonly draggable: true;
    readonly onDragStart: (event: DragEvent) => void;
    readonly onDragEnd: () => void;
  };
  /** For what it can be dropped before. */
  readonly target: (place: DragPlace) => {
    readonly 'data-over': boolean;
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDrop: (event: DragEvent) => void;
  };
}

const same = (a: DragPlace | undefined, b: DragPlace) => a?.list === b.list && a.index === b.index;

/** Dragging with the pointer; `accepts` says which lists take from which. Buttons beside it do the same by keyboard. */
export function useDragOrder(
  onMove: (from: DragPlace, to: DragPlace) => void,
  accepts: (from: DragPlace, to: DragPlace) => boolean = (from, to) => from.list === to.list,
): DragOrder {
  const [dragged, setDragged] = useState<DragPlace>();
  const [over, setOver] = useState<DragPlace>();
  const end = () => {
    setDragged(undefined);
    setOver(undefined);
  };
  return {
    source: (place) => ({
      draggable: true,
      onDragStart: (event) => {
        event.stopPropagation();
        event.dataTransfer.effectAllowed = 'move';
        // Firefox drags nothing without data.
        event.dataTransfer.setData('text/plain', '');
        setDragged(place);
      },
      onDragEnd: end,
    }),
    target: (place) => ({
      'data-over': same(over, place),
      onDragOver: (event) => {
        if (!dragged || !accepts(dragged, place)) return;
        event.preventDefault();
        event.stopPropagation();
        if (!same(over, place)) setOver(place);
      },
      onDrop: (event) => {
        if (!dragged || !accepts(dragged, place)) return;
        event.preventDefault();
        event.stopPropagation();
        if (!same(dragged, place)) onMove(dragged, place);
        end();
      },
    }),
  };
}
