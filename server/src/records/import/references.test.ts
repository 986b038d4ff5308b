import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import type { ImportMapping } from '@tenon/model';
import { counts, type Importing, openImporting } from '../testing/importing.ts';

let company: Importing['company'];
let admin: Importing['admin'];
let rep: Importing['rep'];
let load: Importing['load'];
let all: Importing['all'];
let empty: Importing['empty'];
beforeAll(async () => {
  ({ company, admin, rep, load, all, empty } = await openImporting());
});
afterAll(() => company?.close());
beforeEach(() => empty());

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
