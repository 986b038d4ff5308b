import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Context } from '../context.ts';
import type { Values } from '../records/records.ts';
import { type Company, openCompany } from '../records/testing/company.ts';

const documents = [
  { kind: 'organisation', id: 'main', label: 'Harbour', timeZone: 'Asia/Shanghai', currency: 'USD' },
  {
    kind: 'entity',
    id: 'contract',
    label: 'Contract',
    titleField: 'title',
    fields: [
      { id: 'title', type: 'text', label: 'Title' },
      { id: 'signed', type: 'date', label: 'Signed' },
      { id: 'price', type: 'money', label: 'Price', options: { currency: 'EUR', rateDate: 'signed' } },
      { id: 'fee', type: 'money', label: 'Fee', options: { currency: 'USD' } },
      { id: 'deposit', type: 'money', label: 'Deposit', options: { currency: 'JPY' } },
    ],
  },
];

let company: Company;
let system: Context;
beforeAll(async () => {
  company = await openCompany(documents);
  ({ system } = company);
  const rates = [
    ['EUR', '2026-01-01', '1.1'],
    ['EUR', '2026-02-01', '1.2345678901'],
    ['EUR', '2026-03-01', '2'],
  ];
  for (const [currency, date, rate] of rates) {
    await company.records.create(system, 'exchange_rate', { currency, date, rate });
  }
  const contracts = [
    ['before', '2025-12-31', '1000000'],
    ['january', '2026-01-31', '100'],
    ['february', '2026-02-01', '99.99'],
    ['march', '2026-03-15', '60'],
    ['free', '2026-03-15', null],
  ];
  for (const [title, signed, price] of contracts) {
    await company.records.create(system, 'contract', { title, signed, price, fee: '5', deposit: '1000' });
  }
});
afterAll(() => company?.close());

const titles = async (query: object) => {
  const { items } = await company.records.query(system, 'contract', { fields: ['title', 'price'], ...query });
  return items.map(({ title }) => title);
};

describe('amounts in other currencies', () => {
  it('stay what was written, and count in the organisation’s currency at the rate of their day', async () => {
    expect(await titles({ where: { '>=': [{ var: 'price' }, 115] }, sort: [{ field: 'title' }] })).toEqual([
      'february',
      'march',
    ]);
    const { items } = await company.records.query(system, 'contract', {
      where: { '==': [{ var: 'title' }, 'february'] },
    });
    expect(items[0]).toMatchObject({ price: '99.99' });
  });

  it('are added up exactly, and are empty where no rate was in force', async () => {
    const { rows } = await company.records.aggregate(system, 'contract', {
      measures: [
        { id: 'all', aggregate: 'sum', field: 'price' },
        { id: 'n', aggregate: 'count', field: 'price' },
        { id: 'fees', aggregate: 'sum', field: 'fee' },
        { id: 'deposits', aggregate: 'sum', field: 'deposit' },
      ],
    });
    // 110 + 99.99 × 1.2345678901 + 120; nothing of the contract before the first rate.
    expect(rows[0]?.values).toEqual({ all: '353.444443331099', n: '3', fees: '25', deposits: null });
    expect(await titles({ where: { empty: [{ var: 'price' }] }, sort: [{ field: 'title' }] })).toEqual([
      'before',
      'free',
    ]);
  });

  it('are sorted by what they count, the ones without a rate last, page by page', async () => {
    const sort = [{ field: 'price', direction: 'desc' as const }];
    const first = await company.records.query(system, 'contract', { sort, limit: 2 });
    const then = await company.records.query(system, 'contract', { sort, limit: 2, after: first.next ?? '' });
    expect([...first.items, ...then.items].map(({ title }) => title).slice(0, 3)).toEqual([
      'february',
      'march',
      'january',
    ]);
  });

  it('follow a rate that is mended, at once', async () => {
    const { items } = await company.records.query(system, 'exchange_rate', {
      where: { '==': [{ var: 'date' }, '2026-03-01'] },
    });
    const [rate] = items;
    await company.records.update(
      system,
      'exchange_rate',
      String(rate?.id),
      { rate: '3' },
      { version: Number(rate?.version) },
    );
    expect(await titles({ where: { '==': [{ var: 'price' }, 180] } })).toEqual(['march']);
  });
});

describe('exchange rates', () => {
  const rate = (values: Values) => company.records.create(system, 'exchange_rate', values);

  it('are one to a currency and a day', async () => {
    await expect(rate({ currency: 'EUR', date: '2026-01-01', rate: '9' })).rejects.toMatchObject({
      code: 'unique-conflict',
    });
    await rate({ currency: 'GBP', date: '2026-01-01', rate: '1.3' });
  });

  it.each([
    { currency: 'EURO', date: '2026-05-01', rate: '1' },
    { currency: 'EUR', date: '2026-02-30', rate: '1' },
    { currency: 'EUR', date: '2026-05-01', rate: '0' },
    { currency: 'EUR', date: '2026-05-01', rate: '-1' },
    { currency: 'EUR', date: '2026-05-01', rate: '900000000.1' },
    { currency: 'EUR', date: '2026-05-01', rate: '0.00000000001' },
    { currency: 'EUR', date: '2026-05-01' },
    { date: '2026-05-01', rate: '1' },
  ])('are refused: %j', async (values) => {
    await expect(rate(values)).rejects.toMatchObject({ code: 'invalid-values' });
  });
});
