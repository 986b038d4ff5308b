import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import type { ImportBody, ImportMapping } from '@tenon/model';
import { stringify } from 'csv-stringify/sync';
import { refusal } from '../../testing/asking.ts';
import { type Importing, openImporting } from '../../testing/importing.ts';
import { type DurableImports, durableImports } from '../../testing/imports.ts';
import { clearImports } from './clear.ts';

const naughty = createRequire(import.meta.url)('big-list-of-naughty-strings') as readonly string[];

let base: Importing;
let durable: DurableImports;
beforeAll(async () => {
  base = await openImporting();
  durable = durableImports(base.company, [base.admin, base.rep], 200_000);
  await durable.jobs.start();
});
afterAll(async () => {
  await durable?.jobs.stop();
  await base?.company.close();
});
beforeEach(() => base.empty());

const figures = ({ state, counts: { rows, created, updated, unchanged, failed } }: ImportBody) => [
  state,
  rows,
  created,
  updated,
  unchanged,
  failed,
];
const names = async () => (await base.all('account')).map(({ name }) => name);
const skip: ImportMapping = { key: 'name', onError: 'skip' };
const many = (count: number, more = '') =>
  `name,city\n${Array.from({ length: count }, (_, index) => `N${index},C${index % 7}`).join('\n')}\n${more}`;

