import { type Sql, sql } from '../sql.ts';
import type { Moment, ValueType } from '../types.ts';
import { localDate } from '../values/time.ts';

/** The calendar date of a date or moment, in the zone of the evaluation. */
export function dateOf(value: unknown, type: ValueType, moment: Moment): string {
  return type.kind === 'datetime' ? localDate(value as string, moment.timeZone) : (value as string);
}

export function dateSql(value: Sql, type: ValueType, moment: Moment): Sql {
  return type.kind === 'datetime'
    ? sql`(${value} at time zone ${sql.value(moment.timeZone, 'text')})::date`
    : value;
}
