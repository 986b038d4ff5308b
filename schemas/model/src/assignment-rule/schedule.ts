import type { Place } from '../reporter.ts';
import { isTimeZone } from '../time-zone.ts';
import { cronFault } from './cron.ts';

type Schedule = { readonly cron: string; readonly timeZone: string };

/** The schedule, or undefined and a problem when it would never run as written. */
export function resolveSchedule(schedule: Schedule, place: Place): Schedule | undefined {
  const reason = cronFault(schedule.cron);
  if (reason !== undefined) place.to('schedule').report('cron-invalid', { value: schedule.cron, reason });
  const zone = isTimeZone(schedule.timeZone);
  if (!zone) place.to('timeZone').report('time-zone-unknown', { value: schedule.timeZone });
  return reason === undefined && zone ? schedule : undefined;
}