describe('a durable import', () => {
  it('[IM40] guesses the mapping by ids and labels of both languages, with formats told from the samples', async () => {
    const csv = '名称;Sector;成立;founded;worth;Nonsense\n华辰;TECH;;31/12/2020;1.234,50;x\n';
    const body = await durable.upload(base.admin, 'account', csv, undefined, '客户.csv');
    expect(body).toMatchObject({ state: 'ready', total: 1, file: { name: '客户.csv' } });
    expect(body.format).toEqual({ kind: 'csv', encoding: 'utf-8', delimiter: ';' });
    expect(body.columns.map(({ field }) => field)).toEqual([
      'name',
      'sector',
      null,
      'founded',
      'worth',
      null,
    ]);
    expect(body.columns[4]?.samples).toEqual(['1.234,50']);
    expect(body.mapping).toEqual({
      fields: {
        name: { column: '名称' },
        sector: { column: 'Sector' },
        founded: { column: 'founded', dates: 'dmy' },
        worth: { column: 'worth', decimal: ',' },
      },
      ignore: ['成立', 'Nonsense'],
      key: 'name',
      mode: 'upsert',
      onError: 'skip',
    });
    await durable.imports.run(base.admin, body.id);
    expect(figures(await durable.settled(base.admin, body.id))).toEqual(['done', 1, 1, 0, 0, 0]);
    expect(await base.all('account')).toMatchObject([
      { name: '华辰', sector: 'tech', founded: '2020-12-31', worth: '1234.5' },
    ]);
    const again = await durable.imports.analyse(
      base.admin,
      await durable.upload(base.admin, 'account', csv).then(({ id }) => id),
      { delimiter: ',' },
    );
    expect(again.columns).toHaveLength(1);
  });

  it('[IM41] maps values, everything else, constants, defaults and several values of a cell', async () => {
    await base.load('account', 'name\nP1\nP2\n');
    const csv = 'Name,Kind,Kind,Where,With\n A ,T,x,,P1|P2\nB,Other,x,Rome,\n';
    const done = await durable.run(base.admin, 'account', csv, {
      fields: {
        name: { column: 'Name', trim: true },
        sector: { column: 'Kind', values: { T: 'tech' }, otherwise: 'retail' },
        city: { column: 'Where', empty: 'nowhere' },
        tier: { constant: 'gold' },
        partners: { column: 'With', separator: '|' },
      },
      ignore: ['Kind (2)'],
      onError: 'skip',
    });
    expect(figures(done)).toEqual(['done', 2, 2, 0, 0, 0]);
    expect((await base.all('account')).slice(0, 2)).toMatchObject([
      { name: 'A', sector: 'tech', city: 'nowhere', tier: 'gold', $titles: { partners: ['P1', 'P2'] } },
      { name: 'B', sector: 'retail', city: 'Rome', tier: 'gold' },
    ]);
    const values = await durable.imports.values(base.admin, done.id, 'Kind');
    expect(values).toEqual({
      items: [
        { value: 'T', count: 1 },
        { value: 'Other', count: 1 },
      ],
      more: false,
    });
  });

  it('[IM42] a check says what a run does, row by row, and writes nothing', async () => {
    await base.load('account', 'name,email\nOld,old@x.com\n');
    const rows = Array.from({ length: 4_500 }, (_, index) => [
      `N${index}`,
      `e${index}@x.com`,
      index % 9 === 0 ? 'N4499' : '',
    ]);
    rows[4_400] = ['Twice', 'e7@x.com', ''];
    rows[4_401] = ['Old', 'old@x.com', 'N1'];
    rows[4_402] = ['N3', 'e3@x.com', ''];
    rows[4_403] = ['', 'none@x.com', ''];
    rows[4_404] = ['Bad', 'no mail', 'Ghost'];
    rows[4_405] = ['Lost', 'lost@x.com', 'Ghost'];
    const csv = stringify([['name', 'email', 'parent'], ...rows]);
    const { id } = await durable.upload(base.admin, 'account', csv, skip);
    await durable.imports.check(base.admin, id);
    const checked = await durable.settled(base.admin, id);
    expect(await names()).toEqual(['Old']);
    await durable.imports.run(base.admin, id);
    const done = await durable.settled(base.admin, id);
    // A row that refers to nobody is in, without the
    // reference, and among those in error.
    expect(figures(checked)).toEqual(['checked', 4_500, 4_495, 1, 1, 4]);
    expect(figures(done)).toEqual(['done', 4_500, 4_495, 1, 1, 4]);
    const told = (body: ImportBody) => body.errors.map(({ row, column, code }) => [row, column, code]).sort();
    expect(told(done)).toEqual(told(checked));
    const file = await text(Readable.from(await durable.imports.file(base.admin, id, 'errors')));
    expect(file.split('\n')[0]).toBe('\ufeffRow,What is wrong,name,email,parent');
    expect(file).toContain('4406,');
    expect(file).toContain('Bad,no mail,Ghost');
    const [lost] = await base.company.db.query(
      sql`select count(*)::int as n from records.account a join records.account p on p.id = a.parent where p.name = 'N4499'`,
    );
    expect(lost?.n).toBe(499);
  }, 60_000);

  it('[IM43] undo deletes what it made and puts back what nobody has changed since', async () => {
    await base.load('account', 'name,city,tier\nA,Rome,x\nB,Oslo,x\nC,Bern,x\n');
    const before = await base.all('account');
    const done = await durable.run(
      base.admin,
      'account',
      'name,city,tier\nA,Paris,y\nB,Paris,y\nC,Bern,x\nD,Paris,y\nE,Paris,y\n',
      skip,
    );
    expect(figures(done)).toEqual(['done', 5, 2, 2, 1, 0]);
    const find = async (name: string) => (await base.all('account')).find((record) => record.name === name);
    const change = async (name: string, patch: object) =>
      base.company.records.update(
        base.admin,
        'account',
        (await find(name))?.id ?? '',
        { ...patch },
        { version: 'any' },
      );
    await change('B', { city: 'Lima' });
    await change('E', { city: 'Lima' });
    await durable.imports.undo(base.admin, done.id);
    const undone = await durable.settled(base.admin, done.id);
    expect([undone.state, undone.undo]).toEqual(['undone', { deleted: 1, putBack: 2, left: 2 }]);
    expect((await base.all('account')).map(({ name, city, tier }) => [name, city, tier])).toEqual([
      ['A', 'Rome', 'x'],
      ['B', 'Lima', 'x'],
      ['C', 'Bern', 'x'],
      ['E', 'Lima', 'y'],
    ]);
    const left = await text(Readable.from(await durable.imports.file(base.admin, done.id, 'left')));
    expect(left).toMatch(/Account,.*,City,changed since/);
    expect(before).toHaveLength(3);
    // Taken back, it can be imported again; what is there already stays.
    await durable.imports.run(base.admin, done.id);
    expect(figures(await durable.settled(base.admin, done.id))).toEqual(['done', 5, 1, 3, 1, 0]);
  });

  it('[IM44] onError stop leaves nothing; stopping keeps what is in or takes it back', async () => {
    const refused = await durable.run(
      base.admin,
      'account',
      many(2_500, 'Bad,"x\0"\n').replaceAll('\0', ''),
      { key: 'name' },
    );
    expect(refused.state).toBe('done');
    await base.empty();
    const rows = many(4_500).replace('N4400,', `${'x'.repeat(300)},`);
    const stopped = await durable.run(base.admin, 'account', rows, { key: 'name', onError: 'stop' });
    expect([stopped.state, stopped.undo?.deleted]).toEqual(['undone', 4_000]);
    expect(stopped.errors).toMatchObject([{ row: 4_402, column: 'name' }]);
    expect(await names()).toEqual([]);

    const { id } = await durable.upload(base.admin, 'account', many(6_000), skip);
    await durable.imports.run(base.admin, id);
    while ((await durable.imports.read(base.admin, id)).counts.rows === 0)
      await new Promise((r) => setTimeout(r, 10));
    const kept = await durable.imports.stop(base.admin, id, { undo: false });
    expect(kept.state).toBe('stopped');
    const [{ n } = { n: 0 }] = await base.company.db.query<{ n: number }>(
      sql`select count(*)::int as n from records.account where deleted_at is null`,
    );
    expect([n % 2_000, n]).toEqual([0, kept.counts.created]);
    await durable.imports.run(base.admin, id);
    expect(figures(await durable.settled(base.admin, id))).toEqual(['done', 6_000, 6_000, 0, 0, 0]);
    await durable.imports.undo(base.admin, id);
    expect((await durable.settled(base.admin, id)).undo).toEqual({ deleted: 6_000, putBack: 0, left: 0 });
    expect(await names()).toEqual([]);
  }, 90_000);

  it('[IM45] two imports of one file at once: one without a key, both with one, and no doubles', async () => {
    const csv = many(3_000);
    const plain: ImportMapping = {
      onError: 'skip',
      ignore: ['name'],
      fields: { number: { column: 'city' } },
    };
    const deals = 'city\na\nb\n';
    const [one, two] = await Promise.all(
      [0, 1].map(() => durable.upload(base.admin, 'deal', deals, { ...plain, ignore: [] })),
    );
    const started = await Promise.allSettled(
      [one, two].map((body) => durable.imports.run(base.admin, body?.id ?? '')),
    );
    expect(started.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const both = await Promise.all([0, 1].map(() => durable.upload(base.admin, 'account', csv, skip)));
    await Promise.all(both.map(({ id }) => durable.imports.run(base.admin, id)));
    const done = await Promise.all(both.map(({ id }) => durable.settled(base.admin, id)));
    expect(done.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(done.reduce((sum, { counts }) => sum + counts.created, 0)).toBe(3_000);
    const [found] = await base.company.db.query(sql`select count(*)::int as n from records.account`);
    expect(found?.n).toBe(3_000);
  }, 60_000);

  it('[IM46] refuses who may not, and what is no file, and keeps nothing of it', async () => {
    const create = (context = base.admin, content: string | Buffer = 'name\nA\n', entity = 'account') =>
      refusal(durable.imports.create(context, entity, Readable.from([content]), { name: 'x.csv' }));
    const files = async () => await base.company.db.query(sql`select id from tenon.files order by id`);
    const before = await files();
    expect((await create(base.rep)).code).toBe('not-allowed');
    expect((await create(base.admin, 'name\nA\n', 'nope')).code).toBe('not-found');
    expect((await create(base.admin, '')).code).toBe('invalid-input');
    expect((await create(base.admin, Buffer.alloc(2_000_000, 'name\n'))).code).toBe('file-too-large');
    const binary = Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7_919) % 256));
    expect((await create(base.admin, binary)).code).toBe('invalid-input');
    const wide = Array.from({ length: 2_000 }, (_, index) => `c${index}`).join(',');
    expect((await create(base.admin, wide)).code).toBe('invalid-input');
    expect(await files()).toEqual(before);
    const mine = await durable.upload(base.admin, 'deal', 'number\n1\n');
    const other = (work: Promise<unknown>) => refusal(work).then(({ code }) => code);
    expect(await other(durable.imports.read(base.rep, mine.id))).toBe('not-found');
    expect(await other(durable.imports.run(base.rep, mine.id))).toBe('not-found');
    expect(await other(durable.imports.read(base.admin, 'nope'))).toBe('not-found');
    expect((await durable.imports.list(base.rep)).items).toEqual([]);
    await durable.imports.remove(base.admin, mine.id);
    expect(await other(durable.imports.undo(base.admin, mine.id))).toBe('not-found');
  });

  it('[IM47] brings naughty strings, long headers, big numbers and days without an hour as they are, or says no', async () => {
    const header = `${'客户的名称'.repeat(20)}${'x'.repeat(64)}`;
    const texts = naughty.filter((one) => one.trim() !== '').slice(0, 600);
    const csv = stringify([[header, 'note'], ...texts.map((one, index) => [`D${index}`, one])]);
    const done = await durable.run(base.admin, 'deal', csv, {
      fields: { number: { column: header }, note: { column: 'note' } },
      key: 'number',
      onError: 'skip',
    });
    expect([done.state, done.counts.rows]).toEqual(['done', texts.length]);
    const deals = await base.company.db.query<{ number: string; note: string }>(
      sql`select number, note from records.deal`,
    );
    const notes = new Map(deals.map(({ number, note }) => [number, note]));
    const refused = new Set(done.errors.map(({ row }) => row));
    expect(refused.size).toBeLessThan(10);
    for (const [index, one] of texts.entries()) {
      if (refused.has(index + 2)) continue;
      expect(notes.get(`D${index}`)).toBe(one.replaceAll('\r\n', '\n').replace(/^'(?='*[=+\-@\t\r])/, ''));
    }
    const exact = await durable.run(
      base.admin,
      'deal',
      'number,margin,seen_at\n1,9007199254740993.1234,2026-03-29 02:30\n2,123456789012345678901234567890,\n3,1,2026-10-25 01:30\n',
      { key: 'number', onError: 'skip' },
    );
    expect(exact.errors.map(({ row, column }) => [row, column])).toEqual([[3, 'margin']]);
    const [first] = await base.company.db.query(sql`select margin from records.deal where number = '1'`);
    expect(first?.margin).toBe('9007199254740993.1234');
  }, 60_000);

  it('[IM51] forgets the files and the rows in error of old imports, and can take them back still', async () => {
    const done = await durable.run(base.admin, 'account', 'name,sector\nA,tech\nB,nope\n', skip);
    expect(done.errors).toHaveLength(1);
    const { db } = base.company;
    await clearImports(db, new Date(Date.now() + 29 * 86_400_000).toISOString());
    expect((await durable.imports.read(base.admin, done.id)).errors).toHaveLength(1);
    await clearImports(db, new Date(Date.now() + 31 * 86_400_000).toISOString());
    expect((await durable.imports.read(base.admin, done.id)).errors).toEqual([]);
    expect((await refusal(durable.imports.values(base.admin, done.id, 'name'))).code).toBe('not-found');
    await durable.imports.undo(base.admin, done.id);
    expect((await durable.settled(base.admin, done.id)).undo).toEqual({ deleted: 1, putBack: 0, left: 0 });
    // What was imported in one transaction can be taken back, too.
    const { import: id } = await base.load('account', 'name\nC\nD\n');
    await durable.imports.undo(base.admin, id);
    expect((await durable.settled(base.admin, id)).undo).toEqual({ deleted: 2, putBack: 0, left: 0 });
    expect(await names()).toEqual([]);
  });

  it('[IM48] tells errors in the language of who imports', async () => {
    const chinese = { ...base.admin, locale: { ...base.admin.locale, language: 'zh-CN' as const } };
    const other = durableImports(base.company, [chinese]);
    await durable.jobs.stop();
    await other.jobs.start();
    try {
      const done = await other.run(
        chinese,
        'account',
        'name,sector,founded,keeper\nA,nope,soon,\nA,,,Ghost\n,,,\nB\n',
        skip,
      );
      expect(done.errors.map(({ message }) => message)).toEqual([
        '“nope”不能作为“行业”的值（单选）',
        '“soon”不能作为“Founded”的值（日期）',
        '没有名为“Ghost”的用户',
        '该行的列数与表头不一致',
      ]);
    } finally {
      await other.jobs.stop();
    }
  });
});
