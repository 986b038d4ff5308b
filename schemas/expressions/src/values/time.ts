/**
 * Dates are YYYY-MM-DD; moments are YYYY-MM-DDTHH:MM:SS.ffffffZ, always that long, so that both order as texts.
 * Years run from 0001 to 9999.
 */
import { IANAZone } from 'luxon';
import type { Moment } from '../types.ts';

const day = 86_400_000;
const datePattern = /^(\d{4})-(\d\d)-(\d\d)$/;
const datetimePattern =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(Z|[+-]\d\d(?::?\d\d)?(?::\d\d)?)$/i;

/** A date as rows carry it; null for anything else, such as the 30th of February. */
export function readDate(raw: unknown): string | null {
  if (typeof raw !== 'string' || !datePattern.test(raw) || raw < '0001') return null;
  const time = Date.parse(`${raw}T00:00:00Z`);
  return !Number.isNaN(time) && dateAt(time) === raw ? raw : null;
}

/** A moment as rows carry it (ISO 8601 with zone, or Postgres text), brought to the one form; else null. */
export function readDatetime(raw: unknown): string | null {
  if (raw instanceof Date) return Number.isNaN(raw.getTime()) ? null : instant(raw.getTime(), '000');
  if (typeof raw !== 'string') return null;
  const match = datetimePattern.exec(raw);
  if (!match) return null;
  const [, date, minutes, seconds = '00', fraction = '', zone = 'Z'] = match;
  const micros = fraction.padEnd(6, '0');
  const time = Date.parse(`${date}T${minutes}:${seconds}.${micros.slice(0, 3)}Z`);
  if (Number.isNaN(time) || readDate(date) === null || minutes!.startsWith('24')) return null;
  return instant(time - zoneMilliseconds(zone), micros.slice(3));
}

function zoneMilliseconds(zone: string): number {
  if (zone === 'Z' || zone === 'z') return 0;
  const [hours = 0, minutes = 0, seconds = 0] = (zone.slice(1).match(/\d\d/g) ?? []).map(Number);
  return (zone.startsWith('-') ? -1 : 1) * ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

function instant(time: number, micros: string): string | null {
  const iso = new Date(time).toISOString();
  return iso.length === 24 && iso >= '0001' ? `${iso.slice(0, 23)}${micros}Z` : null;
}

function dateAt(time: number): string {
  return new Date(time).toISOString().slice(0, -14);
}

/** Offsets of one zone. Asking Intl costs some ten microseconds, so the answer is kept for whole days of UTC. */
interface ZoneOffsets {
  readonly zone: IANAZone;
  /** Day → the offset all through it, or undefined when it changes within. */
  readonly days: Map<number, number | undefined>;
}

const zones = new Map<string, ZoneOffsets>();
const daysKept = 40_000;

/** How far local time is ahead of UTC at a moment, in milliseconds. Throws on an unknown zone. */
function offset(time: number, timeZone: string): number {
  let known = zones.get(timeZone);
  if (!known) {
    known = { zone: IANAZone.create(timeZone), days: new Map() };
    if (!known.zone.isValid) throw new RangeError(`Unknown time zone ${timeZone}`);
    zones.set(timeZone, known);
  }
  const { zone, days } = known;
  const at = Math.floor(time / day);
  if (!days.has(at)) {
    if (days.size >= daysKept) days.clear();
    const start = zone.offset(at * day);
    days.set(at, start === zone.offset((at + 1) * day) ? start * 60_000 : undefined);
  }
  return days.get(at) ?? zone.offset(time) * 60_000;
}

/** The wall clock as if it were UTC. */
function toLocal(time: number, timeZone: string): number {
  return time + offset(time, timeZone);
}

/**
 * The moment of a wall clock time. A time that a clock change skips is read with the offset before it, a time that
 * comes twice with the offset after it, as in Postgres (DetermineTimeZoneOffset in datetime.c).
 */
function fromLocal(local: number, timeZone: string): number {
  const before = offset(local - day, timeZone);
  const after = offset(local + day, timeZone);
  if (before === after) return local - before;
  const isAfter = offset(local - after, timeZone) === after;
  return local - (isAfter ? after : before);
}

/** The date on the calendar of the zone. */
export function localDate(datetime: string, timeZone: string): string {
  return dateAt(toLocal(Date.parse(datetime), timeZone));
}

/** The first moment of a date in the zone. */
export function startOfDay(date: string, timeZone: string): string | null {
  return instant(fromLocal(Date.parse(`${date}T00:00:00Z`), timeZone), '000');
}

/** Days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / day);
}

/** Monday is 1, Sunday 7. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

export interface Duration {
  readonly months: number;
  readonly days: number;
  readonly minutes: number;
}

const durationPattern =
  /^P(?=.)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?=.)(?:(\d{1,5})H)?(?:(\d{1,6})M)?)?$/;

/** An ISO 8601 duration of whole years, months, weeks, days, hours and minutes, such as P90D; else null. */
export function readDuration(raw: unknown): Duration | null {
  const match = typeof raw === 'string' ? durationPattern.exec(raw) : null;
  if (!match) return null;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  return { months: years * 12 + months, days: weeks * 7 + days, minutes: hours * 60 + minutes };
}

/** Months first, the day cut to the month's last, then days. Null below year 1. */
export function dateBefore(date: string, { months, days }: Duration): string | null {
  const time = minusDays(minusMonths(Date.parse(`${date}T00:00:00Z`), months), days);
  const result = new Date(time).toISOString().slice(0, -14);
  return result.length === 10 && result >= '0001' ? result : null;
}

/** Months and days on the calendar of the zone, then hours and minutes as they pass. Null below year 1. */
export function datetimeBefore(datetime: string, duration: Duration, timeZone: string): string | null {
  let time = Date.parse(datetime);
  const micros = datetime.slice(23, 26);
  if (duration.months) time = fromLocal(minusMonths(toLocal(time, timeZone), duration.months), timeZone);
  if (duration.days) time = fromLocal(minusDays(toLocal(time, timeZone), duration.days), timeZone);
  return instant(time - duration.minutes * 60_000, micros);
}

function minusDays(local: number, days: number): number {
  return local - days * day;
}

function minusMonths(local: number, months: number): number {
  const date = new Date(local);
  const dayOfMonth = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const last = new Date(date.getTime());
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  date.setUTCDate(Math.min(dayOfMonth, last.getUTCDate()));
  return date.getTime();
}

/** The moment in the one form, and the date it falls on. */
export interface Clock {
  readonly now: string;
  readonly today: string;
  readonly timeZone: string;
}

/** By zone and moment. A run has one, so that few are in use at a time. */
const clocks = new Map<string, Clock>();
const clocksKept = 100;

/** Worked out once per moment and zone, and the same object each time. Throws when either is none. */
export function clockOf({ now: written, timeZone }: Moment): Clock {
  const key = `${written} ${timeZone}`;
  let clock = clocks.get(key);
  if (!clock) {
    const now = readDatetime(written);
    if (now === null) throw new RangeError(`Not a moment: ${written}`);
    clock = { now, today: localDate(now, timeZone), timeZone };
    if (clocks.size >= clocksKept) clocks.clear();
    clocks.set(key, clock);
  }
  return clock;
}
