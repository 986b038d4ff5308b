import { describe, expect, it } from '@jest/globals';
import type { ViewPage, ViewRow } from '@tenon/plugin-api';
import { BoardData, type BoardReader } from './board-data.ts';
import { addDecimals, columnTotals } from './board-layout.ts';

const row = (id: string, version = 1): ViewRow => ({ id, version, title: id, values: {}, titles: {} });
const many = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, at) => row(`${prefix}${at}`));

/** Cells as a server has them, paged by position. */
function store(cells: { readonly [cell: string]: readonly ViewRow[] }) {
  const held = new Map(Object.entries(cells));
  const asked: string[] = [];
  const reader: BoardReader = {
    async page(cell, { limit, after = '0' }): Promise<ViewPage> {
      asked.push(`${cell}:${after}+${limit}`);
      const rows = held.get(cell) ?? [];
      const from = Number(after);
      const next = from + limit < rows.length ? String(from + limit) : null;
      return { rows: rows.slice(from, from + limit), next };
    },
    totals: async () =>
      new Map([...held].map(([cell, rows]) => [cell, { count: rows.length, sum: undefined }])),
  };
  return { reader, asked, held };
}

const idsIn = (data: BoardData, cell: string) =>
  data
    .snapshot()
    .cells.get(cell)
    ?.rows.map(({ id }) => id);

describe('the cards of a board', () => {
  it('are read a page at a time, each cell on its own', async () => {
    const { reader, asked } = store({ todo: many('t', 7), done: many('d', 2) });
    const data = new BoardData(reader, 3);
    await Promise.all([data.load('todo'), data.load('done')]);
    await data.more('todo');
    await data.more('done');
    expect(asked).toEqual(['todo:0+3', 'done:0+3', 'todo:3+3']);
    expect(idsIn(data, 'todo')).toHaveLength(6);
  });

  it('are read anew as far as they had been, and not without bound', async () => {
    const { reader, asked } = store({ todo: many('t', 900) });
    const data = new BoardData(reader, 100);
    await data.load('todo');
    for (let page = 0; page < 4; page += 1) await data.more('todo');
    asked.length = 0;
    data.refresh(reader);
    expect(asked).toEqual(['todo:0+200']);
  });

  it('stand at their new place at once, with the counts, before the answer comes', async () => {
    const { reader, held } = store({ todo: [row('a'), row('b')], done: [row('c')] });
    const data = new BoardData(reader, 10);
    data.refresh(reader);
    await Promise.all([data.load('todo'), data.load('done')]);
    let answer: (went: boolean) => void = () => undefined;
    const moving = data.move(row('a'), 'todo', 'done', () => new Promise((resolve) => (answer = resolve)));
    expect([idsIn(data, 'todo'), idsIn(data, 'done')]).toEqual([['b'], ['a', 'c']]);
    expect(data.snapshot().totals.get('done')?.count).toBe(2);
    // News that were read before the write was done do not carry the card back.
    await data.load('todo');
    expect(idsIn(data, 'todo')).toEqual(['b']);
    held.set('todo', [row('b')]).set('done', [row('a', 2), row('c')]);
    answer(true);
    await moving;
    expect(data.snapshot().cells.get('done')?.rows[0]).toMatchObject({ id: 'a', version: 2 });
    expect(data.snapshot().moving.size).toBe(0);
  });

  it.each([
    ['refused', () => Promise.reject(new Error('No'))],
    ['given up', () => Promise.resolve(false)],
  ])('go back to where they were when the move is %s', async (_, write) => {
    const { reader } = store({ todo: [row('a'), row('b'), row('c')], done: [] });
    const data = new BoardData(reader, 10);
    data.refresh(reader);
    await Promise.all([data.load('todo'), data.load('done')]);
    await data
      .move(row('b'), 'todo', 'done', write)
      .catch((error: Error) => expect(error.message).toBe('No'));
    expect([idsIn(data, 'todo'), idsIn(data, 'done')]).toEqual([['a', 'b', 'c'], []]);
    expect(data.snapshot().totals.get('todo')?.count).toBe(3);
  });

  it('moved on by somebody else meanwhile are where the server says', async () => {
    const { reader, held } = store({ todo: [row('a')], doing: [], done: [] });
    const data = new BoardData(reader, 10);
    await Promise.all(['todo', 'doing', 'done'].map((cell) => data.load(cell)));
    let refuse: (error: Error) => void = () => undefined;
    const moving = data.move(row('a'), 'todo', 'doing', () => new Promise((_, reject) => (refuse = reject)));
    held.set('todo', []).set('done', [row('a', 2)]);
    await data.load('done');
    expect(idsIn(data, 'done')).toEqual(['a']);
    refuse(new Error('Somebody else was first'));
    await expect(moving).rejects.toThrow('first');
    expect(['todo', 'doing', 'done'].map((cell) => idsIn(data, cell))).toEqual([[], [], ['a']]);
  });

  it('that cannot be read say why, and can be asked for again', async () => {
    const { reader } = store({ todo: [row('a')] });
    let fails = true;
    const data = new BoardData(
      { ...reader, page: (...asked) => (fails ? Promise.reject(new Error('Gone')) : reader.page(...asked)) },
      10,
    );
    await data.load('todo');
    expect(data.snapshot().cells.get('todo')).toMatchObject({ state: 'failed', error: 'Gone' });
    fails = false;
    await data.load('todo');
    expect(idsIn(data, 'todo')).toEqual(['a']);
  });
});

describe('the figures of a column', () => {
  it.each([
    ['0.1', '0.2', '0.3'],
    ['9007199254740993', '1', '9007199254740994'],
    ['-1.50', '0.5', '-1.00'],
    ['-0.25', '0.3', '0.05'],
  ])('add %s and %s exactly: %s', (a, b, sum) => expect(addDecimals(a, b)).toBe(sum));

  it('are those of its lanes together', () => {
    const totals = new Map([
      ['open\nx', { count: 2, sum: '1.5' }],
      ['open\ny', { count: 1, sum: undefined }],
      ['opened\nx', { count: 9, sum: '9' }],
    ]);
    const column = { key: 'open', value: 'open', label: 'Open', color: undefined };
    expect(columnTotals(column, totals)).toEqual({ count: 3, sum: '1.5' });
  });
});
