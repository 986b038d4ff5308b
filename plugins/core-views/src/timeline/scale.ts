/** How time lies on the screen: so many pixels a day, with two lines of marks above. */
import type { Language } from '@tenon/documents';
import type { DateTime } from 'luxon';
import { firstWeekday, type Span } from '../shared/spans.ts';

export const zooms = ['day', 'week', 'month', 'quarter'] as const;
export type Zoom = (typeof zooms)[number];

interface ZoomSettings {
  /** Pixels. */
  readonly day: number;
  readonly major: 'month' | 'year';
  readonly minor: 'day' | 'week' | 'month' | 'quarter';
}

const settings: { readonly [zoom in Zoom]: ZoomSettings } = {
  day: { day: 44, major: 'month', minor: 'day' },
  week: { day: 14, major: 'month', minor: 'week' },
  month: { day: 4.5, major: 'year', minor: 'month' },
  quarter: { day: 1.6, major: 'year', minor: 'quarter' },
};

export interface Mark {
  readonly key: string;
  readonly left: number;
  readonly width: number;
  readonly label: string;
}

export interface Scale {
  readonly zoom: Zoom;
  readonly from: DateTime;
  readonly to: DateTime;
  /** Pixels. */
  readonly width: number;
  readonly pixelsPerDay: number;
}

/** What of time is in sight from a day on, in so many pixels. */
export function scaleOf(zoom: Zoom, from: DateTime, width: number): Scale {
  const to = from.startOf('day').plus({ days: daysIn(zoom, width) });
  return { zoom, from: from.startOf('day'), to, width, pixelsPerDay: settings[zoom].day };
}

/** How many days so many pixels show; a week at least. */
export function daysIn(zoom: Zoom, width: number): number {
  return Math.max(Math.ceil(width / settings[zoom].day), 7);
}

/** The day to begin with so that today is in sight, with some of what was before, however few days there are. */
export function beginning(zoom: Zoom, today: DateTime, days: number): DateTime {
  const before = Math.floor(days * 0.4);
  const units = zoom === 'day' ? 3 : zoom === 'week' ? 2 : 1;
  const starts = [today.startOf(zoom).minus({ [zoom]: units }), today.startOf(zoom)];
  return (
    starts.find((start) => daysBetween(start, today.startOf('day')) <= before) ??
    today.minus({ days: before })
  );
}

/** Days between two moments; a day of 23 hours is one as well. */
export function daysBetween(from: DateTime, to: DateTime): number {
  const start = to.startOf('day');
  const hours = to.diff(start).as('hours');
  const length = start.plus({ days: 1 }).diff(start).as('hours');
  return Math.round(start.diff(from.startOf('day'), 'days').days) + hours / length;
}

/** Where a span lies: the part of it that is in sight, and whether it goes on beyond. */
export function placeOf({ start, end }: Span, { from, to, pixelsPerDay }: Scale) {
  const left = Math.max(daysBetween(from, start), 0) * pixelsPerDay;
  const right = Math.min(daysBetween(from, end), daysBetween(from, to)) * pixelsPerDay;
  return {
    left,
    width: Math.max(right - left, 6),
    startsBefore: start < from,
    endsAfter: end > to,
  };
}

export function marksOf(
  scale: Scale,
  language: Language,
): { readonly major: readonly Mark[]; readonly minor: readonly Mark[] } {
  const { major, minor } = settings[scale.zoom];
  return { major: marks(scale, major, language), minor: marks(scale, minor, language) };
}

function marks(
  scale: Scale,
  unit: ZoomSettings['major'] | ZoomSettings['minor'],
  language: Language,
): readonly Mark[] {
  const { from, to, pixelsPerDay } = scale;
  const found: Mark[] = [];
  let at = startOf(from, unit, language);
  while (at < to) {
    const next = at.plus({ [`${unit}s`]: 1 });
    const left = Math.max(daysBetween(from, at), 0) * pixelsPerDay;
    const right = Math.min(daysBetween(from, next), daysBetween(from, to)) * pixelsPerDay;
    found.push({
      key: at.toISODate() ?? '',
      left,
      width: right - left,
      label: nameOf(at, unit, language, right - left),
    });
    at = next;
  }
  return found;
}

function startOf(
  at: DateTime,
  unit: ZoomSettings['major'] | ZoomSettings['minor'],
  language: Language,
): DateTime {
  if (unit !== 'week') return at.startOf(unit);
  const back = (at.weekday - firstWeekday(language) + 7) % 7;
  return at.startOf('day').minus({ days: back });
}

/** A name that fits into so many pixels; '' when none does. */
function nameOf(at: DateTime, unit: string, language: Language, width: number): string {
  const local = at.setLocale(language);
  if (unit === 'year') return width < 36 ? '' : local.toLocaleString({ year: 'numeric' });
  if (unit === 'quarter') return width < 30 ? '' : `Q${at.quarter}`;
  if (unit === 'month' && width > 90) return local.toLocaleString({ year: 'numeric', month: 'long' });
  if (unit === 'month') return width < 34 ? '' : local.toLocaleString({ month: 'short' });
  return width < 20 ? '' : String(at.day);
}
