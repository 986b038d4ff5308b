import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SearchBody, SearchHit } from '@tenon/model';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { MemoryRouter, Route, Routes, useLocation } from 'react-router';
import { CommandPalette } from '../app-shell/command-palette/command-palette.tsx';
import { startApiServer } from '../testing/api-server.ts';
import { configOf, entityOf, fieldOf, TestWorkspace } from '../testing/workspace.tsx';
import { Marked } from './marked.tsx';
import { noteOpened, readOpened } from './recent.ts';
import { SearchPage } from './search-page.tsx';

const id = (n: number) => `018f4d3e-7c1a-7000-8000-00000000000${n}`;
const hit = (n: number, entity: string, rest: Partial<SearchHit> = {}): SearchHit => ({
  entity,
  id: id(n),
  title: `Acme ${n}`,
  ranges: [[0, 4]],
  fit: 'start',
  details: [{ field: 'phone', text: '+86 138 0013 8000', ranges: [[4, 7]] }],
  updatedAt: '2026-01-01T00:00:00Z',
  ...rest,
});
const found: SearchBody = {
  hits: [hit(1, 'account'), hit(2, 'deal', { fit: 'similar', title: '<b>Acme</b>', ranges: [] })],
  entities: [
    { entity: 'account', count: 1, more: true },
    { entity: 'deal', count: 1, more: false },
  ],
  ready: true,
};
const nothing: SearchBody = { hits: [], entities: [], ready: false };
const config = configOf([
  entityOf('account', [fieldOf('name', 'text'), fieldOf('phone', 'phone')], { label: 'Account' }),
  entityOf('deal', [fieldOf('name', 'text')], { label: 'Deal' }),
]);

let server: Awaited<ReturnType<typeof startApiServer>>;
beforeEach(async () => {
  localStorage.clear();
  server = await startApiServer(({ path, body }) => {
    const url = new URL(path, 'http://x');
    if (url.pathname === '/search') {
      const entities = url.searchParams.get('entities');
      if (!url.searchParams.get('q')?.startsWith('acme')) return { body: nothing };
      return {
        body: { ...found, hits: found.hits.filter(({ entity }) => !entities || entity === entities) },
      };
    }
    const asked = body as { where?: { in?: [unknown, string[]] } };
    const ids = asked.where?.in?.[1] ?? [];
    const items = ids.filter((one) => one !== id(9)).map((one) => ({ id: one, name: `Seen ${one.at(-1)}` }));
    return { body: { items, next: null } };
  });
});
afterEach(async () => {
  cleanup();
  await server.close();
});

function Where() {
  const { pathname, search } = useLocation();
  return <output>{pathname + search}</output>;
}
const show = (at: string) =>
  render(
    <MemoryRouter initialEntries={[at]}>
      <TestWorkspace base={server.base} config={config}>
        <Where />
        <Routes>
          <Route path="/search" element={<SearchPage />} />
          <Route path="/" element={<CommandPalette onClose={() => {}} />} />
          <Route path="*" element={null} />
        </Routes>
      </TestWorkspace>
    </MemoryRouter>,
  );
const asked = () => server.requests.filter(({ path }) => path.startsWith('/search'));

describe('search in the palette', () => {
  it('asks once somebody stops typing, marks what was found, and leads to the record', async () => {
    show('/');
    await userEvent.type(screen.getByRole('combobox'), 'acme');
    const option = await screen.findByRole('option', { name: /Acme 1/ });
    expect(option.querySelectorAll('mark').length).toBe(2);
    expect(option.textContent).toContain('Account');
    expect(screen.getByText('<b>Acme</b>')).toBeTruthy();
    expect(asked().length).toBeLessThanOrEqual(2);
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe(`/records/account/${id(1)}`));
  });

  it('leads to all results by keyboard', async () => {
    show('/');
    await userEvent.type(screen.getByRole('combobox'), 'acme');
    await screen.findByRole('option', { name: /Acme 1/ });
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    await waitFor(() => expect(screen.getAllByRole('status')[0]?.textContent).toBe('/search?q=acme'));
  });

  it('offers what was opened last, by names that may be read now', async () => {
    noteOpened('me', { entity: 'account', id: id(9) });
    noteOpened('me', { entity: 'account', id: id(1) });
    noteOpened('me', { entity: 'account', id: id(2) });
    noteOpened('me', { entity: 'account', id: id(1) });
    noteOpened('me', { entity: 'gone', id: id(3) });
    localStorage.setItem('tenon.opened.other', '{"not":"a list"}');
    expect(readOpened('other')).toEqual([]);
    show('/');
    await screen.findByRole('option', { name: /Seen 1/ });
    const shown = screen.getAllByRole('option').slice(0, 3);
    expect(shown.map(({ textContent }) => textContent).join()).toMatch(/Seen 1.*,Seen 2.*,(?!.*Seen)/);
  });
});

describe('the page of all results', () => {
  it('shows the entities found, narrows to one, and keeps both in the address', async () => {
    show('/search?q=acme');
    expect((await screen.findAllByRole('link')).length).toBe(2);
    await userEvent.click(screen.getByRole('button', { name: /deal/ }));
    await waitFor(() => expect(screen.getAllByRole('link').length).toBe(1));
    expect(asked().at(-1)?.path).toContain('entities=deal');
    expect(screen.getByRole('button', { name: /deal/, pressed: true })).toBeTruthy();
    expect(screen.getByText('/search?q=acme&entity=deal')).toBeTruthy();
  });

  it('says that nothing was found, and that the search is not ready', async () => {
    show('/search?q=zzz');
    expect(await screen.findByText(/Nothing found for “zzz”/)).toBeTruthy();
    expect(screen.getByText(/still being prepared/)).toBeTruthy();
  });
});

describe('marks', () => {
  it('keep the text whole, whatever the ranges say', () => {
    const { container } = render(
      <Marked
        text="a上b"
        ranges={[
          [1, 2],
          [0, 1],
          [2, 9],
        ]}
      />,
    );
    expect(container.textContent).toBe('a上b');
    expect([...container.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual(['上']);
  });
});
