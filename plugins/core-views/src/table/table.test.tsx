import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type {
  BrowserFieldType,
  CellProps,
  ControlProps,
  Lookup,
  ViewProps,
  ViewSource,
} from '@tenon/plugin-api';
import { FieldRegistryContext } from '@tenon/plugin-api/browser';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { tableBrowser } from './browser.tsx';

const { View } = tableBrowser;
afterEach(cleanup);

const plain: BrowserFieldType = { id: 'plain', Control: PlainControl, Cell: PlainCell, width: 120 };
const registry: Lookup<BrowserFieldType> = {
  get: (id) => (id === 'plain' ? plain : undefined),
  require: () => plain,
  all: () => [plain],
  ids: () => ['plain'],
  pluginOf: () => 'test',
};

function PlainCell({ value, title }: CellProps) {
  return <a href="#title">{String(title ?? value)}</a>;
}

function PlainControl({ id, value, onChange, label, autoFocus }: ControlProps) {
  return (
    <input
      id={id}
      aria-label={label}
      ref={(input) => (autoFocus ? input?.focus() : undefined)}
      value={String(value ?? '')}
      onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
    />
  );
}

function show(given: Partial<ViewProps> = {}) {
  const calls = { onSort: jest.fn(), onMore: jest.fn(), onOpen: jest.fn(), onSelect: jest.fn() };
  const props: ViewProps = {
    columns: [
      { key: 'name', label: 'Name', type: 'plain', options: {}, sortable: true },
      { key: 'owner', label: 'Owner', type: 'plain', options: {}, sortable: false },
    ],
    rows: ['Acme', 'Beta', 'Cato'].map((name, at) => ({
      id: `r${at}`,
      version: 1,
      title: name,
      values: { name, owner: 'u1' },
      titles: { owner: 'Anna' },
    })),
    hasMore: false,
    loading: false,
    selected: [],
    locale: { language: 'en', timeZone: 'UTC', currency: 'USD', phoneRegion: 'US' },
    lookup: { search: async () => ({ items: [], next: null }), titles: async () => ({}), href: () => '#' },
    options: {},
    ...calls,
    ...given,
  };
  render(
    <FieldRegistryContext.Provider value={registry}>
      <View {...props} />
    </FieldRegistryContext.Provider>,
  );
  return calls;
}

/** The text stands twice: antd measures columns with a hidden copy. */
const header = (name: string) => screen.getAllByText(name)[0] as HTMLElement;

const row = (id: string) => {
  const found = document.querySelector<HTMLElement>(`[data-row-key="${id}"]`);
  if (!found) throw new Error(`There is no row ${id}`);
  return found;
};

