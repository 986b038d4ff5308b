/** Calendar durations and periods, in the time zone of the organisation. */
import type { Moment } from '@tenon/expressions';
import { DateTime, Duration } from 'luxon';

/** The moment plus an ISO 8601 duration: a day is a calendar day, whatever the clocks do meanwhile. */
export function after(moment: Moment, duration: string): string {
  return iso(local(moment).plus(Duration.fromISO(duration)));
}

export function before(moment: Moment, duration: string): string {
  return iso(local(moment).minus(Duration.fromISO(duration)));
}

/** When the calendar period that holds the moment began. Weeks begin on Monday. */
export function startOf(period: 'day' | 'week' | 'month', moment: Moment): string {
  return iso(local(moment).startOf(period));
}

function local({ now, timeZone }: Moment): DateTime {
  const at = DateTime.fromISO(now, { zone: timeZone });
  if (!at.isValid) throw new Error(`Not a moment: ${now} in ${timeZone}`);
  return at;
}

function iso(at: DateTime): string {
  const text = at.toUTC().toISO();
  if (text === null) throw new Error('A duration leads to no moment');
  return text;
}
