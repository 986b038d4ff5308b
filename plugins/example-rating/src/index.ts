import type { Operator } from '@tenon/expressions';
import { sql } from '@tenon/expressions';
import { defineFieldType, definePlugin } from '@tenon/plugin-api';

export interface StarsOptions {
  /** The best rating. */
  readonly max?: number;
}

export const defaultMax = 5;

/** A rating from one star to so many. */
export const stars = defineFieldType<StarsOptions, number>({
  id: 'stars',
  label: { en: 'Rating', 'zh-CN': '评分' },
  icon: 'star',
  optionsSchema: {
    type: 'object',
    properties: {
      max: { type: 'integer', minimum: 2, maximum: 10, default: defaultMax, description: 'The best rating.' },
    },
    additionalProperties: false,
  },
  valueSchema: ({ max = defaultMax }) => ({ type: 'integer', minimum: 1, maximum: max }),
  valueType: () => ({ kind: 'number' }),
  operators: ['at_least_stars', '==', '!=', '<', '>', 'in', 'empty'],
  compare: (a, b) => a - b,
  groupable: true,
  canBeUnique: false,
  summable: true,
  format: (value, { max = defaultMax }) => '★'.repeat(value) + '☆'.repeat(Math.max(max - value, 0)),
  parse(text, { max = defaultMax }) {
    const written = text.trim();
    if (written === '') return { ok: true, value: null };
    const value = /^★+☆*$/.test(written)
      ? [...written].filter((star) => star === '★').length
      : Number(written);
    if (Number.isInteger(value) && value >= 1 && value <= max) return { ok: true, value };
    return { ok: false, message: `“${written}” is not a rating from 1 to ${max}` };
  },
  toText: (value) => String(value),
});

/** `{ "at_least_stars": [{ "var": "rating" }, 4] }`; a record without a rating is not at least anything. */
export const atLeastStars: Operator = {
  id: 'at_least_stars',
  label: { en: 'has at least so many stars', 'zh-CN': '评分不低于' },
  values: {
    arity: { least: 2, most: 2 },
    slots: () => [
      { kinds: ['number'] },
      {
        kinds: ['number'],
        literal: {
          samples: [1, 3, 5],
          refuse: (value) =>
            Number.isInteger(value) && Number(value) > 0 ? undefined : 'Stars are a whole number from 1 on',
        },
      },
    ],
    result: { kind: 'boolean' },
    evaluate: ([rating, least]) => rating !== null && Number(rating) >= Number(least),
    sql: ([rating, least]) => sql`(${rating} >= ${least})`,
  },
};

export const exampleRating = definePlugin({
  id: 'example-rating',
  version: '0.1.0',
  contributes: { fieldTypes: [stars], operators: [atLeastStars] },
  phrases: {
    'zh-CN': {
      'The best rating.': '最高评分。',
      '“{a}” is not a rating from 1 to {b}': '“{a}”不是 1 到 {b} 的评分',
    },
  },
});
