import { describe, expect, it } from '@jest/globals';
import { problemsWith } from '../../../../tests/support/problems.ts';

const tile = (more: object) =>
  [
    'dashboard/overview',
    '/tiles/-',
    { id: 'more', type: 'note', position: { x: 8, y: 0, w: 4, h: 2 }, ...more },
  ] as const;

describe('dashboards', () => {
  it('[DA1] a tile that shows no report needs none', () => {
    expect(problemsWith(tile({ options: { text: 'Hello' } }))).toEqual([]);
  });

  it.each([
    [{ type: 'lien' }, 'type-unknown', '/type'],
    [{ type: 'line' }, 'report-missing', ''],
    [{ type: 'line', report: 'revenue' }, 'reference-unknown', '/report'],
    [{ report: 'revenue_by_month' }, 'report-unused', '/report'],
    [{ options: { txt: 'a' } }, 'property-unknown', '/options/txt'],
    [{ id: 'revenue' }, 'id-repeated', '/id'],
    [{ position: { x: 7, y: 3, w: 2, h: 1 } }, 'tiles-overlap', '/position'],
    [{ position: { x: 10, y: 9, w: 3, h: 1 } }, 'tile-outside', '/position'],
  ])('[DA2] a tile with %j is the problem %s', (more, code, at) => {
    expect(problemsWith(tile(more))).toEqual([`${code} dashboard/overview/tiles/1${at}`]);
  });

  it('[DA3] a report has as many groups as the tile can show', () => {
    expect(
      problemsWith(
        ['report/revenue_by_month', '/groupBy', undefined],
        ['report/revenue_by_month', '/sort', undefined],
      ),
    ).toEqual(['report-groups dashboard/overview/tiles/0/report']);
  });
});
