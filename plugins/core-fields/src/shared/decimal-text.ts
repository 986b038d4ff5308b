import Big from 'big.js';

/** Digits before and after the point that a decimal may have at most. */
export const decimalLimits = { precision: 38, scale: 10 } as const;

/** JSON Schema pattern of a decimal with at most so many digits before and after the point. */
export function decimalPattern(whole: number, scale: number): string {
  return `^-?[0-9]{1,${whole}}${scale > 0 ? `(\\.[0-9]{1,${scale}})?` : ''}$`;
}

const canonicalForm = /^(?:0|-?(?:[1-9][0-9]*|0(?=\.))(?:\.[0-9]*[1-9])?)$/;

/** The one text of a decimal: no exponent, no plus, no spare zeros, no negative zero. Throws on other text. */
export function canonicalDecimal(text: string): string {
  // Nearly all are in that form: what Postgres gives back was written by us.
  if (canonicalForm.test(text)) return text;
  const canonical = new Big(text).toFixed();
  return canonical === '-0' ? '0' : canonical;
}

export function compareDecimals(a: string, b: string): number {
  return new Big(a).cmp(b);
}

const grouped = /^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?$/;
const plain = /^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]{1,2})?$/i;

/**
 * A decimal that people wrote: full-width digits, groups of three, and a currency sign or code around it are understood.
 * Undefined when it is none.
 */
export function readDecimal(written: string): string | undefined {
  let text = written.normalize('NFKC').replace(/[\s\u2212]/g, (sign) => (sign === '\u2212' ? '-' : ''));
  const bracketed = /^\((.*)\)$/.exec(text);
  if (bracketed) text = `-${bracketed[1] ?? ''}`;
  text = text
    .replace(/^([+-]?)(?:[A-Z]{3}|\p{Sc}|[A-Z]{1,2}\p{Sc})/u, '$1')
    .replace(/(?:[A-Z]{3}|\p{Sc}|元)$/u, '');
  if (grouped.test(text)) text = text.replaceAll(',', '');
  if (text.length > 100 || !plain.test(text)) return undefined;
  return canonicalDecimal(text.replace(/^\+/, ''));
}

/** A decimal in the reader's language, digit for digit; no digit is lost to a floating point number. */
export function formatDecimal(
  value: string,
  language: string,
  options: Intl.NumberFormatOptions = {},
): string {
  // ECMA-402 reads a numeric string exactly; the type library only knows numbers and a template type for strings.
  return numberFormat(language, options).format(value as `${number}`);
}

const formats = new Map<string, Intl.NumberFormat>();

/** Making a NumberFormat is dear, and tables make thousands of cells. */
function numberFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language, { maximumFractionDigits: decimalLimits.scale, ...options });
    formats.set(key, format);
  }
  return format;
}
