/** A literal gets its type from where it stands: "2026-03-01" is a date beside a date and text beside text. */

import { limits } from './limits.ts';
import type { ExpressionProblemCode } from './problems.ts';
import { didYouMean } from './suggest.ts';
import type { ValueKind, ValueType } from './types.ts';
import { kindNames, nameOf } from './values/kinds.ts';
import { readDate, readDatetime, readDuration } from './values/time.ts';

export type Settled =
  | { readonly value: unknown }
  | { readonly code: ExpressionProblemCode; readonly message: string; readonly hint?: string };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const decimalLiteral = new RegExp(`^-?\\d{1,${limits.digits}}(\\.\\d{1,${limits.digits}})?$`);

/** The literal as a value of the type, or what is wrong with it. Null fits every type. */
export function settleLiteral(value: unknown, type: ValueType): Settled {
  return value === null ? { value } : settlers[type.kind](value, type);
}

/** The kind that a literal has by itself. */
export function literalType(value: unknown): ValueType {
  if (value === null) return { kind: 'empty' };
  if (Array.isArray(value)) {
    const first = value.find((item) => item !== null);
    return { kind: 'list', of: literalType(first ?? null) };
  }
  if (typeof value === 'number') return { kind: 'number' };
  if (typeof value === 'boolean') return { kind: 'boolean' };
  return { kind: 'text' };
}

const settlers: { readonly [K in ValueKind]: (value: unknown, type: ValueType) => Settled } = {
  text: (value, type) =>
    typeof value === 'string'
      ? { value }
      : mismatch(value, type, `Text stands in quotes: "${String(value)}"`),
  number: (value, type) =>
    typeof value === 'number'
      ? { value }
      : mismatch(
          value,
          type,
          typeof value === 'string' && decimalLiteral.test(value)
            ? `Write ${value} without quotes, or {"number": "${value}"} when it has more than 15 digits`
            : undefined,
        ),
  boolean: (value, type) => (typeof value === 'boolean' ? { value } : mismatch(value, type)),
  date: (value, type) => {
    if (typeof value !== 'string') return mismatch(value, type);
    if (readDate(value) !== null) return { value };
    return invalid(value, 'a date', 'Dates are written YYYY-MM-DD');
  },
  datetime: (value, type) => {
    if (typeof value !== 'string') return mismatch(value, type);
    const moment = readDatetime(value);
    if (moment !== null) return { value: moment };
    const hint =
      readDate(value) === null
        ? 'Moments are written with time and zone, such as 2026-03-01T09:00:00Z'
        : `Compare the day, {"date": …}, with "${value}", or the moment with {"start_of_day": "${value}"}`;
    return invalid(value, 'a moment', hint);
  },
  choice: (value, type) => {
    if (typeof value !== 'string') return mismatch(value, type);
    if (type.kind !== 'choice' || type.options.includes(value)) return { value };
    return {
      code: 'unknown-option',
      message: `'${value}' is none of the options`,
      hint: didYouMean(value, type.options) ?? `Options: ${type.options.slice(0, 20).join(', ')}`,
    };
  },
  id: (value, type) => {
    if (typeof value !== 'string') return mismatch(value, type);
    return uuid.test(value) ? { value: value.toLowerCase() } : invalid(value, 'the id of a record');
  },
  duration: (value, type) => {
    if (typeof value !== 'string') return mismatch(value, type);
    if (readDuration(value) !== null) return { value };
    return invalid(value, 'a duration', 'Durations are written P90D, P6M, P1Y or PT12H');
  },
  list: (value, type) => {
    if (!Array.isArray(value) || type.kind !== 'list') return mismatch(value, type);
    const items: unknown[] = [];
    for (const item of value) {
      if (item === null) return { code: 'empty-literal', message: 'A list of literals has no null' };
      const settled = settleLiteral(item, type.of);
      if (!('value' in settled)) return settled;
      items.push(settled.value);
    }
    return { value: items };
  },
  empty: (value, type) => mismatch(value, type),
};

function mismatch(value: unknown, type: ValueType, hint?: string): Settled {
  const seen = Array.isArray(value)
    ? 'a list'
    : `${kindNames[literalType(value).kind]} (${JSON.stringify(value)})`;
  return { code: 'type-mismatch', message: `${upper(nameOf(type))} is due here, not ${seen}`, hint };
}

function invalid(value: string, due: string, hint?: string): Settled {
  return { code: 'invalid-literal', message: `${JSON.stringify(value.slice(0, 60))} is not ${due}`, hint };
}

export function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
