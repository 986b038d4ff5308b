import { defineFieldType } from '@tenon/plugin-api';
import { parsed, refused } from '../shared/parsing.ts';
import { optionsOf } from '../shared/schemas.ts';

export interface TimeOptions {
  readonly precision?: 'minutes' | 'seconds';
}

const toMinutes = '([01][0-9]|2[0-3]):[0-5][0-9]';
/** 9, 9:30, 9:30:15 or 9点30分, with AM, PM or 上午, 下午 around it. */
const written =
  /^(上午|下午|晚上|早上|中午)?\s*([0-9]{1,2})(?:[:点时]([0-9]{1,2})?(?:[:分]([0-9]{1,2})?)?秒?)?\s*([ap]\.?m\.?)?$/i;

/** Values are HH:MM, or HH:MM:SS where the field holds seconds; midnight is 00:00. */
export const time = defineFieldType<TimeOptions, string>({
  id: 'time',
  label: { en: 'Time of day', 'zh-CN': '时间' },
  description: {
    en: 'What a clock on the wall shows, the same in every time zone.',
    'zh-CN': '一天中的时间，不受时区影响。',
  },
  icon: 'field-time',
  optionsSchema: optionsOf({ precision: { enum: ['minutes', 'seconds'], default: 'minutes' } }),
  valueSchema: (options) => ({
    type: 'string',
    pattern: `^${toMinutes}${holdsSeconds(options) ? ':[0-5][0-9]' : ''}$`,
  }),
  // Texts of one length order as the clock does.
  valueType: () => ({ kind: 'text' }),
  operators: ['>=', '<=', '>', '<', '==', '!=', 'in', 'empty'],
  compare: (a, b) => (a < b ? -1 : Number(a > b)),
  groupable: true,
  canBeUnique: false,
  format: (value, options, { language }) =>
    timeFormat(language, holdsSeconds(options)).format(Date.parse(`2000-01-01T${value}Z`)),
  parse(text, options) {
    const trimmed = text.normalize('NFKC').trim();
    if (trimmed === '') return parsed<string>(null);
    const value = readTime(trimmed, holdsSeconds(options));
    return value === undefined
      ? refused(text, `a time of day such as ${holdsSeconds(options) ? '09:30:00' : '09:30'}`)
      : parsed(value);
  },
  toText: (value) => value,
});

export function holdsSeconds({ precision = 'minutes' }: TimeOptions): boolean {
  return precision === 'seconds';
}

function readTime(text: string, seconds: boolean): string | undefined {
  const match = written.exec(text);
  // A figure alone may be anything.
  if (!match || /^[0-9]+$/.test(text)) return undefined;
  const [, before, hours = '', minutes = '0', rest = '0', after] = match;
  if (before !== undefined && after !== undefined) return undefined;
  const hour = hourOf(Number(hours), before ?? after?.charAt(0).toLowerCase());
  const [minute, second] = [Number(minutes), Number(rest)];
  if (hour === undefined || minute > 59 || second > 59 || (second > 0 && !seconds)) return undefined;
  const parts = seconds ? [hour, minute, second] : [hour, minute];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

function hourOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour <= 23 ? hour : undefined;
  if (half === 'a' || half === 'p') {
    if (hour < 1 || hour > 12) return undefined;
    return (hour % 12) + (half === 'p' ? 12 : 0);
  }
  if (half === '上午' || half === '早上') return hour <= 12 ? hour % 12 : undefined;
  if (half === '中午') return hour === 12 || hour === 11 ? hour : hour <= 2 ? hour + 12 : undefined;
  return hour >= 1 && hour < 12 ? hour + 12 : hour >= 12 && hour <= 23 ? hour : undefined;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function timeFormat(language: string, seconds: boolean): Intl.DateTimeFormat {
  const key = `${language} ${seconds}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(language, { timeStyle: seconds ? 'medium' : 'short', timeZone: 'UTC' });
    formats.set(key, format);
  }
  return format;
}
