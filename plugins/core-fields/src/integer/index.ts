import { defineFieldType } from '@tenon/plugin-api';
import { outOfRange } from '../shared/decimal-range.ts';
import { formatDecimal, readDecimal } from '../shared/decimal-text.ts';
import { parsed, refused } from '../shared/parsing.ts';
import { optionsOf } from '../shared/schemas.ts';

export interface IntegerOptions {
  readonly min?: number;
  readonly max?: number;
  /** Whether thousands are set apart for readers: not for years and numbers that are names. Default true. */
  readonly grouping?: boolean;
}

const bound = {
  type: 'integer',
  minimum: Number.MIN_SAFE_INTEGER,
  maximum: Number.MAX_SAFE_INTEGER,
} as const;

export const integer = defineFieldType<IntegerOptions, number>({
  id: 'integer',
  label: { en: 'Whole number', 'zh-CN': '整数' },
  icon: 'number',
  optionsSchema: optionsOf({ min: bound, max: bound, grouping: { type: 'boolean' } }),
  checkOptions: ({ min, max }) =>
    min !== undefined && max !== undefined && min > max
      ? [{ pointer: '/max', message: `The maximum ${max} is below the minimum ${min}` }]
      : [],
  valueSchema: ({ min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER }) => ({
    type: 'integer',
    minimum: min,
    maximum: max,
  }),
  // The schema says it already; this says it to people.
  check: (value, { min, max }) => outOfRange(String(value), { min: min?.toString(), max: max?.toString() }),
  valueType: () => ({ kind: 'number' }),
  // Whole, however the rule divides; totals of many may pass what a JSON number keeps.
  resultOf: (expression) => ({ round: [expression, 0] }),
  total: (_options, of) => ({ type: 'decimal', options: { precision: 38, scale: of === 'sum' ? 0 : 4 } }),
  operators: ['==', '!=', '<', '<=', '>', '>=', 'in', 'empty'],
  compare: (a, b) => a - b,
  groupable: true,
  canBeUnique: true,
  summable: true,
  // Minus zero is a number in JSON, and no database has it.
  normalize: (value) => value + 0,
  format: (value, { grouping = true }, locale) =>
    formatDecimal(String(value), locale.language, { useGrouping: grouping }),
  parse(written) {
    if (written.trim() === '') return parsed<number>(null);
    const value = Number(readDecimal(written));
    return Number.isSafeInteger(value) ? parsed(value) : refused(written, 'a whole number');
  },
  toText: (value) => String(value),
});
