import { defineFieldType } from '@tenon/plugin-api';
import { DateTime } from 'luxon';
import { isOnCalendar, notOnCalendar } from '../shared/calendar.ts';
import { parsed, refused } from '../shared/parsing.ts';
import { noOptions } from '../shared/schemas.ts';
import { plainMoment } from './plain-moment.ts';

export type DatetimeOptions = { readonly [option: string]: never };

const pattern =
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?(Z|[+-]([01][0-9]|2[0-3]):?[0-5][0-9])$';

/** Values are ISO 8601 in UTC with milliseconds: 2026-01-31T09:30:00.000Z. */
export const datetime = defineFieldType<DatetimeOptions, string>({
  id: 'datetime',
  label: { en: 'Date and time', 'zh-CN': '日期时间' },
  description: {
    en: 'A moment, shown in the time zone of the reader.',
    'zh-CN': '时刻，按查看者的时区显示。',
  },
  icon: 'clock-circle',
  optionsSchema: noOptions,
  valueSchema: () => ({ type: 'string', pattern }),
  check: (value) =>
    isOnCalendar(value.slice(0, 10)) && inUtc(value) !== undefined ? undefined : notOnCalendar,
  valueType: () => ({ kind: 'datetime' }),
  resultOf: (expression) => expression,
  operators: ['within', '>=', '<=', '>', '<', '==', '!=', 'empty'],
  compare: (a, b) => Date.parse(a) - Date.parse(b),
  groupable: true,
  canBeUnique: false,
  normalize: (value) => inUtc(value) ?? value,
  format: (value, _options, { language, timeZone }) =>
    datetimeFormat(language, timeZone).format(Date.parse(value)),
  parse(text, _options, { timeZone }) {
    const trimmed = text.trim().normalize('NFKC');
    if (trimmed === '') return parsed<string>(null);
    // A T between date and time, and two digits each, so that 2026/1/31 9:30 is read as well.
    const iso = trimmed
      .replace(/^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?/, (_all, year, month, day) =>
        [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-'),
      )
      .replace(/^([0-9-]{10})(?: |T)([0-9]:)/, '$1T0$2')
      .replace(/^([0-9-]{10}) (?=[0-9])/, '$1T');
    const value = isOnCalendar(iso.slice(0, 10)) ? momentOf(iso, timeZone) : undefined;
    return value === undefined ? refused(text, 'a date and time such as 2026-01-31 09:30') : parsed(value);
  },
  toText: (value) => value,
});

function momentOf(iso: string, timeZone: string): string | undefined {
  const plain = plainMoment(iso, timeZone);
  if (plain !== undefined) return plain;
  const moment = DateTime.fromISO(iso, { zone: timeZone });
  return moment.isValid ? inUtc(moment.toUTC().toISO() ?? '') : undefined;
}

/** The one form of a moment; undefined outside the years 0001 to 9999. */
export function inUtc(moment: string): string | undefined {
  const time = Date.parse(moment);
  if (Number.isNaN(time)) return undefined;
  const iso = new Date(time).toISOString();
  return iso.length === 24 && iso >= '0001' ? iso : undefined;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function datetimeFormat(language: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone });
    formats.set(key, format);
  }
  return format;
}
