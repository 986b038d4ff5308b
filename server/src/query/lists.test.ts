import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import type { RecordQuery } from '@tenon/model';
import { authorizeSelect, entityFor } from './authorize.ts';
import { compileSelect } from './compile/select.ts';
import { limits } from './limits.ts';
import { parseSelect } from './parse.ts';
import { answer, type Dataset, openDataset } from './testing/dataset.ts';

let company: Dataset['company'];
let admin: Dataset['admin'];
let rep: Dataset['rep'];
let id: Dataset['id'];
let names: Dataset['names'];
beforeAll(async () => {
  ({ company, admin, rep, id, names } = await openDataset());
});
afterAll(() => company?.close());

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** Rows that the leaves of a plan read. */
function rowsTouched(node: PlanNode | undefined): number {
  if (!node) throw new Error('No plan');
  const below = (node.Plans ?? []).reduce((sum, child) => sum + rowsTouched(child), 0);
  return node.Plans ? below : node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0);
}

describe('lists', () => {
  it('[QY1] takes the order of the entity, by the rules of texts, empties last both ways', async () => {
    expect(await names(admin, {})).toEqual(['äpfel', 'apple', 'Banana 100%', 'Zürich AG', '中文公司']);
    expect(
      await names(admin, { sort: [{ field: 'employees' }, { field: 'name', direction: 'desc' }] }),
    ).toEqual(['中文公司', 'Zürich AG', 'apple', 'äpfel', 'Banana 100%']);
    expect(
      await names(admin, { sort: [{ field: 'employees', direction: 'desc' }, { field: 'name' }] }),
    ).toEqual(['äpfel', 'apple', 'Zürich AG', '中文公司', 'Banana 100%']);
  });

  it('[QY2] gives every record once, whatever the order and the size of pages', async () => {
    const sorts: RecordQuery['sort'][] = [
      undefined,
      [{ field: 'id', direction: 'desc' }],
      [{ field: 'created_at', direction: 'desc' }],
      [{ field: 'created_at' }],
      [{ field: 'employees' }],
      [{ field: 'employees', direction: 'desc' }],
      [{ field: 'city', direction: 'desc' }, { field: 'employees' }],
      [{ field: 'parent.name', direction: 'desc' }],
      [{ field: 'sector' }, { field: 'id', direction: 'desc' }, { field: 'name' }],
    ];
    for (const sort of sorts) {
      const whole = await names(admin, { sort });
      expect(whole).toHaveLength(5);
      for (const limit of [1, 2, 3, 5]) {
        const paged: unknown[] = [];
        let after: string | undefined;
        do {
          const page = await company.records.query(admin, 'account', { sort, limit, after });
          paged.push(...page.items.map(({ name }) => name));
          after = page.next ?? undefined;
        } while (after !== undefined);
        expect(paged).toEqual(whole);
      }
    }
  });

  it('[QY3] takes a cursor for the query alone that gave it', async () => {
    const { next } = await company.records.query(admin, 'account', { limit: 1 });
    const cursor = next ?? '';
    const forged = (change: object) => {
      const read = JSON.parse(Buffer.from(cursor, 'base64url').toString());
      return Buffer.from(JSON.stringify({ ...read, ...change })).toString('base64url');
    };
    const queries: RecordQuery[] = [
      { after: cursor, sort: [{ field: 'city' }] },
      { after: cursor, search: 'a' },
      { after: cursor, where: { '==': [{ var: 'city' }, 'x'] } },
      { after: '' },
      { after: 'x' },
      { after: 7 as never },
      { after: forged({ i: 'x' }) },
      { after: forged({ v: [] }) },
      { after: forged({ v: [{}] }) },
      { after: forged({ s: 'x' }) },
      { after: 'a'.repeat(5_000) },
    ];
    for (const query of queries)
      expect(JSON.parse(await answer(() => company.records.query(admin, 'account', query))).code).toBe(
        'invalid-cursor',
      );
    const { next: byDate } = await company.records.query(admin, 'account', {
      limit: 1,
      sort: [{ field: 'founded' }],
    });
    const read = JSON.parse(Buffer.from(byDate ?? '', 'base64url').toString());
    const broken = Buffer.from(JSON.stringify({ ...read, v: ["'; drop table x"] })).toString('base64url');
    expect(
      JSON.parse(
        await answer(() =>
          company.records.query(admin, 'account', { after: broken, sort: [{ field: 'founded' }] }),
        ),
      ).code,
    ).toBe('invalid-cursor');
  });

  it('[QY4] filters, over relations too', async () => {
    expect(await names(admin, { where: { '==': [{ var: 'city' }, '上海'] } })).toEqual(['apple', '中文公司']);
    expect(await names(admin, { where: { '==': [{ var: 'parent.city' }, '上海'] } })).toEqual(['äpfel']);
    expect(
      await names(admin, { where: { '>': [{ count: ['deals', { '==': [{ var: 'stage' }, 'won'] }] }, 1] } }),
    ).toEqual(['apple']);
    expect(
      await names(admin, { where: { exists: ['partners', { '==': [{ var: 'name' }, 'apple'] }] } }),
    ).toEqual(['äpfel']);
    expect(await names(rep, { where: { '==': [{ var: 'owner' }, { var: 'viewer.id' }] } })).toEqual([]);
    const mine = { '==': [{ var: 'owner' }, { var: 'viewer.id' }] };
    const { items } = await company.records.query(rep, 'deal', { where: mine, fields: ['number'] });
    expect(items.map(({ number }) => number).sort()).toEqual(['D1', 'D2', 'D5']);
    const beyond = { '==': [{ var: 'viewer.capacity' }, 5] };
    expect(await answer(() => company.records.query(rep, 'deal', { where: beyond }))).toMatch(
      /unknown-field/,
    );
  });

  it('[QY5] searches the stated fields for the text as it stands', async () => {
    expect(await names(admin, { search: '100%' })).toEqual(['Banana 100%']);
    expect(await names(admin, { search: '_' })).toEqual(['Banana 100%']);
    expect(await names(admin, { search: 'zürich' })).toEqual(['Zürich AG']);
    expect(await names(admin, { search: '上海' })).toEqual(['apple', '中文公司']);
    expect(await names(admin, { search: '\\' })).toEqual([]);
    expect(await names(admin, { search: 'gold' })).toEqual(['apple', 'Banana 100%']);
    expect(await names(rep, { search: 'gold' })).toEqual([]);
  });

  it('[QY6] selects paths, and titles through the rights of the viewer', async () => {
    const fields = ['number', 'account', 'account.city', 'owner'];
    const where = { '==': [{ var: 'number' }, 'D1'] };
    const { items } = await company.records.query(admin, 'deal', { where, fields, titles: true });
    expect(items).toEqual([
      {
        id: id('D1'),
        version: 1,
        number: 'D1',
        account: id('apple'),
        'account.city': '上海',
        owner: rep.viewer.id,
        $titles: { account: 'apple', owner: 'Rob' },
      },
    ]);
    // A rep may not read users, so an owner stays an id.
    const [own] = (
      await company.records.query(rep, 'deal', { where, fields: ['account', 'owner'], titles: true })
    ).items;
    expect(own).toMatchObject({ owner: rep.viewer.id, $titles: { account: 'apple' } });
    expect(own?.$titles).not.toHaveProperty('owner');
  });

  it('[QY7] counts exactly up to the limit and estimates above it, saying which', async () => {
    expect((await company.records.query(admin, 'account', { count: 'bounded', limit: 2 })).count).toEqual({
      value: 5,
      exact: true,
    });
    expect((await company.records.query(rep, 'deal', { count: 'bounded', limit: 1 })).count).toEqual({
      value: 3,
      exact: true,
    });
    await company.db.query(
      sql`insert into records.account (id, created_at, updated_at, version, name, deleted_at) select gen_random_uuid(), now(), now(), 1, 'many ' || n, case when n > 12000 then now() end from generate_series(1, 13000) n`,
    );
    try {
      await company.db.query(sql`analyze records.account`);
      const { count } = await company.records.query(admin, 'account', { count: 'bounded', limit: 1 });
      expect(count?.exact).toBe(false);
      expect(Math.abs((count?.value ?? 0) - 12_005)).toBeLessThan(1_000);
    } finally {
      await company.db.query(sql`delete from records.account where name like 'many %'`);
    }
  });

  it('[QY8] tells all that is wrong with a query at once', async () => {
    const query = {
      where: { '==': [{ var: 'citty' }, 'x'] },
      search: 5,
      sort: [{ field: 'deals' }, { by: 'x' }, { field: 'name', direction: 'up' }],
      fields: ['name', {}, 'deals', 'parent.x'],
      limit: 0,
      count: 'all',
      titles: 'yes',
      offset: 1,
    };
    const { code, errors } = JSON.parse(
      await answer(() => company.records.query(admin, 'account', query as never)),
    );
    expect(code).toBe('invalid-query');
    expect(errors.map((error: { pointer: string }) => error.pointer).sort()).toEqual(
      [
        '/count',
        '/fields/1',
        '/fields/2',
        '/fields/3',
        '/limit',
        '/offset',
        '/search',
        '/sort/0/field',
        '/sort/1/by',
        '/sort/1/field',
        '/sort/2/direction',
        '/titles',
        '/where/==/0/var',
      ].sort(),
    );
  });

  it('[QY9] holds its limits', async () => {
    const queries: RecordQuery[] = [
      { limit: 501 },
      { limit: 1e9 },
      { fields: Array.from({ length: 201 }, () => 'name') },
      { sort: Array.from({ length: 6 }, () => ({ field: 'name' })) },
      { search: 'x'.repeat(201) },
    ];
    for (const query of queries)
      expect(JSON.parse(await answer(() => company.records.query(admin, 'account', query))).code).toBe(
        'limit-exceeded',
      );
    let deep: object = { '==': [{ var: 'city' }, 'x'] };
    for (let depth = 0; depth < 10_000; depth++) deep = { '!': [deep] };
    const refused = await answer(() => company.records.query(admin, 'account', { where: deep as never }));
    expect(JSON.parse(refused).code).toBe('invalid-query');
    expect(limits.pageSize).toBe(500);
  });

  it('[QY10] refuses objects, lists and texts where others are due, never with a fault of ours', async () => {
    const odd: unknown[] = [
      null,
      5,
      'x',
      true,
      [],
      {},
      [[]],
      [null],
      { a: 1 },
      { __proto__: null, toString: 1 },
      '__proto__',
      ['constructor'],
    ];
    for (const key of ['where', 'search', 'sort', 'fields', 'limit', 'after', 'count', 'titles', 'deleted']) {
      for (const value of odd)
        await answer(() => company.records.query(admin, 'account', { [key]: value } as never));
    }
    for (const key of ['where', 'groupBy', 'measures', 'sort', 'limit']) {
      for (const value of odd)
        await answer(() =>
          company.records.aggregate(admin, 'account', {
            measures: [{ id: 'n', aggregate: 'count' }],
            [key]: value,
          } as never),
        );
    }
    for (const value of odd) {
      await answer(() => company.records.query(admin, 'account', value as never));
      await answer(() => company.records.aggregate(admin, 'account', value as never));
    }
    expect(await names(admin, {})).toHaveLength(5);
  });

  it('[QY23] reads no more of a long list than the page, wherever the page is', async () => {
    await company.db.query(
      sql`insert into records.account (id, created_at, updated_at, version, name, employees) select gen_random_uuid(), now() - n * interval '1 second', now(), 1, 'long ' || n, n % 7 from generate_series(1, 20000) n`,
    );
    try {
      await company.db.query(sql`analyze records.account`);
      const entity = entityFor(admin, 'account');
      for (const sort of [
        [{ field: 'name' }],
        [{ field: 'created_at', direction: 'desc' }],
        [{ field: 'id' }],
      ] as const) {
        const at = async (after: string | undefined) => {
          const { node } = parseSelect(admin, entity, { sort, limit: 50, after });
          const { statement } = compileSelect(admin, authorizeSelect(admin, node));
          const [plan] = await company.db.query<{ 'QUERY PLAN': readonly [{ Plan: PlanNode }] }>(
            sql`explain (analyze, format json) ${statement}`,
          );
          return rowsTouched(plan?.['QUERY PLAN'][0].Plan);
        };
        expect(await at(undefined)).toBeLessThan(500);
        let after: string | undefined;
        for (let page = 0; page < 21; page++) {
          const { next } = await company.records.query(admin, 'account', {
            sort,
            limit: 500,
            after,
            fields: [],
          });
          after = next ?? undefined;
        }
        expect(await at(after)).toBeLessThan(500);
      }
    } finally {
      await company.db.query(sql`delete from records.account where name like 'long %'`);
    }
  });
});
