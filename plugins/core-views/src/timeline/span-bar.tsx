import type { Language } from '@tenon/documents';
import type { ViewRow } from '@tenon/plugin-api';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { Span } from '../shared/spans.ts';
import { placeOf, type Scale } from './scale.ts';
import { uiText } from './texts.ts';

/** By how many days the ends of a bar are carried. */
export interface Shift {
  readonly start: number;
  readonly end: number;
}
const still: Shift = { start: 0, end: 0 };

export interface SpanBarProps {
  readonly row: ViewRow;
  readonly span: Span;
  readonly scale: Scale;
  readonly color: string | undefined;
  readonly movable: boolean;
  /** Whether the end may be carried on its own. */
  readonly resizable: boolean;
  readonly language: Language;
  readonly describedBy: string;
  readonly onOpen: () => void;
  /** Resolves when it is written or put back. */
  readonly onShift: (shift: Shift) => Promise<unknown>;
}

type Part = 'whole' | 'start' | 'end';

/** Pixels that a pointer moves before it drags. */
const threshold = 4;

/** A record from its beginning to its end. Its middle moves it, its edges make it longer or shorter; keys do the same. */
export function SpanBar(props: SpanBarProps) {
  const { row, span, scale, color, movable, resizable, language, describedBy, onOpen, onShift } = props;
  const [shift, setShift] = useState(still);
  const held = useRef<{ readonly x: number; readonly part: Part; dragged: boolean }>(undefined);
  const [isHeld, setHeld] = useState(false);
  const moved = shift.start !== 0 || shift.end !== 0;
  const shown = {
    ...span,
    start: span.start.plus({ days: shift.start }),
    end: span.end.plus({ days: shift.end }),
  };
  const { left, width, startsBefore, endsAfter } = placeOf(shown, scale);

  const commit = (next: Shift) => {
    if (next.start === 0 && next.end === 0) return;
    void onShift(next).finally(() => setShift(still));
  };
  const shiftBy = (days: number, part: Part): Shift => {
    const length = Math.max(Math.round(span.end.diff(span.start, 'days').days), 1);
    if (part === 'start') return { start: Math.min(days, length - 1), end: 0 };
    if (part === 'end') return { start: 0, end: Math.max(days, 1 - length) };
    return { start: days, end: days };
  };
  const pressed = (event: PointerEvent<HTMLElement>) => {
    if (!movable || event.button !== 0) return;
    const edge = (event.target as HTMLElement).dataset.edge as Part | undefined;
    held.current = { x: event.clientX, part: edge ?? 'whole', dragged: false };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const dragged = (event: PointerEvent<HTMLElement>) => {
    const hold = held.current;
    if (!hold) return;
    const distance = event.clientX - hold.x;
    if (!hold.dragged && Math.abs(distance) < threshold) return;
    hold.dragged = true;
    setHeld(true);
    setShift(shiftBy(Math.round(distance / scale.pixelsPerDay), hold.part));
  };
  const released = () => {
    const hold = held.current;
    held.current = undefined;
    setHeld(false);
    if (!hold?.dragged) onOpen();
    else commit(shift);
  };
  const dropped = () => {
    held.current = undefined;
    setHeld(false);
    setShift(still);
  };
  const typed = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step !== 0 && movable) {
      event.preventDefault();
      if (event.shiftKey && resizable) setShift({ ...shift, end: shiftBy(shift.end + step, 'end').end });
      else if (!event.shiftKey) setShift({ start: shift.start + step, end: shift.end + step });
    } else if (event.key === 'Escape') setShift(still);
    else if (event.key === 'Enter') {
      event.preventDefault();
      if (moved) commit(shift);
      else onOpen();
    }
  };
  const text = uiText('bar', language, {
    record: row.title,
    from: shown.start.setLocale(language).toLocaleString({ dateStyle: 'medium' }),
    to: shown.end.minus({ milliseconds: 1 }).setLocale(language).toLocaleString({ dateStyle: 'medium' }),
  });
  return (
    <button
      type="button"
      className="t-timeline-span"
      style={{
        left,
        width,
        background: color === undefined ? 'var(--ant-color-primary-bg)' : `var(--ant-${color}-1)`,
        borderColor: color === undefined ? 'var(--ant-color-primary-border)' : `var(--ant-${color}-3)`,
        color: color === undefined ? 'var(--ant-color-text)' : `var(--ant-${color}-9)`,
      }}
      title={text}
      aria-label={text}
      aria-describedby={movable ? describedBy : undefined}
      data-record={row.id}
      data-movable={movable}
      data-held={isHeld}
      data-before={startsBefore}
      data-after={endsAfter}
      onPointerDown={pressed}
      onPointerMove={dragged}
      onPointerUp={movable ? released : undefined}
      onPointerCancel={dropped}
      onClick={movable ? undefined : onOpen}
      onKeyDown={typed}
      onBlur={() => !held.current && commit(shift)}
    >
      {resizable && !startsBefore && <span className="t-timeline-span-edge" data-edge="start" />}
      {width > 48 ? row.title : ''}
      {resizable && !endsAfter && <span className="t-timeline-span-edge" data-edge="end" />}
    </button>
  );
}
