import Big from 'big.js';

const second = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 } as const;
type Unit = keyof typeof second;

/** What people call the units. A month or a year is none: it has no one length. */
const words: { readonly [word: string]: Unit } = {
  ...names('s', ['s', 'sec', 'secs', 'second', 'seconds', '秒', '秒钟']),
  ...names('m', ['m', 'min', 'mins', 'minute', 'minutes', '分', '分钟']),
  ...names('h', ['h', 'hr', 'hrs', 'hour', 'hours', '小时', '时', '个小时', '钟头']),
  ...names('d', ['d', 'day', 'days', '天', '日']),
  ...names('w', ['w', 'wk', 'week', 'weeks', '周', '星期']),
};
const units: readonly Unit[] = ['w', 'd', 'h', 'm', 's'];

const iso = /^P(?=.)(?:([0-9]+)W)?(?:([0-9]+)D)?(?:T(?=.)(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)S)?)?$/i;
const clock = /^([0-9]{1,7}):([0-5][0-9])(?::([0-5][0-9]))?$/;
const part = /([0-9]+(?:\.[0-9]+)?)\s*(\p{L}+?)(?=[\s,]*(?:[0-9]|$))[\s,]*/uy;
const longestText = 60;

/**
 * Seconds that a text means: ISO 8601 (PT1H30M), hours and minutes (1:30), or figures with units (1h 30m, 90 min,
 * 1小时30分), each unit once and the longer first. A figure alone is none, as its unit is anybody's guess. Undefined when
 * it means none, or no whole number of seconds.
 */
export function readDuration(written: string): number | undefined {
  const text = written.normalize('NFKC').trim();
  if (text.length > longestText) return undefined;
  if (text === '0') return 0;
  const seconds = fromIso(text) ?? fromClock(text) ?? fromUnits(text.toLowerCase());
  return Number.isSafeInteger(seconds) ? seconds : undefined;
}

/** ISO 8601 of hours, minutes and seconds; a day is not always 24 hours there. */
export function isoDuration(seconds: number): string {
  const [hours, minutes, rest] = clockParts(seconds);
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${rest ? `${rest}S` : ''}`;
  return `PT${time || '0S'}`;
}

export function clockParts(seconds: number): readonly [hours: number, minutes: number, seconds: number] {
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
}

function fromIso(text: string): number | undefined {
  const match = iso.exec(text);
  return match
    ? units.reduce((sum, unit, at) => sum + Number(match[at + 1] ?? 0) * second[unit], 0)
    : undefined;
}

function fromClock(text: string): number | undefined {
  const match = clock.exec(text);
  return match ? Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0) : undefined;
}

function fromUnits(text: string): number | undefined {
  let sum = new Big(0);
  let last = -1;
  part.lastIndex = 0;
  while (part.lastIndex < text.length) {
    const match = part.exec(text);
    const [, figure = '', word = ''] = match ?? [];
    const unit = Object.hasOwn(words, word) ? words[word] : undefined;
    const place = unit === undefined ? -1 : units.indexOf(unit);
    if (unit === undefined || place <= last) return undefined;
    last = place;
    sum = sum.plus(new Big(figure).times(second[unit]));
  }
  return last < 0 ? undefined : Number(sum.toFixed());
}

function names(unit: Unit, list: readonly string[]): { readonly [word: string]: Unit } {
  return Object.fromEntries(list.map((word) => [word, unit]));
}
