import type { Operator } from '../types.ts';
import { abs } from './abs.ts';
import { and } from './and.ts';
import { atLeast } from './at-least.ts';
import { atMost } from './at-most.ts';
import { avg } from './avg.ts';
import { cat } from './cat.ts';
import { coalesce } from './coalesce.ts';
import { contains } from './contains.ts';
import { containsAll } from './contains-all.ts';
import { containsAny } from './contains-any.ts';
import { count } from './count.ts';
import { date } from './date.ts';
import { daysSince } from './days-since.ts';
import { differs } from './differs.ts';
import { divide } from './divide.ts';
import { empty } from './empty.ts';
import { endsWith } from './ends-with.ts';
import { equals } from './equals.ts';
import { exists } from './exists.ts';
import { first } from './first.ts';
import { greater } from './greater.ts';
import { icontains } from './icontains.ts';
import { ifElse } from './if.ts';
import { isIn } from './in.ts';
import { inSegment } from './in-segment.ts';
import { last } from './last.ts';
import { length } from './length.ts';
import { less } from './less.ts';
import { lower } from './lower.ts';
import { max } from './max.ts';
import { min } from './min.ts';
import { minus } from './minus.ts';
import { month } from './month.ts';
import { not } from './not.ts';
import { now } from './now.ts';
import { number } from './number.ts';
import { or } from './or.ts';
import { plus } from './plus.ts';
import { round } from './round.ts';
import { startOfDay } from './start-of-day.ts';
import { startsWith } from './starts-with.ts';
import { sum } from './sum.ts';
import { text } from './text.ts';
import { times } from './times.ts';
import { today } from './today.ts';
import { weekday } from './weekday.ts';
import { within } from './within.ts';
import { year } from './year.ts';

/** The operators of the language, as the rule builder lists them. To add one: a file, its fixtures, and a line here. */
export const coreOperators: readonly Operator[] = [
  and,
  or,
  not,
  ifElse,
  equals,
  differs,
  less,
  atMost,
  greater,
  atLeast,
  isIn,
  empty,
  contains,
  icontains,
  startsWith,
  endsWith,
  lower,
  length,
  cat,
  containsAny,
  containsAll,
  plus,
  minus,
  times,
  divide,
  abs,
  round,
  number,
  text,
  min,
  max,
  coalesce,
  now,
  today,
  within,
  daysSince,
  date,
  startOfDay,
  year,
  month,
  weekday,
  exists,
  count,
  sum,
  avg,
  first,
  last,
  inSegment,
];
