import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import type { Context } from '../context.ts';
import { type Company, openCompany } from '../records/testing/company.ts';
import { adviseList } from './advise.ts';

let company: Company;
let admin: Context;
beforeAll(async () => {
  company = await openCompany();
  admin = await company.person('Ada', ['administrator']);
  await company.db.query(sql`
    insert into records.account (id, created_at, updated_at, version, name, city, employees, sector)
    select gen_random_uuid(), now() - n * interval '1 minute', now(), 1, 'A' || n, 'City ' || n % 500, n % 9000,
      (array['tech', 'medical', 'retail'])[1 + n % 3]
    from generate_series(1, 60000) n`);
  await company.db.query(sql`
    insert into records.deal (id, created_at, updated_at, version, number, account, stage, value)
    select gen_random_uuid(), created_at, now(), 1, name, id, 'won', employees from records.account`);
  await company.db.query(sql`analyze records.account, records.deal`);
}, 60_000);
afterAll(() => company?.close());

const advice = (where: unknown, sort?: unknown, entity = 'account') =>
  adviseList(admin, {
    entity,
    ...(where !== undefined && { where }),
    ...(sort !== undefined && { sort }),
  } as never);
const isIn = (city: string) => ({ '==': [{ var: 'city' }, city] });

describe('[QY30] advice on lists', () => {
  it('is silent where an index serves', async () => {
    expect(await advice(undefined)).toMatchObject({ slow: false, reason: null, offer: null, total: 60_000 });
    expect(await advice(undefined, [{ field: 'created_at', direction: 'desc' }])).toMatchObject({
      slow: false,
    });
    expect(await advice({ '==': [{ var: 'owner' }, { var: 'viewer.id' }] })).toMatchObject({ slow: false });
    expect(await advice({ '==': [{ var: 'sector' }, 'tech'] })).toMatchObject({ slow: false });
    const ofAccount = { '==': [{ var: 'account' }, '00000000-0000-7000-8000-000000000000'] };
    expect(await advice(ofAccount, undefined, 'deal')).toMatchObject({ slow: false });
  });

  it('tells of an order that reads all records, and the index for it', async () => {
    const sort = [{ field: 'employees', direction: 'desc' }];
    expect(await advice(undefined, sort)).toEqual({
      slow: true,
      reads: 60_000,
      total: 60_000,
      reason: 'sort',
      offer: { id: 'by_employees', sort },
    });
    expect(await advice(isIn('City 7'), sort)).toMatchObject({
      reason: 'sort',
      offer: { id: 'by_city_employees', filter: ['city'], sort },
    });
  });

  it('the offer helps', async () => {
    await company.db.query(
      sql`create index "account.k" on records.account (city, (name collate "und-x-icu"), id) where deleted_at is null`,
    );
    await company.db.query(sql`analyze records.account`);
    expect(await advice(isIn('City 7'))).toMatchObject({ slow: false });
    await company.db.query(sql`drop index records."account.k"`);
  });

  it('tells of conditions that few fulfil, of parts of texts, of an order that lies elsewhere', async () => {
    expect(await advice({ '<': [{ var: 'employees' }, 3] })).toMatchObject({
      slow: true,
      offer: { id: 'by_employees', filter: ['employees'] },
    });
    expect(await advice({ icontains: [{ var: 'tier' }, '上海'] })).toMatchObject({
      reason: 'text',
      offer: null,
    });
    // Of a searched field the search index knows where a part of a text can be; not of one letter, nor of either.
    const has = (text: string, field = 'city') => ({ icontains: [{ var: field }, text] });
    expect(await advice(has('上海'))).toMatchObject({ slow: false });
    expect(await advice({ and: [has('上海'), has('x', 'tier')] })).toMatchObject({ slow: false });
    expect(await advice({ or: [has('上海'), has('上海', 'tier')] })).toMatchObject({ reason: 'text' });
    expect(await advice(has('x'))).toMatchObject({ reason: 'text' });
    expect(await advice(undefined, [{ field: 'account.city' }], 'deal')).toMatchObject({
      slow: true,
      offer: null,
    });
  });

  it('answers a wrong question as a query does', async () => {
    await expect(advice({ '==': [{ var: 'citi' }, 'x'] })).rejects.toMatchObject({ code: 'invalid-query' });
    await expect(advice(undefined, [{ field: 7 }])).rejects.toMatchObject({ code: 'invalid-query' });
    await expect(advice(undefined, undefined, 'nowhere')).rejects.toMatchObject({ code: 'not-found' });
  });
});
