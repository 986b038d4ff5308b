import type { EventInput } from '@fullcalendar/core';
import type { ViewColumnProps, ViewRow } from '@tenon/plugin-api';
import { DateTime } from 'luxon';
import { colorOf } from '../shared/groups.ts';
import { hasEnd, literal, spanOf, type TimeFields } from '../shared/spans.ts';

/** A record as the calendar draws it; nothing without a start. */
export function eventOf(
  row: ViewRow,
  fields: TimeFields,
  color: ViewColumnProps | undefined,
  zone: string,
  movable: boolean,
): EventInput | undefined {
  const span = spanOf(row, fields, zone);
  if (!span) return undefined;
  const { start, end, isDays } = span;
  const name = colorOf(color, color && row.values[color.key]);
  return {
    id: row.id,
    title: row.title,
    allDay: isDays,
    start: (isDays ? start.toISODate() : start.toISO()) ?? '',
    end: (isDays ? end.toISODate() : end.toISO()) ?? '',
    startEditable: movable && fields.start.editable === true,
    durationEditable: movable && hasEnd(row, fields) && fields.end?.editable === true,
    extendedProps: { row },
    ...(name === undefined || name === 'neutral'
      ? {}
      : {
          backgroundColor: `var(--ant-${name}-1)`,
          borderColor: `var(--ant-${name}-3)`,
          textColor: `var(--ant-${name}-9)`,
        }),
  };
}

/** Where an event was put: days as such, or moments with their offset, as the calendar writes them. */
export interface Place {
  readonly start: string;
  /** The first day or moment after it; '' where it has no length of its own. */
  readonly end: string;
}

/** What is written when an event is put elsewhere or made longer or shorter. */
export function valuesOf(
  place: Place,
  row: ViewRow | undefined,
  { start, end }: TimeFields,
  zone: string,
): { readonly [field: string]: string } {
  const from = DateTime.fromISO(place.start, { zone });
  const past = DateTime.fromISO(place.end, { zone });
  const values: Record<string, string> = { [start.key]: literal(from, start) };
  const writesEnd = end && past.isValid && (row === undefined || hasEnd(row, { start, end }));
  // The last day is part of it.
  if (writesEnd) values[end.key] = literal(end.kind === 'date' ? past.minus({ milliseconds: 1 }) : past, end);
  return row ? changed(row, values) : values;
}

/** The values that are others than those of the record. */
export function changed<Value>(
  row: ViewRow,
  values: { readonly [field: string]: Value },
): { readonly [field: string]: Value } {
  return Object.fromEntries(
    Object.entries(values).filter(([field, value]) => !sameMoment(row.values[field] ?? null, value)),
  );
}

const sameMoment = (a: unknown, b: unknown): boolean =>
  a === b ||
  (typeof a === 'string' && typeof b === 'string' && a.length > 10 && Date.parse(a) === Date.parse(b));
