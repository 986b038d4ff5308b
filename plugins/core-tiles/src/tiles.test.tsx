import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createBrowserRegistry, type Locale, type ReportResult, type TileProps } from '@tenon/plugin-api';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { coreTilesBrowser } from './browser.ts';
import { coreTiles } from './index.ts';

const registry = createBrowserRegistry([coreTiles], [coreTilesBrowser]);
const en: Locale = { language: 'en', timeZone: 'UTC', currency: 'USD', phoneRegion: 'US' };
const zh: Locale = { ...en, language: 'zh-CN', currency: 'CNY' };

const won: ReportResult = {
  groups: [],
  measures: [
    { id: 'value', label: 'Won value', format: 'money', currency: 'USD' },
    { id: 'rate', label: 'Win rate', format: 'percent' },
  ],
  rows: [{ values: { value: '10005534', rate: '0.6315' }, titles: {} }],
  more: false,
};
const byRegion: ReportResult = {
  ...won,
  groups: [{ id: 'region', label: 'Region', format: 'text' }],
  rows: [
    { values: { region: 'w', value: '3568647', rate: '0.6' }, titles: { region: 'West' } },
    { values: { region: 'c', value: '3346293', rate: '0.62' }, titles: { region: 'Central' } },
    { values: { region: null, value: '3090594', rate: null }, titles: {} },
  ],
};

/** jsdom has no layout and no canvas; a chart needs the size of its box, and guesses widths of texts. */
const size = { clientWidth: 600, clientHeight: 300 };
beforeEach(() => {
  HTMLCanvasElement.prototype.getContext = () => null;
  for (const [name, value] of Object.entries(size)) {
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value });
  }
});
afterEach(cleanup);

function show(type: string, given: Partial<TileProps> = {}) {
  const { Tile } = registry.browserTileTypes.require(type);
  const lookup = {
    search: async () => ({ items: [], next: null }),
    titles: async () => ({}),
    href: () => '#',
  };
  return render(<Tile options={{}} locale={en} lookup={lookup} label="By region" {...given} />);
}

describe('number tile', () => {
  it('shows the figure in the format of its measure, exactly', () => {
    show('number', { result: won, options: { secondary: 'rate' } });
    expect(screen.getByText('$10,005,534')).toBeTruthy();
    expect(screen.getByText('63.15%')).toBeTruthy();
  });

  it('shortens by the language of the reader, and keeps the exact figure at hand', () => {
    show('number', { result: won, options: { compact: true }, locale: zh });
    const shown = screen.getByText(/1000\.6万/);
    expect(shown.getAttribute('title')).toMatch(/10,005,534/);
  });

  it('loses no digit', () => {
    const rows = [{ values: { value: '123456789123456789.12', rate: null }, titles: {} }];
    show('number', { result: { ...won, rows } });
    expect(screen.getByText('$123,456,789,123,456,789.12')).toBeTruthy();
  });
});

describe.each(['bar', 'line', 'pie', 'funnel'])('%s tile', (type) => {
  it('draws its report, and says it in words', async () => {
    const { container } = show(type, {
      result: byRegion,
      options: { measure: 'value', measures: ['value'] },
    });
    const chart = screen.getByRole('figure', {
      name: /By region; Won value: West \$3,568,647, Central \$3,346,293/,
    });
    await waitFor(() => expect(container.querySelector('svg')).not.toBeNull());
    await waitFor(() => expect(chart.textContent).toMatch(/West|%/));
  });

  it.each([
    ['no result', undefined],
    ['no rows', { ...byRegion, rows: [] }],
  ])('says that there is nothing for %s', (_case, result) => {
    show(type, { result, locale: zh });
    expect(screen.getByText('暂无数据')).toBeTruthy();
  });
});

describe('table tile', () => {
  it('shows groups by title and measures by format', () => {
    show('table', { result: byRegion });
    expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
      'Region',
      'Won value',
      'Win rate',
    ]);
    expect(screen.getByText('West')).toBeTruthy();
    expect(screen.getByText('$3,568,647')).toBeTruthy();
    expect(screen.getByText('(empty)')).toBeTruthy();
    expect(screen.getByText('–')).toBeTruthy();
  });

  it('says when rows are left out', () => {
    show('table', { result: byRegion, options: { rows: 2 } });
    expect(screen.queryByText('(empty)')).toBeNull();
    expect(screen.getByText('Only the first rows are shown')).toBeTruthy();
  });
});
