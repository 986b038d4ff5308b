import { describe, expect, it } from '@jest/globals';
import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { rollup } from './index.ts';
import { rollupServer } from './server.ts';

describeFieldType(
  rollup,
  rollupServer,
  {
    options: { relation: 'orders', aggregate: 'sum', value: { var: 'amount' } },
    values: [],
    invalid: ['x', 1, null],
    badOptions: [
      {},
      { relation: 'orders', aggregate: 'sum' },
      { relation: 'orders', aggregate: 'median', value: { var: 'amount' } },
      { relation: 'orders', aggregate: 'count', value: { var: 'amount' } },
      { relation: 'orders', aggregate: 'max', value: { var: 'amount' }, order: { var: 'paid_on' } },
      { relation: 'orders', aggregate: 'count', within: 'P90D' },
    ],
  },
  { database: createTestDatabase },
);

describe('rollup', () => {
  it('puts filter and window together, and knows where each part was written', () => {
    const { expression, places } = rollup.compute?.({
      relation: 'orders',
      aggregate: 'last',
      value: { var: 'status' },
      where: { var: 'gift' },
      within: { field: 'paid_on', duration: 'P90D' },
    }) ?? { places: [] };
    expect(expression).toEqual({
      last: [
        'orders',
        { var: 'status' },
        { var: 'created_at' },
        { and: [{ var: 'gift' }, { within: [{ var: 'paid_on' }, 'P90D'] }] },
      ],
    });
    expect(new Map(places).get('/last/3/and/1/within/1')).toBe('/within/duration');
    expect(new Map(places).get('/last/3/and/0')).toBe('/where');
  });
});
