import { defineFieldType } from '@tenon/plugin-api';
import { outOfRange, rangeProblems } from '../shared/decimal-range.ts';
import {
  canonicalDecimal,
  compareDecimals,
  decimalLimits,
  decimalPattern,
  formatDecimal,
  readDecimal,
} from '../shared/decimal-text.ts';
import { parsed, refused } from '../shared/parsing.ts';
import { optionsOf } from '../shared/schemas.ts';

export interface DecimalOptions {
  /** Digits in all. */
  readonly precision?: number;
  /** Digits after the point. */
  readonly scale?: number;
  readonly min?: string;
  readonly max?: string;
}

const defaults = { precision: 20, scale: 4 } as const;
const bound = {
  type: 'string',
  pattern: decimalPattern(decimalLimits.precision, decimalLimits.scale),
} as const;

export const decimal = defineFieldType<DecimalOptions, string>({
  id: 'decimal',
  label: { en: 'Decimal number', 'zh-CN': '小数' },
  description: {
    en: 'An exact number; its value is text such as "12.5".',
    'zh-CN': '精确小数，值为文本，如 "12.5"。',
  },
  icon: 'percentage',
  optionsSchema: optionsOf({
    precision: {
      type: 'integer',
      minimum: 1,
      maximum: decimalLimits.precision,
      default: defaults.precision,
      description: 'Digits in all.',
    },
    scale: {
      type: 'integer',
      minimum: 0,
      maximum: decimalLimits.scale,
      default: defaults.scale,
      description: 'Digits after the point.',
    },
    min: bound,
    max: bound,
  }),
  checkOptions(options) {
    const { precision = defaults.precision, scale = defaults.scale } = options;
    const tooMany = {
      pointer: '/scale',
      message: `A number of ${precision} digits has no room for ${scale} after the point`,
    };
    return [...(scale > precision ? [tooMany] : []), ...rangeProblems(options)];
  },
  valueSchema: (options) => ({ type: 'string', pattern: patternOf(options) }),
  check: (value, options) => outOfRange(value, options),
  valueType: () => ({ kind: 'number' }),
  resultOf: (expression, { scale = defaults.scale }) => ({ round: [expression, scale] }),
  total: ({ scale = defaults.scale }) => ({
    type: 'decimal',
    options: { precision: decimalLimits.precision, scale },
  }),
  operators: ['==', '!=', '<', '<=', '>', '>=', 'in', 'empty'],
  compare: compareDecimals,
  groupable: true,
  canBeUnique: true,
  summable: true,
  normalize: (value) => canonicalDecimal(value),
  format: (value, _options, locale) => formatDecimal(value, locale.language),
  parse(written) {
    if (written.trim() === '') return parsed<string>(null);
    const value = readDecimal(written);
    return value === undefined ? refused(written, 'a number') : parsed(value);
  },
  toText: (value) => value,
});

/** Whether a decimal has no more digits than its options allow. */
export function fitsDecimal(value: string, options: DecimalOptions): boolean {
  return new RegExp(patternOf(options)).test(value);
}

function patternOf({ precision = defaults.precision, scale = defaults.scale }: DecimalOptions): string {
  return decimalPattern(Math.max(precision - scale, 1), scale);
}
