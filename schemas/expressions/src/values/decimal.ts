/** Exact decimals. A safe integer stays a JavaScript number, which is far cheaper; everything else is a Big. */
import Big from 'big.js';

const Decimal = Big();
/** Quotients are cut, not rounded, after this many decimals: the one form that Postgres repeats exactly. */
export const quotientDecimals = 10;
Decimal.DP = quotientDecimals;
Decimal.RM = 0;

export type Numeric = number | Big;

const decimalText = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const shortInteger = /^-?\d{1,15}$/;

/** A number as rows carry it (exact decimal text or a number); null for anything else. */
export function readNumber(raw: unknown): Numeric | null {
  if (typeof raw === 'number') {
    if (Number.isSafeInteger(raw)) return raw === 0 ? 0 : raw;
    return Number.isFinite(raw) ? new Decimal(raw) : null;
  }
  if (typeof raw !== 'string') return null;
  if (shortInteger.test(raw)) return Number(raw) + 0;
  return decimalText.test(raw) ? new Decimal(raw) : null;
}

/** A number as rows carry it: a safe integer, else decimal text without exponent or trailing zeros. */
export function writeNumber(value: Numeric): number | string {
  if (typeof value === 'number') return value;
  const text = value.toFixed();
  if (text === '-0') return 0;
  return /^-?\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text;
}

/** Plain decimal text, for a bound value. */
export function numberText(value: Numeric): string {
  return String(writeNumber(value));
}

export function compareNumbers(a: Numeric, b: Numeric): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return new Decimal(a).cmp(b);
}

export function add(a: Numeric, b: Numeric): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return new Decimal(a).plus(b);
}

export function subtract(a: Numeric, b: Numeric): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return new Decimal(a).minus(b);
}

export function multiply(a: Numeric, b: Numeric): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  return new Decimal(a).times(b);
}

/** The quotient, cut after ten decimals; null when the divisor is zero. */
export function divide(a: Numeric, b: Numeric): Numeric | null {
  return compareNumbers(b, 0) === 0 ? null : new Decimal(a).div(b);
}

export function absolute(value: Numeric): Numeric {
  return typeof value === 'number' ? Math.abs(value) : value.abs();
}

/** Halves go away from zero, as in Postgres. */
export function round(value: Numeric, decimals: number): Numeric {
  return typeof value === 'number' ? value : value.round(decimals, 1);
}
