import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AggregateQuery } from '@tenon/model';
import { newId } from '../ids.ts';
import { runReport } from '../records/report.ts';
import { type Dataset, openDataset } from './testing/dataset.ts';

let company: Dataset['company'];
let admin: Dataset['admin'];
let rep: Dataset['rep'];
let id: Dataset['id'];
beforeAll(async () => {
  ({ company, admin, rep, id } = await openDataset());
});
afterAll(() => company?.close());

describe('aggregates', () => {
  it('[QY18] groups, filters each measure, names groups, and sorts by measure', async () => {
    const query: AggregateQuery = {
      groupBy: [
        { id: 'account', field: 'account' },
        { id: 'stage', field: 'stage' },
      ],
      measures: [
        { id: 'n', aggregate: 'count' },
        { id: 'won', aggregate: 'sum', field: 'value', where: { '==': [{ var: 'stage' }, 'won'] } },
        { id: 'last', aggregate: 'max', field: 'closed' },
      ],
      sort: [{ by: 'won', direction: 'desc' }],
    };
    const { rows, more } = await company.records.aggregate(admin, 'deal', query);
    expect(more).toBe(false);
    expect(rows[0]).toEqual({
      values: {
        account: id('apple'),
        stage: 'won',
        n: '2',
        won: '123456789123456.22345',
        last: '2024-02-02',
      },
      titles: { account: 'apple', stage: 'WON' },
    });
    expect(rows[1]).toMatchObject({ values: { account: id('Zürich AG'), won: '-3' } });
    expect(rows.slice(2).map(({ values }) => values.won)).toEqual([null, null]);
    const chinese = await company.records.aggregate(
      { ...admin, locale: { ...admin.locale, language: 'zh-CN' } },
      'deal',
      { groupBy: [{ id: 'stage', field: 'stage' }], measures: [] },
    );
    expect(chinese.rows.map(({ titles }) => titles.stage).sort()).toEqual(['选lost', '选won']);
    expect((await company.records.aggregate(admin, 'deal', { ...query, limit: 1 })).more).toBe(true);
  });

  it('[QY19] puts moments into buckets of the organisation’s time zone, dates as they are', async () => {
    const months = async (field: string) =>
      (
        await company.records.aggregate(admin, 'deal', {
          groupBy: [{ id: 'm', field, bucket: 'month' }],
          measures: [{ id: 'n', aggregate: 'count' }],
        })
      ).rows.map(({ values }) => [values.m, values.n]);
    // 16:30 UTC on the last of January is the first of February in Shanghai.
    expect(await months('seen_at')).toEqual([
      ['2024-02-01', '2'],
      [null, '3'],
    ]);
    expect(await months('closed')).toEqual([
      ['2023-12-01', '1'],
      ['2024-01-01', '1'],
      ['2024-02-01', '2'],
      [null, '1'],
    ]);
  });

  it('[QY20] computes formulas of a report exactly, and sorts and cuts by them', async () => {
    const report = company.release.model.reports.get('win_rates');
    if (!report) throw new Error('No report');
    const result = await runReport(admin, report);
    expect(result.more).toBe(true);
    expect(result.measures.map(({ id: measure, format }) => [measure, format])).toContainEqual([
      'rate',
      'percent',
    ]);
    expect(
      result.rows.map(({ titles, values }) => [titles.account, values.won, values.lost, values.rate]),
    ).toEqual([
      ['Zürich AG', '1', '0', '1'],
      ['apple', '2', '1', expect.stringMatching(/^0\.66666/)],
    ]);
    const mine = await runReport(rep, report);
    expect(mine.rows[0]).toMatchObject({
      titles: { account: 'apple' },
      values: { won: '1', lost: '1', rate: '0.5', value: '0.3' },
    });
  });

  it('[QY21] an unknown record is no group title, and an empty answer is one row of nothing', async () => {
    const none = await company.records.aggregate(admin, 'deal', {
      where: { '==': [{ var: 'number' }, newId()] },
      measures: [
        { id: 'n', aggregate: 'count' },
        { id: 's', aggregate: 'sum', field: 'value' },
      ],
    });
    expect(none.rows).toEqual([{ values: { n: '0', s: null }, titles: {} }]);
  });
});
