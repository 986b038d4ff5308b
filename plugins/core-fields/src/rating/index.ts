import { defineFieldType } from '@tenon/plugin-api';
import { parsed, refused } from '../shared/parsing.ts';
import { optionsOf } from '../shared/schemas.ts';

export interface RatingOptions {
  /** The best rating. */
  readonly max?: number;
}

export const defaultMax = 5;
const mostStars = 10;

/** Whole stars, from one to the best. */
export const rating = defineFieldType<RatingOptions, number>({
  id: 'rating',
  label: { en: 'Rating', 'zh-CN': '星级' },
  description: { en: 'Stars, from one to the best.', 'zh-CN': '星级评分，最低一星。' },
  icon: 'star',
  optionsSchema: optionsOf({
    max: {
      type: 'integer',
      minimum: 2,
      maximum: mostStars,
      default: defaultMax,
      description: 'The best rating.',
    },
  }),
  valueSchema: ({ max = defaultMax }) => ({ type: 'integer', minimum: 1, maximum: max }),
  // The schema says it already; this says it to people.
  check: (value, { max = defaultMax }) =>
    value >= 1 && value <= max
      ? undefined
      : { en: `must be from 1 to ${max} stars`, 'zh-CN': `必须为 1 到 ${max} 星` },
  valueType: () => ({ kind: 'number' }),
  operators: ['>=', '<=', '==', '!=', '>', '<', 'in', 'empty'],
  compare: (a, b) => a - b,
  groupable: true,
  canBeUnique: false,
  summable: true,
  format: starsOf,
  parse(written, { max = defaultMax }) {
    const text = written.normalize('NFKC').replace(/\s/g, '');
    if (text === '') return parsed<number>(null);
    const [, digits, of] = /^([0-9]{1,2})(?:\/([0-9]{1,2})|星)?$/.exec(text) ?? [];
    const value = /^★+☆*$/.test(text) ? text.replaceAll('☆', '').length : Number(digits);
    const sameScale = of === undefined || Number(of) === max;
    return sameScale && value >= 1 && value <= max
      ? parsed(value)
      : refused(written, `a rating from 1 to ${max}`);
  },
  toText: (value) => String(value),
});

export function starsOf(value: number, { max = defaultMax }: RatingOptions): string {
  return '★'.repeat(value) + '☆'.repeat(Math.max(max - value, 0));
}
