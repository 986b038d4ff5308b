import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import type { ImportMapping } from '@tenon/model';
import { refusal } from '../testing/asking.ts';
import { counts, type Importing, openImporting } from '../testing/importing.ts';

let company: Importing['company'];
let rep: Importing['rep'];
let load: Importing['load'];
let all: Importing['all'];
let logged: Importing['logged'];
let empty: Importing['empty'];
beforeAll(async () => {
  ({ company, rep, load, all, logged, empty } = await openImporting());
});
afterAll(() => company?.close());
beforeEach(() => empty());

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
