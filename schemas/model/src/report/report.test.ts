import { describe, expect, it } from '@jest/globals';
import { exampleDocuments, examplesWith, testRegistry } from '../../../../tests/support/configuration.ts';
import { problemsWith } from '../../../../tests/support/problems.ts';
import { compile } from '../compile.ts';

describe('reports', () => {
  it('[RP1] formulas speak of the aggregate measures', () => {
    const report = compile(exampleDocuments(), testRegistry).model.reports.get('revenue_by_month');
    expect(report?.measures.map(({ id, value }) => [id, value.kind])).toEqual([
      ['orders', 'aggregate'],
      ['revenue', 'aggregate'],
      ['mean', 'formula'],
    ]);
    expect(report).toMatchObject({ limit: 24, groups: [{ label: { en: 'Paid on' }, bucket: 'month' }] });
  });

  it.each([
    ['/measures/0/field', 'amount', 'measure-field', '/measures/0/field'],
    ['/measures/1/field', undefined, 'measure-field', '/measures/1'],
    ['/measures/1/field', 'number', 'measure-type', '/measures/1/field'],
    ['/measures/1/field', 'amont', 'path-unknown', '/measures/1/field'],
    ['/measures/1/formula', { var: 'orders' }, 'measure-parts', '/measures/1'],
    [
      '/measures/2/formula',
      { '/': [{ var: 'revenu' }, { var: 'orders' }] },
      'unknown-field',
      '/measures/2/formula///0/var',
    ],
    ['/measures/2/formula', { var: 'mean' }, 'unknown-field', '/measures/2/formula/var'],
    ['/measures/2/formula', { var: 'amount' }, 'unknown-field', '/measures/2/formula/var'],
    ['/measures/1/id', 'month', 'id-repeated', '/measures/1/id'],
    ['/groupBy/0/field', 'number', 'bucket-type', '/groupBy/0/bucket'],
    ['/sort/0/by', 'moth', 'reference-unknown', '/sort/0/by'],
  ])('[RP2] %s = %j is the problem %s', (pointer, value, code, at) => {
    expect(problemsWith(['report/revenue_by_month', pointer, value])[0]).toBe(
      `${code} report/revenue_by_month${at.replace('///', '/~1/')}`,
    );
  });

  it('[RP3] a measure that only counts some records says which', () => {
    const edit = ['report/revenue_by_month', '/measures/0/where', { '>': [{ var: 'amount' }, 100] }] as const;
    expect(problemsWith(edit)).toEqual([]);
    const report = compile(examplesWith(edit), testRegistry).model.reports.get('revenue_by_month');
    expect(report?.measures[0]?.value).toMatchObject({
      where: { written: { '>': [{ var: 'amount' }, 100] } },
    });
  });

  it('[RP4] a report whose condition is wrong is left out: it would show other figures', () => {
    const edit = ['report/revenue_by_month', '/where', { var: 'nothing' }] as const;
    expect(compile(examplesWith(edit), testRegistry).model.reports.size).toBe(0);
    expect(problemsWith(edit)).toEqual(['unknown-field report/revenue_by_month/where/var']);
  });
});
