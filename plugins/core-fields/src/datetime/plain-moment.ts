import { IANAZone } from 'luxon';

const written =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:\.([0-9]{1,3}))?)?$/;
const day = 86_400_000;

/**
 * A moment of a clock whose zone does not turn it within two days, as nearly all of them: a tenth of the work of asking for the general
 * case. Undefined for the others, and for texts that say more than date and time. The date must be on the calendar.
 */
export function plainMoment(text: string, timeZone: string): string | undefined {
  const match = written.exec(text);
  if (!match || text < '0100') return undefined;
  const [, year, month, date, hour, minute, second = '0', fraction = '0'] = match;
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(date),
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.padEnd(3, '0')),
  );
  const today = Math.floor(local / day);
  const before = offsetOn(today - 1, timeZone);
  if (before === undefined || before !== offsetOn(today + 2, timeZone)) return undefined;
  return new Date(local - before * 60_000).toISOString();
}

/** By zone, then by day of the epoch: minutes ahead of UTC at its beginning. */
const offsets = new Map<string, Map<number, number>>();
const mostDays = 20_000;

function offsetOn(epochDay: number, timeZone: string): number | undefined {
  let known = offsets.get(timeZone);
  if (!known) {
    if (offsets.size > 600) offsets.clear();
    known = new Map();
    offsets.set(timeZone, known);
  }
  let offset = known.get(epochDay);
  if (offset === undefined) {
    const zone = IANAZone.create(timeZone);
    if (!zone.isValid) return undefined;
    offset = zone.offset(epochDay * day);
    if (known.size > mostDays) known.clear();
    known.set(epochDay, offset);
  }
  return offset;
}
