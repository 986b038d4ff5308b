import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import type { ImportMapping, ImportResult } from '@tenon/model';
import type { Context } from '../../context.ts';
import { neutralise } from '../csv-text.ts';
import { type Company, openCompany } from '../testing/company.ts';

let company: Company;
let admin: Context;
let rep: Context;
beforeAll(async () => {
  company = await openCompany();
  admin = await company.person('Ada', ['administrator']);
  rep = await company.person('Rob', ['rep']);
});
afterAll(() => company?.close());
beforeEach(async () => {
  for (const table of [
    'records.account',
    'records.deal',
    'records.account__partners',
    'tenon.changes',
    'tenon.imports',
  ]) {
    await company.db.query(sql`delete from ${sql.id(...table.split('.'))}`);
  }
});

const load = (
  entity: string,
  csv: string | Buffer | readonly (string | Buffer)[],
  mapping: ImportMapping = {},
  context = admin,
): Promise<ImportResult> =>
  company.records.import(
    context,
    entity,
    Readable.from(typeof csv === 'string' || Buffer.isBuffer(csv) ? [csv] : [...csv]),
    mapping,
  );

const counts = ({ state, rows, created, updated, unchanged, failed }: ImportResult) => [
  state,
  rows,
  created,
  updated,
  unchanged,
  failed,
];
const all = async (entity: string, fields?: readonly string[]) =>
  (await company.records.query(admin, entity, { limit: 500, titles: true, ...(fields && { fields }) })).items;
const logged = async () =>
  Number((await company.db.query<{ count: string }>(sql`select count(*) from tenon.changes`))[0]?.count);

async function refusal(
  work: Promise<unknown>,
): Promise<{ code: string; message: string; errors: readonly { pointer: string; code: string }[] }> {
  try {
    await work;
  } catch (error) {
    const {
      code,
      message,
      errors = [],
    } = error as { code: string; message: string; errors?: readonly { pointer: string; code: string }[] };
    if (code === undefined) throw error;
    return { code, message, errors };
  }
  throw new Error('It was not refused');
}

describe('columns', () => {
  it('[IM1] finds columns by id and by label in either language, in any case, behind a byte order mark', async () => {
    const result = await load(
      'account',
      '\ufeffname,行业,CITY,Founded\nAcme,选tech,"Köln, am Rhein",2001-05-05\n中文,MEDICAL,上海,\n',
    );
    expect(counts(result)).toEqual(['done', 2, 2, 0, 0, 0]);
    expect(await all('account')).toMatchObject([
      { name: 'Acme', sector: 'tech', city: 'Köln, am Rhein', founded: '2001-05-05' },
      { name: '中文', sector: 'medical', city: '上海', founded: null },
    ]);
  });

  it('[IM2] tells all mistakes of a mapping at once, and writes nothing', async () => {
    const mapping = {
      fields: {
        name: { column: 'nam' },
        score2: { column: 'city' },
        deals: { column: 'city' },
        city: {},
        parent: { column: 'p', by: 'city', missing: 'maybe' },
      },
      key: 'city',
      mode: 'delete',
      extra: 1,
    };
    expect(
      (await refusal(load('account', 'name,city,p\na,b,c\n', mapping as never))).errors
        .map(({ pointer }) => pointer)
        .sort(),
    ).toEqual(['/extra', '/fields/city', '/fields/parent/missing', '/mode']);
    const second = await refusal(
      load('account', 'name,city,p,x\na,b,c,d\n', {
        fields: { name: { column: 'nam' }, score2: { column: 'city' }, parent: { column: 'p', by: 'city' } },
        key: 'city',
        ignore: ['y'],
      }),
    );
    expect(second.code).toBe('invalid-mapping');
    expect(second.errors.map(({ pointer, code }) => [pointer, code])).toEqual(
      expect.arrayContaining([
        ['/fields/name/column', 'unknown-column'],
        ['/fields/score2', 'unknown-field'],
        ['/fields/parent/by', 'not-unique'],
        ['/ignore', 'unknown-column'],
        ['', 'unknown-column'],
      ]),
    );
    expect(await all('account')).toEqual([]);
  });

  it('[IM3] a hidden field is no column, no key and no name to find others by', async () => {
    const code = async (entity: string, csv: string, mapping: ImportMapping) =>
      JSON.stringify((await refusal(load(entity, csv, mapping, rep))).errors);
    const hidden = await code('deal', 'number,margin\nA,1\n', {});
    const unknown = await code('deal', 'number,zzrgin\nA,1\n', {});
    expect(hidden.replaceAll('margin', '#')).toBe(unknown.replaceAll('zzrgin', '#'));
    const by = (field: string) => ({ fields: { account: { column: 'a', by: field } } });
    expect((await code('deal', 'number,a\nA,1\n', by('secret'))).replaceAll('secret', '#')).toBe(
      (await code('deal', 'number,a\nA,1\n', by('zzcret'))).replaceAll('zzcret', '#'),
    );
    expect((await code('deal', 'number\nA\n', { key: 'margin' })).replaceAll('margin', '#')).toBe(
      (await code('deal', 'number\nA\n', { key: 'zzrgin' })).replaceAll('zzrgin', '#'),
    );
    expect(await refusal(load('account', 'name\nA\n', {}, rep))).toMatchObject({ code: 'not-allowed' });
  });
});

