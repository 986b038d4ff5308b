import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TaskBody } from '@tenon/model';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { MemoryRouter, Route, Routes, useLocation } from 'react-router';
import { startApiServer } from '../testing/api-server.ts';
import { configOf, entityOf, fieldOf, TestWorkspace } from '../testing/workspace.tsx';
import { leadingParts } from './priority.ts';
import { WorkListPage } from './work-list-page.tsx';

const part = (id: string, score: string) => ({ id, label: id, score });
const taskOf = (id: string, priority: string, rest: Partial<TaskBody> = {}): TaskBody => ({
  id,
  taskType: 'call',
  entity: 'account',
  record: `record-${id}`,
  title: `Task ${id}`,
  subtitle: null,
  state: 'open',
  operator: { id: 'me', name: 'Ada Lovelace' },
  queue: null,
  priority,
  priorityParts: [],
  hot: false,
  overdue: false,
  due: null,
  lapsesAt: null,
  snoozedUntil: null,
  createdAt: '2026-01-01T00:00:00Z',
  version: 1,
  ...rest,
});
const pages: Record<string, { items: readonly TaskBody[]; next: string | null }> = {
  '': {
    items: [
      taskOf('b', '85', {
        hot: true,
        priorityParts: [part('idle', '5'), part('value', '60'), part('stage', '20'), part('none', '0')],
      }),
      taskOf('c', '40', { overdue: true, due: '2026-01-01T00:00:00Z' }),
    ],
    next: 'page-2',
  },
  // The second task rose between two pages and comes again.
  'page-2': { items: [taskOf('c', '40'), taskOf('a', '10')], next: null },
};
const count = { open: 3, overdue: 1, completedToday: 2 };
const results = {
  today: { given: 3, completed: 2, lapsed: 0 },
  days30: { given: 9, completed: 6, lapsed: 1, meanSeconds: 95 },
  byOutcome: [],
};

const pool = { id: 'pool', label: 'Pool', entity: 'account', waiting: 1, canClaim: true };
const waiting = { entity: 'account', record: 'r1', title: 'Lone Ltd', since: '2026-01-01T00:00:00Z' };

let server: Awaited<ReturnType<typeof startApiServer>>;
beforeEach(async () => {
  server = await startApiServer(({ path, method }) => {
    const url = new URL(path, 'http://x');
    if (method === 'POST') return { body: taskOf('b', '85') };
    if (url.pathname === '/work/results') return { body: results };
    if (url.pathname === '/work/queues') return { body: [pool] };
    if (url.pathname === '/work/queues/pool/waiting') return { body: { items: [waiting], next: null } };
    if (url.searchParams.get('scope') === 'queue:pool') return { body: { items: [], next: null, count } };
    if (url.pathname === '/work/tasks')
      return { body: { ...pages[url.searchParams.get('after') ?? ''], count } };
    return { body: [] };
  });
});
afterEach(async () => {
  cleanup();
  await server.close();
});

const config = configOf([entityOf('account', [fieldOf('name', 'text')])], {
  taskTypes: {
    call: { id: 'call', entity: 'account', label: 'Call', icon: 'phone', facts: [], lists: [], outcomes: [] },
  },
});

function Where() {
  const { pathname, state } = useLocation();
  return <p>{`at ${pathname} ${JSON.stringify(state)}`}</p>;
}

async function open() {
  render(
    <TestWorkspace base={server.base} config={config}>
      <MemoryRouter>
        <Routes>
          <Route path="/" element={<WorkListPage />} />
          <Route path="*" element={<Where />} />
        </Routes>
      </MemoryRouter>
    </TestWorkspace>,
  );
  await screen.findByText('Task b');
  return userEvent.setup();
}
const titles = () => [...document.querySelectorAll('[data-row]')].map((row) => row.getAttribute('data-row'));

describe('work list', () => {
  it('[TK1] shows tasks in the order of the server, each once, over pages', async () => {
    const user = await open();
    expect(titles()).toEqual(['b', 'c']);
    await user.click(screen.getByRole('button', { name: 'Show more tasks' }));
    await waitFor(() => expect(titles()).toEqual(['b', 'c', 'a']));
  });

  it('[TK1] marks hot and overdue tasks and says in one line why the first is on top', async () => {
    await open();
    expect(screen.getByText('Hot')).toBeTruthy();
    expect(screen.getByText(/^Overdue, due/)).toBeTruthy();
    expect(screen.getByText('On top: value +60 · stage +20 · idle +5')).toBeTruthy();
  });

  it('[TK3] leads with the largest parts and leaves out what adds nothing', () => {
    const parts = [part('a', '-5'), part('b', '2'), part('c', '10.5'), part('d', '0'), part('e', '9')];
    expect(leadingParts(parts, 2).map(({ id }) => id)).toEqual(['c', 'e']);
    expect(leadingParts(parts, 9).map(({ id }) => id)).toEqual(['c', 'e', 'b']);
  });

  it('[TK1] walks with J and K, stops at the ends, and opens with Enter', async () => {
    const user = await open();
    const focused = () => document.activeElement?.getAttribute('data-row');
    await user.keyboard('k');
    expect(focused()).toBe('b');
    await user.keyboard('jj');
    expect(focused()).toBe('c');
    await user.keyboard('k{Enter}');
    expect(await screen.findByText('at /work/tasks/b null')).toBeTruthy();
  });

  it('shows the records of a queue that wait for a task, and does not call it empty', async () => {
    const user = await open();
    await user.click(screen.getByRole('tab', { name: 'Queues' }));
    const record = await screen.findByRole('link', { name: /^Lone Ltd/ });
    expect(record.getAttribute('href')).toBe('/records/account/r1');
    expect(screen.queryByText('This queue is empty')).toBeNull();
  });

  it('[TK1] goes to the outcome with E', async () => {
    const user = await open();
    await user.keyboard('jje');
    expect(await screen.findByText('at /work/tasks/c {"complete":true}')).toBeTruthy();
  });

  it('[TK1] selects with X and snoozes with S', async () => {
    const user = await open();
    await user.keyboard('jx');
    expect(screen.getByText('1 selected')).toBeTruthy();
    await user.keyboard('s');
    await user.click(await screen.findByText('In 1 hour'));
    await waitFor(() => expect(server.requests.some(({ method }) => method === 'POST')).toBe(true));
    const sent = server.requests.find(({ method }) => method === 'POST');
    expect(sent?.path).toBe('/work/tasks/b/snooze');
    expect(sent?.body).toMatchObject({ version: 1 });
    const until = (sent?.body as { until?: string } | undefined)?.until ?? '';
    expect(Math.abs(Date.parse(until) - Date.now() - 3_600_000)).toBeLessThan(60_000);
  });
});
