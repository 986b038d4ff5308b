import { dateOrDatetime } from '../signature.ts';
import { sql } from '../sql.ts';
import type { Moment, Operator, ValueType } from '../types.ts';
import { bindValue, sqlTypeOf } from '../values/kinds.ts';
import {
  type Clock,
  clockOf,
  type Duration,
  dateBefore,
  datetimeBefore,
  readDuration,
} from '../values/time.ts';

/**
 * A date or moment lies in the past window: from a duration ago up to now, both included. Months and days are taken
 * on the calendar of the zone; for dates, hours and minutes don't count.
 */
export const within: Operator = {
  id: 'within',
  label: { en: 'within the past', 'zh-CN': '在最近' },
  timeDependent: true,
  values: {
    arity: { least: 2, most: 2 },
    slots: () => [
      dateOrDatetime,
      { kinds: ['duration'], literal: { samples: ['P90D', 'P1M', 'P1Y', 'P2W', 'PT12H', 'P1M3DT4H30M'] } },
    ],
    result: { kind: 'boolean' },
    evaluate: ([value, duration], { types, moment }) => {
      const { from, to } = windowOf(duration as Duration, types[0]!, moment);
      return value !== null && (value as string) >= from && (value as string) <= to;
    },
    sql: ([value], { types, moment, nodes }) => {
      const [type] = types as [ValueType];
      const [, node] = nodes;
      const duration = node?.node === 'literal' ? readDuration(node.value) : null;
      const { from, to } = windowOf(duration!, type, moment);
      return sql`(${value} between ${bindValue(from, type)} and ${sql.value(to, sqlTypeOf(type))})`;
    },
  },
};

interface Window {
  readonly clock: Clock;
  readonly from: string;
  readonly to: string;
}

/** A literal's window is the same for every row of a run. */
const windows = new WeakMap<Duration, Window>();

function windowOf(duration: Duration, type: ValueType, moment: Moment): Window {
  const clock = clockOf(moment);
  const known = windows.get(duration);
  if (known?.clock === clock) return known;
  const { now, today, timeZone } = clock;
  const window =
    type.kind === 'date'
      ? { clock, from: dateBefore(today, duration) ?? '0001-01-01', to: today }
      : { clock, from: datetimeBefore(now, duration, timeZone) ?? '0001-01-01T00:00:00.000000Z', to: now };
  windows.set(duration, window);
  return window;
}