describe('rows', () => {
  it('[IM4] names row, column, code and value of each error, and writes nothing by default', async () => {
    const csv =
      'name,sector,employees,founded,email\nGood,tech,1,2001-01-01,a@b.co\nBad,mars,many,2001-02-30,nope\n,tech,1,,\nGood,,,,\nshort\n';
    const result = await load('account', csv);
    expect(counts(result)).toEqual(['failed', 5, 0, 0, 0, 4]);
    expect(result.errors.map(({ row, column, code, value }) => [row, column, code, value])).toEqual([
      [3, 'sector', 'invalid-value', 'mars'],
      [3, 'employees', 'invalid-value', 'many'],
      [3, 'founded', 'invalid-value', '2001-02-30'],
      [3, 'email', 'invalid-value', 'nope'],
      [4, 'name', 'required', ''],
      [5, 'name', 'not-unique', 'Good'],
      [6, null, 'wrong-column-count', undefined],
    ]);
    expect(await all('account')).toEqual([]);
    expect(await logged()).toBe(0);
    const skipped = await load('account', csv, { onError: 'skip' });
    expect(counts(skipped)).toEqual(['done', 5, 1, 0, 0, 4]);
    expect(skipped.errors).toEqual(result.errors);
    expect((await all('account')).map(({ name }) => name)).toEqual(['Good']);
    expect(await logged()).toBe(1);
  });

  it('[IM5] a dry run gives the same counts and errors, and writes nothing', async () => {
    await load('account', 'name,city\nA,1\nB,2\n');
    const csv = 'name,city\nA,1\nB,3\nC,4\n';
    const dry = await load('account', csv, { key: 'name', dryRun: true });
    expect(counts(dry)).toEqual(['checked', 3, 1, 1, 1, 0]);
    expect((await all('account')).map(({ city }) => city)).toEqual(['1', '2']);
    expect(await logged()).toBe(2);
    expect(counts(await load('account', csv, { key: 'name' }))).toEqual(['done', 3, 1, 1, 1, 0]);
    const states = await company.db.query(sql`select state, rows, created from tenon.imports order by id`);
    expect(states).toEqual([
      { state: 'done', rows: 2, created: 2 },
      { state: 'checked', rows: 3, created: 1 },
      { state: 'done', rows: 3, created: 1 },
    ]);
  });

  it('[IM6] run again with a key it changes nothing; without one the same file is refused', async () => {
    const csv = 'name,employees,email\nA,1,A@x.io\nB,2,\n';
    expect(counts(await load('account', csv, { key: 'name' }))).toEqual(['done', 2, 2, 0, 0, 0]);
    expect(counts(await load('account', csv, { key: 'name' }))).toEqual(['done', 2, 0, 0, 2, 0]);
    expect(counts(await load('account', 'name,email\nA2,a@X.io\n', { key: 'email' }))).toEqual([
      'done',
      1,
      0,
      1,
      0,
      0,
    ]);
    expect(await logged()).toBe(3);
    const deals = 'number,stage\n1,won\n2,open\n';
    await load('deal', deals);
    await company.db.query(sql`update records.deal set number = number || 'x'`);
    expect(await refusal(load('deal', [deals.slice(0, 9), deals.slice(9)]))).toMatchObject({
      code: 'state-conflict',
    });
    expect(await all('deal')).toHaveLength(2);
  });

  it('[IM7] modes create and update hold', async () => {
    await load('account', 'name,city\nA,1\n');
    expect((await load('account', 'name,city\nA,2\n', { key: 'name', mode: 'create' })).errors).toMatchObject(
      [{ row: 2, code: 'not-unique' }],
    );
    const updated = await load('account', 'name,city\nA,2\nB,3\n', {
      key: 'name',
      mode: 'update',
      onError: 'skip',
    });
    expect(counts(updated)).toEqual(['done', 2, 0, 1, 0, 1]);
    expect(updated.errors).toMatchObject([{ row: 3, column: 'name', code: 'not-found' }]);
    expect(await refusal(load('account', 'name\nA\n', { mode: 'update' }))).toMatchObject({
      code: 'invalid-mapping',
    });
  });

  it('[IM8] a key that comes again updates what its first row wrote', async () => {
    const result = await load('account', 'name,city\nA,1\nA,2\nA,2\n', { key: 'name' });
    expect(counts(result)).toEqual(['done', 3, 1, 1, 1, 0]);
    expect(await all('account')).toMatchObject([{ name: 'A', city: '2', version: 2 }]);
  });
});

