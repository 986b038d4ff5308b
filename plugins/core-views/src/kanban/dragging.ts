import {
  type Announcements,
  type CollisionDetection,
  type DragEndEvent,
  KeyboardCode,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import type { Language } from '@tenon/documents';
import type { ViewRow } from '@tenon/plugin-api';
import { uiText } from './texts.ts';

/** What a lifted card carries. */
export interface Lifted {
  readonly row: ViewRow;
  readonly cell: string;
}

export const liftedOf = (event: { readonly active: DragEndEvent['active'] }): Lifted =>
  event.active.data.current as Lifted;

/** Milliseconds of a finger held still before it lifts a card instead of scrolling. */
const hold = 220;

/** Mouse, touch and keyboard: Space lifts and drops, Enter is left to open the record. */
export function useBoardSensors() {
  return useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: hold, tolerance: 8 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: toNextCell,
      keyboardCodes: {
        start: [KeyboardCode.Space],
        cancel: [KeyboardCode.Esc],
        end: [KeyboardCode.Space, KeyboardCode.Enter],
      },
    }),
  );
}

const steps: { readonly [code: string]: readonly [x: number, y: number] } = {
  [KeyboardCode.Left]: [-1, 0],
  [KeyboardCode.Right]: [1, 0],
  [KeyboardCode.Up]: [0, -1],
  [KeyboardCode.Down]: [0, 1],
};
/** Pixels inside of a place to which a card is carried. */
const slack = 8;

/** An arrow key carries the card to the next place that way. */
const toNextCell: KeyboardCoordinateGetter = (event, { currentCoordinates, context }) => {
  const step = steps[event.code];
  if (!step) return undefined;
  event.preventDefault();
  const { droppableRects, over, active } = context;
  const from = droppableRects.get(over?.id ?? '') ?? droppableRects.get(cellOf(active));
  if (!from) return currentCoordinates;
  const [x, y] = step;
  // Heads differ in height, so that places side by side need not begin in one line: they lie beside each other.
  const ahead = [...droppableRects.values()].filter((rect) =>
    x !== 0
      ? (rect.left - from.left) * x > slack && rect.top < from.bottom && rect.bottom > from.top
      : (rect.top - from.top) * y > slack && rect.left < from.right && rect.right > from.left,
  );
  const distance = (rect: { left: number; top: number }) =>
    Math.abs(rect.left - from.left) + Math.abs(rect.top - from.top);
  const [next] = ahead.toSorted((a, b) => distance(a) - distance(b));
  return next ? { x: next.left + slack, y: next.top + slack } : currentCoordinates;
};

const cellOf = (active: { data: { current?: unknown } } | null): string =>
  (active?.data.current as Lifted | undefined)?.cell ?? '';

/** Under the pointer; by keyboard the place whose corner the card was carried to. */
export const nearestCell: CollisionDetection = (args) => {
  if (args.pointerCoordinates) return pointerWithin(args);
  const { left, top } = args.collisionRect;
  const distances = args.droppableContainers.flatMap((container) => {
    const rect = args.droppableRects.get(container.id);
    if (!rect) return [];
    const value = Math.abs(rect.left - left) + Math.abs(rect.top - top);
    return [{ id: container.id, data: { droppableContainer: container, value } }];
  });
  return distances.toSorted((a, b) => a.data.value - b.data.value).slice(0, 1);
};

/** What screen readers hear while a card is on its way. */
export function announcementsIn(language: Language, nameOf: (cell: string) => string): Announcements {
  const record = (event: { active: DragEndEvent['active'] }) => liftedOf(event).row.title;
  return {
    onDragStart: (event) => uiText('lifted', language, { record: record(event) }),
    onDragOver: (event) =>
      event.over
        ? uiText('over', language, { record: record(event), to: nameOf(String(event.over.id)) })
        : undefined,
    onDragEnd: () => undefined,
    onDragCancel: (event) =>
      uiText('cancelled', language, { record: record(event), from: nameOf(liftedOf(event).cell) }),
  };
}
