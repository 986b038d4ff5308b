import { defineFieldType, type OptionsProblem } from '@tenon/plugin-api';
import Big from 'big.js';
import { rangeProblems } from '../shared/decimal-range.ts';
import {
  canonicalDecimal,
  compareDecimals,
  decimalPattern,
  formatDecimal,
  readDecimal,
} from '../shared/decimal-text.ts';
import { parsed, refused } from '../shared/parsing.ts';
import { optionsOf } from '../shared/schemas.ts';

export interface PercentOptions {
  /** Digits after the point of the per cent: 1 for 12.5 %. */
  readonly scale?: number;
  /** Fractions, as the values are. */
  readonly min?: string;
  readonly max?: string;
}

const defaultScale = 2;
const wholeDigits = 12;
const mostScale = 8;
const bound = { type: 'string', pattern: decimalPattern(wholeDigits, mostScale + 2) } as const;

/** Values are fractions, so that rules multiply by them: 12.5 % is "0.125" in the API and "12.5%" for people and in files. */
export const percent = defineFieldType<PercentOptions, string>({
  id: 'percent',
  label: { en: 'Percent', 'zh-CN': '百分比' },
  description: {
    en: 'An exact share; 12.5 % is the fraction "0.125" in the API and in rules.',
    'zh-CN': '精确的比例；12.5% 在接口和规则中为小数 "0.125"。',
  },
  icon: 'percentage',
  optionsSchema: optionsOf({
    scale: {
      type: 'integer',
      minimum: 0,
      maximum: mostScale,
      default: defaultScale,
      description: 'Digits after the point of the per cent: 1 for 12.5 %.',
    },
    min: { ...bound, description: 'As a fraction: "0.1" is 10 %.' },
    max: { ...bound, description: 'As a fraction: "1" is 100 %.' },
  }),
  checkOptions: (options): readonly OptionsProblem[] => rangeProblems(options),
  valueSchema: (options) => ({ type: 'string', pattern: patternOf(options) }),
  check(value, { min, max }) {
    if (min !== undefined && compareDecimals(value, min) < 0)
      return { en: `must be at least ${inPercent(min)}`, 'zh-CN': `不能小于 ${inPercent(min)}` };
    if (max !== undefined && compareDecimals(value, max) > 0)
      return { en: `must be at most ${inPercent(max)}`, 'zh-CN': `不能大于 ${inPercent(max)}` };
    return undefined;
  },
  valueType: () => ({ kind: 'number' }),
  resultOf: (expression, { scale = defaultScale }) => ({ round: [expression, scale + 2] }),
  total: ({ scale = defaultScale }) => ({ type: 'percent', options: { scale } }),
  operators: ['>=', '<=', '>', '<', '==', '!=', 'in', 'empty'],
  compare: compareDecimals,
  groupable: true,
  canBeUnique: false,
  summable: true,
  normalize: (value) => canonicalDecimal(value),
  format: (value, _options, { language }) => formatDecimal(value, language, { style: 'percent' }),
  parse(written) {
    const text = written.normalize('NFKC').trim();
    if (text === '') return parsed<string>(null);
    const figure = readDecimal(text.replace(/\s*%$/, ''));
    return figure === undefined
      ? refused(written, 'a percentage such as 12.5%')
      : parsed(shifted(figure, -2));
  },
  toText: inPercent,
});

/** Whether a percentage has no more digits than its options allow. */
export function fitsPercent(value: string, options: PercentOptions): boolean {
  return new RegExp(patternOf(options)).test(value);
}

function inPercent(value: string): string {
  return `${shifted(value, 2)}%`;
}

/** Moves the point, digit for digit. */
function shifted(value: string, places: 2 | -2): string {
  return canonicalDecimal(new Big(value).times(places === 2 ? '100' : '0.01').toFixed());
}

function patternOf({ scale = defaultScale }: PercentOptions): string {
  return decimalPattern(wholeDigits, scale + 2);
}
