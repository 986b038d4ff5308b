import type { TimelineEntry } from '@tenon/model';
import type { Locale } from '@tenon/plugin-api';

export interface Day {
  /** YYYY-MM-DD in the reader's zone. */
  readonly day: string;
  readonly entries: readonly TimelineEntry[];
}

/** Entries by the reader's days, in their order. */
export function daysOf(entries: readonly TimelineEntry[], locale: Locale): readonly Day[] {
  const days: { day: string; entries: TimelineEntry[] }[] = [];
  for (const entry of entries) {
    const day = dayOf(entry.at, locale);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}

/** en-CA writes dates as ISO does. */
export const dayOf = (at: string | number, { timeZone }: Locale): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(at),
  );
