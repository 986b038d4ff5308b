import type { Locale } from '@tenon/plugin-api';

/** A moment in the reader's zone: date and time, or the date alone. */
export function formatMoment(
  iso: string,
  locale: Locale,
  style: 'date' | 'datetime' | 'time' = 'datetime',
): string {
  const options: Intl.DateTimeFormatOptions =
    style === 'date'
      ? { dateStyle: 'medium' }
      : style === 'time'
        ? { timeStyle: 'short' }
        : { dateStyle: 'medium', timeStyle: 'short' };
  return new Intl.DateTimeFormat(locale.language, { ...options, timeZone: locale.timeZone }).format(
    new Date(iso),
  );
}

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** "in 3 hours", "2 days ago"; `now` in milliseconds. */
export function formatRelative(iso: string, locale: Locale, now: number = Date.now()): string {
  const seconds = (Date.parse(iso) - now) / 1000;
  const format = new Intl.RelativeTimeFormat(locale.language, { numeric: 'auto', style: 'short' });
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, 'second');
}

/** A count or decimal written as people do. */
export function formatNumber(value: number | string, locale: Locale, maximumFractionDigits = 2): string {
  return new Intl.NumberFormat(locale.language, { maximumFractionDigits }).format(Number(value));
}

/** A long time by its largest unit: "3d", "5h". */
export function formatDuration(seconds: number, locale: Locale): string {
  const [unit, size] = steps.find(([, length]) => seconds >= length) ?? (['minute', 60] as const);
  return new Intl.NumberFormat(locale.language, { style: 'unit', unit, unitDisplay: 'narrow' }).format(
    Math.floor(seconds / size),
  );
}

/** Seconds as "4 min 10 s". */
export function formatSeconds(seconds: number, locale: Locale): string {
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  const part = (value: number, unit: string) =>
    new Intl.NumberFormat(locale.language, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  if (minutes === 0) return part(whole, 'second');
  const rest = whole % 60;
  return rest === 0 ? part(minutes, 'minute') : `${part(minutes, 'minute')} ${part(rest, 'second')}`;
}