describe('references', () => {
  it('[IM9] finds records by title or a unique field, maps values first, and says what is not there', async () => {
    await load('account', 'name,email\nGTX Pro,g@x.io\nTwin,\n');
    const mapping: ImportMapping = { fields: { account: { column: 'firm', values: { GTXPro: 'GTX Pro' } } } };
    expect(counts(await load('deal', 'number,firm\n1,GTXPro\n2,GTX Pro\n3,\n', mapping))).toEqual([
      'done',
      3,
      3,
      0,
      0,
      0,
    ]);
    expect((await all('deal')).map(({ $titles }) => $titles?.account)).toEqual(
      expect.arrayContaining(['GTX Pro', 'GTX Pro', undefined]),
    );
    const failed = await load('deal', 'number,firm\n4,Nowhere\n', mapping);
    expect(failed.errors).toEqual([
      {
        row: 2,
        column: 'firm',
        code: 'unknown-reference',
        message: "There is no account named 'Nowhere'",
        value: 'Nowhere',
      },
    ]);
    expect(
      counts(
        await load('deal', 'number,account\n5,G@X.IO\n', {
          fields: { account: { column: 'account', by: 'email' } },
        }),
      ),
    ).toEqual(['done', 1, 1, 0, 0, 0]);
    expect(
      counts(
        await load('deal', 'number,account\n6,Nowhere\n', {
          fields: { account: { column: 'account', missing: 'empty' } },
        }),
      ),
    ).toEqual(['done', 1, 1, 0, 0, 0]);
    const made = await load('deal', 'number,account\n7,New Co\n8,New Co\n', {
      fields: { account: { column: 'account', missing: 'create' } },
    });
    expect(counts(made)).toEqual(['done', 2, 2, 0, 0, 0]);
    expect((await all('account')).filter(({ name }) => name === 'New Co')).toMatchObject([
      { tier: 'standard' },
    ]);
  });

  it('[IM10] refers to rows further down, across batches and in rings, with whole rows in the log', async () => {
    const rows = Array.from({ length: 2_500 }, (_, index) => `N${index},N${(index * 7 + 2_400) % 2_500}`);
    const result = await load('account', `name,parent\n${rows.join('\n')}\nSelf,Self\n`, { key: 'name' });
    expect(counts(result)).toEqual(['done', 2_501, 2_501, 0, 0, 0]);
    const [wrong] = await company.db.query<{ count: string }>(
      sql`select count(*) from records.account a left join records.account p on p.id = a.parent where p.id is null`,
    );
    expect(wrong?.count).toBe('0');
    const [first] = (
      await company.records.query(admin, 'account', {
        where: { '==': [{ var: 'name' }, 'N1'] },
        titles: true,
      })
    ).items;
    expect(first?.$titles?.parent).toBe('N2407');
    const [change] = await company.db.query<{ changes: unknown }>(
      sql`select changes from tenon.changes where record_id = ${first?.id}`,
    );
    expect(change?.changes).toMatchObject({ name: [null, 'N1'], parent: [null, first?.parent] });
    expect(counts(await load('account', `name,parent\n${rows.join('\n')}\n`, { key: 'name' }))).toEqual([
      'done',
      2_500,
      0,
      0,
      2_500,
      0,
    ]);
  });

  it('[IM11] a name that no row brings is an error, made, or left empty', async () => {
    const csv = 'name,parent\nA,B\nB,Ghost\nC,\n';
    const map = (missing: 'error' | 'create' | 'empty', more: ImportMapping = {}): ImportMapping => ({
      key: 'name',
      fields: { parent: { column: 'parent', missing } },
      ...more,
    });
    const failed = await load('account', csv, map('error'));
    expect(counts(failed)).toEqual(['failed', 3, 0, 0, 0, 1]);
    expect(failed.errors).toMatchObject([
      { row: 3, column: 'parent', code: 'unknown-reference', value: 'Ghost' },
    ]);
    expect(await all('account')).toEqual([]);
    const empty = await load('account', csv, map('empty'));
    expect(counts(empty)).toEqual(['done', 3, 3, 0, 0, 0]);
    expect((await all('account')).map(({ name, $titles }) => [name, $titles?.parent])).toEqual([
      ['A', 'B'],
      ['B', undefined],
      ['C', undefined],
    ]);
    const [change] = await company.db.query<{ changes: object }>(
      sql`select changes from tenon.changes where changes->'name'->>1 = 'B'`,
    );
    expect(change?.changes).not.toHaveProperty('parent');
    const made = await load('account', csv, map('create'));
    expect(counts(made)).toEqual(['done', 3, 0, 1, 2, 0]);
    expect((await all('account')).map(({ name, $titles }) => [name, $titles?.parent])).toEqual([
      ['A', 'B'],
      ['B', 'Ghost'],
      ['C', undefined],
      ['Ghost', undefined],
    ]);
  });

  it('[IM12] owners need the right to assign and leave decisions', async () => {
    expect(counts(await load('deal', 'number,owner\n1,Rob\n2,\n'))).toEqual(['done', 2, 2, 0, 0, 0]);
    const [deal] = (await company.records.query(admin, 'deal', { where: { '==': [{ var: 'number' }, '1'] } }))
      .items;
    expect(deal?.owner).toBe(rep.viewer.id);
    expect(
      await company.db.query(sql`select operator from tenon.decisions where record_id = ${deal?.id}`),
    ).toEqual([{ operator: rep.viewer.id }]);
    // A rep's rule for creating wants his own deals, and nobody is named by those who may not read users.
    const own = await load('deal', 'number\n7\n8\n', { onError: 'skip' }, rep);
    expect(counts(own)).toEqual(['done', 2, 0, 0, 0, 2]);
    expect(own.errors).toMatchObject([
      { row: 2, code: 'not-allowed' },
      { row: 3, code: 'not-allowed' },
    ]);
  });
});

describe('files', () => {
  it('[IM13] refuses what is no UTF-8 CSV, saying where, and leaves no trace but its own row', async () => {
    const gbk = Buffer.from([0xd6, 0xd0, 0xce, 0xc4]);
    const bad: [string | Buffer | readonly (string | Buffer)[], RegExp][] = [
      [[Buffer.from('name\n'), gbk], /not UTF-8/],
      [Buffer.from([0xff, 0xfe, 0x6e, 0x00]), /not UTF-8/],
      ['name\nA\0B\n', /NUL/],
      ['', /empty/],
      ['name,city\n"A,1\nB,2\n', /quote/],
      ['name\n"A"x,1\n', /quote/],
      [[Buffer.from('name\n'), Buffer.from([0xe4, 0xb8])], /not UTF-8/],
    ];
    for (const [csv, message] of bad) {
      const { code, message: told } = await refusal(load('account', csv));
      expect([code, told]).toEqual(['invalid-input', expect.stringMatching(message)]);
    }
    expect(await all('account')).toEqual([]);
    expect(await company.db.query(sql`select distinct state from tenon.imports`)).toEqual([
      { state: 'failed' },
    ]);
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
