import { sql } from '@tenon/expressions';
import { defineServerFieldType } from '@tenon/plugin-api';
import { holdsSeconds, type TimeOptions } from './index.ts';

const toSeconds = 8;
const toMinutes = 5;

/** Kept with seconds always, so that a field that comes to hold them, or no longer does, rewrites no row. */
export const timeServer = defineServerFieldType<TimeOptions, string>({
  id: 'time',
  columns: () => [{ suffix: '', type: 'text', collation: 'C' }],
  toDb: (value) => [value.length === toMinutes ? `${value}:00` : value],
  fromDb: ([value], options) => String(value).slice(0, holdsSeconds(options) ? toSeconds : toMinutes),
  value: ([column], options) => (holdsSeconds(options) ? sql`${column}` : sql`left(${column}, 5)`),
});
