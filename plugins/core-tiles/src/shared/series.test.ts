import { describe, expect, it } from '@jest/globals';
import type { ReportResult } from '@tenon/plugin-api';
import { largest, partsOf } from './parts.ts';
import { seriesOf } from './series.ts';

const measure = { id: 'value', label: 'Value', format: 'number' } as const;
const count = { id: 'count', label: 'Count', format: 'number' } as const;

function report(groups: readonly string[], rows: readonly (readonly (string | null)[])[]): ReportResult {
  const columns = [...groups, 'value', 'count'];
  return {
    groups: groups.map((id) => ({ id, label: id, format: 'text' })),
    measures: [measure, count],
    rows: rows.map((cells) => ({
      values: Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? null])),
      titles: {},
    })),
    more: false,
  };
}

describe('seriesOf', () => {
  it('makes each measure a series over one group', () => {
    const rows = [
      ['west', '10', '1'],
      ['east', '20', null],
    ];
    const { names, series } = seriesOf(report(['region'], rows), [measure, count], 'none');
    expect(names).toEqual(['west', 'east']);
    expect(series.map(({ name, values }) => [name, values])).toEqual([
      ['Value', [10, 20]],
      ['Count', [1, null]],
    ]);
  });

  it('makes each value of a second group a series, with gaps where a row is missing', () => {
    const rows = [
      ['west', 'q1', '1'],
      ['west', 'q2', '2'],
      ['east', 'q2', '3'],
      [null, 'q1', '4'],
    ];
    const { names, series } = seriesOf(report(['region', 'quarter'], rows), [measure], 'none');
    expect(names).toEqual(['west', 'east', 'none']);
    expect(series.map(({ name, values }) => [name, values])).toEqual([
      ['q1', [1, null, 4]],
      ['q2', [2, 3, null]],
    ]);
  });

  it('tells an empty value from a text that reads the same', () => {
    const rows = [
      [null, '1', null],
      ['none', '2', null],
    ];
    expect(seriesOf(report(['region'], rows), [measure], 'none').series[0]?.values).toEqual([1, 2]);
  });

  it('keeps digits that a drawing cannot show', () => {
    const rows = [['west', '123456789123456789.12', null]];
    expect(seriesOf(report(['region'], rows), [measure], 'none').series[0]?.exact).toEqual([
      '123456789123456789.12',
    ]);
  });
});

describe('partsOf', () => {
  it('leaves out what has no size, and puts small parts together', () => {
    const rows = [
      ['a', '5'],
      ['b', '0'],
      ['c', '-3'],
      ['d', null],
      ['e', '1'],
      ['f', '2'],
      ['g', '9'],
    ];
    const parts = partsOf(report(['region'], rows), measure, 'none');
    expect(parts.map(({ name }) => name)).toEqual(['a', 'e', 'f', 'g']);
    expect(largest(parts, 3, 'Others').map(({ name, value }) => [name, value])).toEqual([
      ['g', 9],
      ['a', 5],
      ['Others', 3],
    ]);
  });
});
