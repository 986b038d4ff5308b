import { defineFieldType } from '@tenon/plugin-api';
import { isOnCalendar, notOnCalendar } from '../shared/calendar.ts';
import { parsed, refused } from '../shared/parsing.ts';
import { noOptions } from '../shared/schemas.ts';

export type DateOptions = { readonly [option: string]: never };

const written = /^([0-9]{4})(?:-|\/|\.|年)([0-9]{1,2})(?:-|\/|\.|月)([0-9]{1,2})日?$/;

export const date = defineFieldType<DateOptions, string>({
  id: 'date',
  label: { en: 'Date', 'zh-CN': '日期' },
  description: { en: 'A day, the same in every time zone.', 'zh-CN': '日期，不受时区影响。' },
  icon: 'calendar',
  optionsSchema: noOptions,
  valueSchema: () => ({ type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }),
  check: (value) => (isOnCalendar(value) ? undefined : notOnCalendar),
  valueType: () => ({ kind: 'date' }),
  resultOf: (expression) => expression,
  operators: ['within', '>=', '<=', '>', '<', '==', '!=', 'empty'],
  compare: (a, b) => (a < b ? -1 : Number(a > b)),
  groupable: true,
  canBeUnique: true,
  format: (value, _options, locale) => dateFormat(locale.language).format(Date.parse(`${value}T00:00:00Z`)),
  parse(text) {
    const trimmed = text.trim().normalize('NFKC');
    if (trimmed === '') return parsed<string>(null);
    const [, year = '', month = '', day = ''] = written.exec(trimmed) ?? [];
    const value = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    return isOnCalendar(value) ? parsed(value) : refused(text, 'a date such as 2026-01-31');
  },
  toText: (value) => value,
});

const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(language: string): Intl.DateTimeFormat {
  let format = formats.get(language);
  if (!format) {
    format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
    formats.set(language, format);
  }
  return format;
}
