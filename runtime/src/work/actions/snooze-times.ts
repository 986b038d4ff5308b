import { DateTime } from 'luxon';

export type SnoozeChoice = 'hour1' | 'hour3' | 'tomorrow' | 'nextWeek';

const morning = { hour: 9, minute: 0, second: 0, millisecond: 0 };

/** Moments to come back at, in the reader's zone, as ISO 8601 in UTC. */
export function snoozeTimes(now: string, timeZone: string): Record<SnoozeChoice, string> {
  const here = DateTime.fromISO(now, { zone: timeZone });
  const utc = (moment: DateTime) => moment.toUTC().toISO() ?? now;
  return {
    hour1: utc(here.plus({ hours: 1 })),
    hour3: utc(here.plus({ hours: 3 })),
    tomorrow: utc(here.plus({ days: 1 }).set(morning)),
    nextWeek: utc(here.startOf('week').plus({ weeks: 1 }).set(morning)),
  };
}

/** What a datetime-local input holds, taken in the reader's zone; undefined when it is no time. */
export function momentOfInput(text: string, timeZone: string): string | undefined {
  const moment = DateTime.fromISO(text, { zone: timeZone });
  return moment.isValid ? (moment.toUTC().toISO() ?? undefined) : undefined;
}
