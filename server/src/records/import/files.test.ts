import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import { neutralise } from '../csv-text.ts';
import { refusal } from '../testing/asking.ts';
import { type Chunks, counts, type Importing, openImporting } from '../testing/importing.ts';

let company: Importing['company'];
let admin: Importing['admin'];
let rep: Importing['rep'];
let load: Importing['load'];
let all: Importing['all'];
let logged: Importing['logged'];
let empty: Importing['empty'];
beforeAll(async () => {
  ({ company, admin, rep, load, all, logged, empty } = await openImporting());
});
afterAll(() => company?.close());
beforeEach(() => empty());

describe('files', () => {
  it('[IM13] refuses what is no text, saying where, and leaves no trace but its own row', async () => {
    const bad: [Chunks, RegExp][] = [
      [Buffer.from('name\nA\xff\xfeB\n', 'latin1'), /Line 2 is not UTF-8/],
      [Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), /ZIP/],
      [Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x03\0', 'latin1'), /Line [13]/],
      ['name\nA\0B\n', /NUL/],
      ['', /empty/],
      ['name,city\n"A,1\nB,2\n', /quote/],
      ['name\n"A,1\n', /quote/],
      [[Buffer.from('name\n'), Buffer.from([0xe4, 0xb8])], /not UTF-8/],
    ];
    for (const [csv, message] of bad) {
      const { code, message: told } = await refusal(load('account', csv));
      expect([code, told]).toEqual(['invalid-input', expect.stringMatching(message)]);
    }
    expect(await all('account')).toEqual([]);
    expect(await company.db.query(sql`select 1 from tenon.imports where state <> 'failed'`)).toEqual([]);
  });

  it('[IM14] reads characters that are split between chunks', async () => {
    const bytes = Buffer.from('name,city\n公司,🏙\n');
    await load(
      'account',
      [...bytes].map((byte) => Buffer.from([byte])),
    );
    expect(await all('account')).toMatchObject([{ name: '公司', city: '🏙' }]);
  });

  it('[IM15] nothing stays of a source that breaks off', async () => {
    async function* breaking() {
      yield `name\n${Array.from({ length: 1_500 }, (_, index) => `N${index}`).join('\n')}\n`;
      throw new Error('cut off');
    }
    await expect(company.records.import(admin, 'account', Readable.from(breaking()), {})).rejects.toThrow(
      'cut off',
    );
    expect(await all('account')).toEqual([]);
    expect(await logged()).toBe(0);
  });

  it('[IM16] an export imported again gives the same records, formulas neutralised on the way', async () => {
    const texts = [
      '=1+1',
      '+cmd',
      '-2+3',
      '@x',
      "'=quoted",
      "'plain",
      '-12.5',
      'a;b',
      'he said "hi"',
      'line, comma',
      '中文',
      ' spaced ',
      '+8613800138000',
    ];
    for (const [index, city] of texts.entries()) {
      await company.records.create(admin, 'account', {
        name: `A${index}`,
        city,
        employees: -index,
        worth: '-1.5',
        founded: '2020-02-29',
        sector: 'tech',
      });
    }
    const [first, second] = await all('account');
    await company.records.create(admin, 'account', {
      name: 'Z; "quoted"',
      parent: first?.id,
      partners: [first?.id, second?.id],
      keeper: rep.viewer.id,
    });
    const linked = (await all('account')).find(({ name }) => name === 'Z; "quoted"');
    await company.records.update(
      admin,
      'account',
      first?.id ?? '',
      { partners: [linked?.id] },
      { version: 'any' },
    );
    const text = async () => {
      let csv = '';
      for await (const chunk of company.records.export(admin, 'account', { fields: exported })) csv += chunk;
      return csv;
    };
    const exported = [
      'name',
      'city',
      'employees',
      'worth',
      'founded',
      'sector',
      'parent',
      'partners',
      'keeper',
      'owner',
    ];
    const csv = await text();
    for (const cell of csv.split(/[,\n]/)) expect(cell).not.toMatch(/^"?[=+@]/);
    expect(csv).toContain('Rob');
    for (const table of ['account', 'account__partners'])
      await company.db.query(sql`delete from ${sql.id('records', table)}`);
    expect(counts(await load('account', csv, { key: 'name' }))).toEqual(['done', 14, 14, 0, 0, 0]);
    expect(await text()).toBe(csv);
    expect(counts(await load('account', csv, { key: 'name' }))).toEqual(['done', 14, 0, 0, 14, 0]);
  });

  it('[IM20] a workbook that was exported and imported again gives the same records, in every form of an export', async () => {
    const texts = ['=1+1', "'=x", '<&>', '_x0041_', ' spaced ', '中文 😀', '-12.5', '0012'];
    for (const [index, city] of texts.entries())
      await company.records.create(admin, 'account', {
        name: `A${index}`,
        city,
        employees: index - 5,
        worth: '12345678901234.5',
      });
    await company.records.create(admin, 'account', {
      name: 'Z',
      parent: (await all('account'))[0]?.id,
      keeper: rep.viewer.id,
    });
    const fields = ['name', 'city', 'employees', 'worth', 'parent', 'keeper'];
    const exported = async (options: Parameters<typeof company.records.export>[3]) => {
      const pieces: Buffer[] = [];
      for await (const piece of company.records.export(admin, 'account', { fields }, options))
        pieces.push(Buffer.from(piece));
      return Buffer.concat(pieces);
    };
    const before = (await exported({})).toString();
    for (const options of [
      { format: 'xlsx' },
      { format: 'xlsx', relations: 'id' },
      { format: 'csv', mark: true, header: 'label' },
    ] as const) {
      const file = await exported(options);
      if (options.relations !== 'id') await company.db.query(sql`delete from records.account`);
      const done = await load('account', file, { key: 'name' });
      const kept = options.relations === 'id';
      expect([options, ...counts(done)]).toEqual([options, 'done', 9, kept ? 0 : 9, 0, kept ? 9 : 0, 0]);
      expect((await exported({})).toString()).toBe(before);
    }
    const aborted = company.records.export(admin, 'account', {}, { format: 'xlsx' })[Symbol.asyncIterator]();
    await aborted.next();
    await aborted.return?.(undefined);
    await expect(exported({ format: 'xlsx' })).resolves.toBeDefined();
  });

  it('[IM17] takes 8,800 rows with dirt among them', async () => {
    const accounts = Array.from({ length: 85 }, (_, index) => `Account ${index}`);
    await load('account', `name\n${accounts.join('\n')}\n`);
    const stages = ['won', 'won', 'lost', 'open'];
    const lines = Array.from({ length: 8_800 }, (_, index) => {
      const account = index % 6 === 5 ? '' : accounts[index % 85];
      const broken = index % 1_000 === 999;
      return `D${index},${account},${broken ? 'Nope' : stages[index % 4]},${broken ? 'x' : `${index}.12345`},2017-03-01`;
    });
    const csv = `number,account,stage,value,closed\n${lines.join('\n')}\n`;
    const refused = await load('deal', csv, { key: 'number' });
    expect(counts(refused)).toEqual(['failed', 8_800, 0, 0, 0, 8]);
    expect(refused.errors).toHaveLength(16);
    expect(await all('deal')).toEqual([]);
    const heard: number[] = [];
    const done = await company.records.import(
      admin,
      'deal',
      Readable.from([csv]),
      { key: 'number', onError: 'skip' },
      (rows) => heard.push(rows),
    );
    expect(counts(done)).toEqual(['done', 8_800, 8_792, 0, 0, 8]);
    expect(heard.at(-1)).toBe(8_800);
    const { rows } = await company.records.aggregate(admin, 'deal', {
      measures: [
        { id: 'n', aggregate: 'count' },
        { id: 'none', aggregate: 'count', where: { empty: [{ var: 'account' }] } },
        { id: 'sum', aggregate: 'sum', field: 'value' },
      ],
    });
    const good = Array.from({ length: 8_800 }, (_, index) => index).filter((index) => index % 1_000 !== 999);
    const exact = good.reduce((sum, index) => sum + BigInt(index) * 100_000n + 12_345n, 0n);
    expect(rows[0]?.values).toEqual({
      n: '8792',
      none: String(good.filter((index) => index % 6 === 5).length),
      sum: `${exact / 100_000n}.${String(exact % 100_000n).padStart(5, '0')}`.replace(/0+$/, ''),
    });
    expect(counts(await load('deal', csv, { key: 'number', onError: 'skip' }))).toEqual([
      'done',
      8_800,
      0,
      0,
      8_792,
      8,
    ]);
  });

  it('[IM19] a file and the same records one by one leave the same records and the same log', async () => {
    const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
    let state = seed;
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const pick = (values: readonly string[]) => values[random(values.length)] ?? '';
    const rows = Array.from({ length: 60 }, (_, index) => ({
      name: `R${index}`,
      city: pick(['', '上海', 'a "b"', "'=x", 'x;y', '0', '😀']),
      sector: pick(['', 'tech', 'retail']),
      employees: pick(['', '0', '-7', '42']),
      founded: pick(['', '2020-02-29', '1999-12-31']),
      worth: pick(['', '0.10', '123456789123456.12', '-3']),
    }));
    type Line = (typeof rows)[number];
    const header: (keyof Line)[] = ['name', 'city', 'sector', 'employees', 'founded', 'worth'];
    const cell = (text: string) => `"${neutralise(text).replaceAll('"', '""')}"`;
    const csv = [header.join(','), ...rows.map((row) => header.map((id) => cell(row[id])).join(','))].join(
      '\n',
    );

    const traces = async () => {
      const items = (await all('account')).map(({ id, created_at, updated_at, ...rest }) => rest);
      const log = await company.db.query(
        sql`select action, version, changes, release, by_id from tenon.changes order by changes->'name'->>1`,
      );
      return { seed, items, log };
    };
    await load('account', csv, {}, company.system);
    const imported = await traces();
    for (const table of ['records.account', 'tenon.changes']) {
      await company.db.query(sql`delete from ${sql.id(...table.split('.'))}`);
    }
    for (const { employees, ...row } of rows) {
      const body = { ...row, employees: employees === '' ? null : Number(employees) };
      const given = Object.fromEntries(
        Object.entries(body).filter(([, value]) => value !== '' && value !== null),
      );
      await company.records.create(company.system, 'account', given);
    }
    expect(await traces()).toEqual(imported);
  });
});