describe('table view', () => {
  it('shows values through the cells of their types, with titles of references', () => {
    show();
    expect(screen.getByText('Acme')).toBeTruthy();
    expect(screen.getAllByText('Anna')).toHaveLength(3);
  });

  it('sorts by a click on a header, up, down and not at all', async () => {
    const first = show();
    await userEvent.click(header('Name'));
    expect(first.onSort).toHaveBeenLastCalledWith({ field: 'name', direction: 'asc' });
    cleanup();
    const second = show({ sort: { field: 'name', direction: 'asc' } });
    await userEvent.click(header('Name'));
    expect(second.onSort).toHaveBeenLastCalledWith({ field: 'name', direction: 'desc' });
    cleanup();
    const third = show({ sort: { field: 'name', direction: 'desc' } });
    await userEvent.click(header('Name'));
    expect(third.onSort).toHaveBeenLastCalledWith(undefined);
  });

  it('leaves columns that cannot be sorted alone', async () => {
    const { onSort } = show();
    await userEvent.click(header('Owner'));
    expect(onSort).not.toHaveBeenCalled();
  });

  it('opens a row by a click, but not by a click on a link in it', async () => {
    const { onOpen } = show();
    await userEvent.click(screen.getByText('Beta'));
    expect(onOpen).not.toHaveBeenCalled();
    fireEvent.click(row('r1'));
    expect(onOpen).toHaveBeenCalledWith('r1');
  });

  it('moves with J and K, opens with Enter, selects with X', async () => {
    const { onOpen, onSelect } = show();
    act(() => row('r0').focus());
    await userEvent.keyboard('jj');
    expect(document.activeElement).toBe(row('r2'));
    await userEvent.keyboard('k{Enter}');
    expect(document.activeElement).toBe(row('r1'));
    expect(onOpen).toHaveBeenLastCalledWith('r1');
    await userEvent.keyboard('x');
    expect(onSelect).toHaveBeenLastCalledWith(['r1']);
  });

  it('asks for more past the last row, by the button, and not while it is loading', async () => {
    const { onMore } = show({ hasMore: true });
    act(() => row('r2').focus());
    await userEvent.keyboard('j');
    expect(onMore).toHaveBeenCalledTimes(1);
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    expect(onMore).toHaveBeenCalledTimes(2);
    cleanup();
    const busy = show({ hasMore: true, loading: true });
    act(() => row('r2').focus());
    await userEvent.keyboard('j');
    expect(busy.onMore).not.toHaveBeenCalled();
  });

  it('selects rows by their boxes, which have names', async () => {
    const { onSelect } = show({ selected: ['r0'] });
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select Beta' }));
    expect(onSelect).toHaveBeenLastCalledWith(['r0', 'r1']);
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select all loaded' }));
    expect(onSelect).toHaveBeenLastCalledWith(['r0', 'r1', 'r2']);
  });

  it('says in the language of the reader that there is nothing', () => {
    show({ rows: [], locale: { language: 'zh-CN', timeZone: 'UTC', currency: 'CNY', phoneRegion: 'CN' } });
    expect(screen.getByText('暂无记录')).toBeTruthy();
  });

  it('goes from cell to cell, edits one with E, and tells why it was not saved', async () => {
    const update = jest.fn<ViewSource['update']>();
    update.mockRejectedValueOnce(new Error('The name is taken.')).mockResolvedValueOnce(undefined);
    show({ columns: [column('name', { editable: true }), column('owner')], source: sourceOf({ update }) });
    act(() => row('r1').focus());
    await userEvent.keyboard('{ArrowRight}');
    expect(document.activeElement?.getAttribute('data-column')).toBe('name');
    await userEvent.keyboard('e');
    const input = screen.getByLabelText('Name');
    await userEvent.clear(input);
    await userEvent.type(input, 'Bravo{Enter}');
    expect((await screen.findByRole('alert')).textContent).toBe('The name is taken.');
    await userEvent.type(screen.getByLabelText('Name'), '!{Enter}');
    expect(update.mock.calls.map(([{ id }, values]) => [id, values])).toEqual([
      ['r1', { name: 'Bravo' }],
      ['r1', { name: 'Bravo!' }],
    ]);
    await waitFor(() => expect(screen.queryByLabelText('Name')).toBeNull());
    expect(document.activeElement?.getAttribute('data-column')).toBe('name');
    await userEvent.keyboard('e{Escape}{ArrowRight}e');
    expect(screen.queryByLabelText('Owner')).toBeNull();
    expect(update).toHaveBeenCalledTimes(2);
  });

  it('draws what is in sight alone of 10,000 rows and a thousand columns', () => {
    const many = Array.from({ length: 10_000 }, (_, at) => ({ ...bare, id: `r${at}`, title: `${at}` }));
    show({ rows: many, columns: Array.from({ length: 1000 }, (_, at) => column(`c${at}`)) });
    expect(document.querySelectorAll('[data-row-key]').length).toBeLessThan(60);
    expect(row('r0').querySelectorAll('[data-column]').length).toBeLessThan(20);
    expect(screen.getByRole('grid').getAttribute('aria-colcount')).toBe('1001');
  });

  it('shows groups with subtotals, and pages the rows of each', async () => {
    const pages: unknown[] = [];
    const source = sourceOf({
      aggregate: async () => ({
        more: false,
        rows: [
          { values: { g: 'won', n: '3', m0: '12.5' }, titles: { g: 'Won' } },
          { values: { g: null, n: '1', m0: null }, titles: {} as { [id: string]: string } },
        ],
      }),
      page: async ({ where, after }) => {
        pages.push(where);
        const id = JSON.stringify(where).includes('empty') ? 'none' : `won-${after ?? 'a'}`;
        return { rows: [{ ...bare, id, title: id }], next: id === 'won-a' ? 'b' : null };
      },
    });
    show({
      columns: [column('name'), column('amount', { summable: true })],
      source,
      state: { group: { field: 'stage' }, height: 'compact' },
    });
    await screen.findByText('Won');
    await waitFor(() => expect(document.querySelector('[data-row-key="none"]')).toBeTruthy());
    expect(pages).toEqual([{ '==': [{ var: 'stage' }, 'won'] }, { empty: [{ var: 'stage' }] }]);
    expect(screen.getByText('12.5')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    await waitFor(() => expect(document.querySelector('[data-row-key="won-b"]')).toBeTruthy());
    fireEvent.click(screen.getByText('Won'));
    expect(document.querySelector('[data-row-key="won-a"]')).toBeNull();
  });
});

const bare = { version: 1, title: '', values: {}, titles: {} };
const column = (key: string, rest: Partial<ViewProps['columns'][number]> = {}) => ({
  key,
  label: `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
  type: 'plain',
  options: {},
  sortable: true,
  ...rest,
});

function sourceOf(given: Partial<ViewSource>): ViewSource {
  return {
    entity: 'deal',
    revision: '1',
    may: { create: true, update: true, delete: true },
    field: (path) => column(path, { groupable: true, kind: 'choice' }),
    page: async () => ({ rows: [], next: null }),
    aggregate: async () => ({ rows: [], more: false }),
    update: async () => undefined,
    ...given,
  };
}
