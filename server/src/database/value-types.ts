import pg from 'pg';
import { parse as parseArray } from 'postgres-array';

/**
 * How values come out of Postgres: nothing is rounded and no JavaScript Date is made. numeric and int8 are strings,
 * a date is 'YYYY-MM-DD', a timestamptz is ISO in UTC ('2026-01-31T09:30:00.000Z', three or six decimals).
 */
const text = (value: string): string => value;

const scalars: Readonly<Record<string, { oid: number; array: number; parse: (value: string) => unknown }>> = {
  int8: { oid: 20, array: 1016, parse: text },
  numeric: { oid: 1700, array: 1231, parse: text },
  date: { oid: 1082, array: 1182, parse: text },
  time: { oid: 1083, array: 1183, parse: text },
  timestamp: { oid: 1114, array: 1115, parse: (value) => value.replace(' ', 'T') },
  timestamptz: { oid: 1184, array: 1185, parse: isoInstant },
  interval: { oid: 1186, array: 1187, parse: text },
  uuid: { oid: 2950, array: 2951, parse: text },
};

const parsers = new Map<number, (value: string) => unknown>(
  Object.values(scalars).flatMap(({ oid, array, parse }) => [
    [oid, parse],
    [array, (value: string) => parseArray(value, parse)],
  ]),
);

/** For pg's `types` option; other types keep pg's own parser. */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(oid)) ??
    pg.types.getTypeParser(oid, format ?? 'text')) as pg.CustomTypesConfig['getTypeParser'],
};

/** '2026-01-31 09:30:00.12+00' → '2026-01-31T09:30:00.120Z'; sessions run in UTC. 'infinity' stays as it is. */
function isoInstant(value: string): string {
  // Years of four digits, by their places: lists have several of them in every row.
  if (value[10] === ' ' && value.endsWith('+00') && (value[19] === '.' || value.length === 22)) {
    return inOneForm(value.slice(0, 10), value.slice(11, 19), value.slice(20, -3));
  }
  const match = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(value);
  if (!match) return value;
  const [, date, time, fraction = ''] = match;
  return inOneForm(date ?? '', time ?? '', fraction);
}

function inOneForm(date: string, time: string, fraction: string): string {
  return `${date}T${time}.${fraction.padEnd(fraction.length > 3 ? 6 : 3, '0')}Z`;
}
