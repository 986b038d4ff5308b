/** Numbers of sheets as the texts that a person would have typed. */

export type DateKind = 'date' | 'datetime' | 'time';

/** Formats that every workbook knows without stating them (ECMA-376 part 1, 18.8.30). */
const builtIn: { readonly [id: number]: DateKind } = {
  14: 'date',
  15: 'date',
  16: 'date',
  17: 'date',
  18: 'time',
  19: 'time',
  20: 'time',
  21: 'time',
  22: 'datetime',
  27: 'date',
  28: 'date',
  29: 'date',
  30: 'date',
  31: 'date',
  32: 'time',
  33: 'time',
  34: 'time',
  35: 'time',
  36: 'date',
  45: 'time',
  46: 'time',
  47: 'time',
  50: 'date',
  51: 'date',
  52: 'date',
  53: 'date',
  54: 'date',
  55: 'time',
  56: 'time',
  57: 'date',
  58: 'date',
};

/** Whether a number format shows dates or times; undefined for numbers. */
export function dateKindOf(id: number, code: string | undefined): DateKind | undefined {
  if (code === undefined) return builtIn[id];
  // Without texts, escaped characters, colours, conditions and locales; elapsed time [h] stays.
  const plain = (code.split(';')[0] ?? '')
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .toLowerCase();
  if (plain === 'general') return undefined;
  const hasTime = /[hs]|am\/pm|上午/.test(plain);
  const hasDate = /[yd]|(^|[^hs:])m(?![^hs]*s)/.test(plain.replace(/\[?h+\]?[^a-z]*m+|m+[^a-z]*s+/g, ''));
  if (hasDate) return hasTime ? 'datetime' : 'date';
  return hasTime ? 'time' : undefined;
}

const dayMs = 86_400_000;
const day1900 = Date.UTC(1899, 11, 30);
const day1904 = Date.UTC(1904, 0, 1);

/**
 * A serial date as text in no time zone. Workbooks from 1900 count a 29 February 1900 that never was, so days before it
 * are one off (ECMA-376 part 1, 18.17.4.1).
 */
export function serialText(serial: number, kind: DateKind, from1904: boolean): string {
  if (!Number.isFinite(serial)) return '';
  const days = !from1904 && serial < 60 && serial >= 1 ? serial + 1 : serial;
  const ms = Math.round(days * dayMs);
  const moment = new Date((from1904 ? day1904 : day1900) + ms);
  if (Number.isNaN(moment.getTime()) || serial < 0) return String(serial);
  const iso = moment.toISOString();
  const time = iso.slice(11, iso.endsWith('.000Z') ? 19 : 23);
  if (kind === 'time' && serial < 1) return time;
  if (kind === 'date' && ms % dayMs === 0) return iso.slice(0, 10);
  return `${iso.slice(0, 10)} ${time}`;
}

/** Workbooks keep binary numbers of 17 digits and show at most 15: 0.30000000000000004 was meant as 0.3. */
export function numberText(written: string): string {
  // Whole digits were written by who had them; Excel itself changes to an exponent.
  if (/^-?[0-9]{1,40}$/.test(written)) return written;
  const value = Number(written);
  if (!Number.isFinite(value)) return written;
  return plainDecimal(value.toPrecision(15));
}

function plainDecimal(text: string): string {
  const [mantissa = '', exponent = '0'] = text.split('e');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const padded = digits.padEnd(Math.max(point, 0), '0');
  const left = point <= 0 ? '0' : padded.slice(0, point);
  const right = (point <= 0 ? '0'.repeat(-point) + padded : padded.slice(point)).replace(/0+$/, '');
  return `${mantissa.startsWith('-') ? '-' : ''}${left.replace(/^0+(?=[0-9])/, '')}${right === '' ? '' : `.${right}`}`;
}
