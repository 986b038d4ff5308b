/** Records that lie in time: from a date or a moment to another, in the reader's time zone. */
import type { Expression } from '@tenon/expressions';
import type { ViewColumnProps, ViewRow } from '@tenon/plugin-api';
import { DateTime } from 'luxon';

export interface TimeFields {
  readonly start: ViewColumnProps;
  readonly end: ViewColumnProps | undefined;
}

export interface Span {
  readonly start: DateTime;
  /** The first moment after it. */
  readonly end: DateTime;
  /** Days as such, without a time of day. */
  readonly isDays: boolean;
}

/** Where a record lies; undefined without a start. What ends before it begins takes its first day or hour alone. */
export function spanOf(row: ViewRow, { start, end }: TimeFields, zone: string): Span | undefined {
  const isDays = start.kind === 'date';
  const from = moment(row.values[start.key], start, zone);
  if (!from) return undefined;
  const least = from.plus(isDays ? { days: 1 } : { hours: 1 });
  const until = end && moment(row.values[end.key], end, zone);
  if (!until) return { start: from, end: least, isDays };
  // A date ends with its day; among days, a moment counts for the day it is in.
  const past = end?.kind === 'date' || isDays ? until.startOf('day').plus({ days: 1 }) : until;
  return { start: from, end: past > from ? past : least, isDays };
}

/** Records of which some part lies between two moments. */
export function overlapCondition({ start, end }: TimeFields, from: DateTime, to: DateTime): Expression {
  const at = (field: ViewColumnProps): Expression => ({ var: field.key });
  const begins: Expression = { '<': [at(start), literal(to, start)] };
  const later: Expression = { '>=': [at(start), literal(from, start)] };
  if (!end) return { and: [begins, later] };
  const ends: Expression = { '>=': [at(end), literal(from, end)] };
  // What has no end, or one before its beginning, is where it begins.
  return { and: [begins, { or: [ends, later] }] };
}

/** A day or moment as the field keeps it. */
export function literal(moment: DateTime, { kind }: ViewColumnProps): string {
  if (kind === 'date') return moment.toISODate() ?? '';
  return moment.toUTC().toISO({ suppressMilliseconds: true }) ?? '';
}

/**
 * What is written when the ends of a record are carried by whole days. The time of day stays what it is on the clock, also
 * over a change of the clocks.
 */
export function carried(
  row: ViewRow,
  { start, end }: TimeFields,
  days: { readonly start: number; readonly end: number },
  zone: string,
): { readonly [field: string]: string } {
  const values: Record<string, string> = {};
  const carry = (field: ViewColumnProps, by: number) => {
    const at = moment(row.values[field.key], field, zone);
    if (at && by !== 0) values[field.key] = literal(at.plus({ days: by }), field);
  };
  carry(start, days.start);
  if (end) carry(end, days.end);
  return values;
}

/** Where the end of a record goes when its start is put elsewhere: as far, by days and by the clock. */
export function endCarried(
  row: ViewRow,
  { start, end }: TimeFields,
  to: unknown,
  zone: string,
): string | undefined {
  const from = moment(row.values[start.key], start, zone);
  const put = moment(to, start, zone);
  const until = end && moment(row.values[end.key], end, zone);
  if (!from || !put || !until) return undefined;
  return literal(until.plus(put.diff(from, ['days', 'milliseconds'])), end);
}

/** Whether both ends are there, and the second may be moved on its own. */
export const hasEnd = (row: ViewRow, { end }: TimeFields): boolean =>
  end !== undefined && typeof row.values[end.key] === 'string';

function moment(value: unknown, { kind }: ViewColumnProps, zone: string): DateTime | undefined {
  if (typeof value !== 'string') return undefined;
  const at =
    kind === 'date'
      ? DateTime.fromISO(value, { zone })
      : DateTime.fromISO(value, { zone: 'utc' }).setZone(zone);
  return at.isValid ? at : undefined;
}

/** The day that weeks begin with where a language is read: 0 is Sunday. */
export function firstWeekday(language: string): number {
  const locale = new Intl.Locale(language).maximize() as Intl.Locale & {
    getWeekInfo?(): { readonly firstDay: number };
    readonly weekInfo?: { readonly firstDay: number };
  };
  const { firstDay = 1 } = locale.getWeekInfo?.() ?? locale.weekInfo ?? {};
  return firstDay % 7;
}
