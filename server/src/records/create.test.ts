import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import type { Context } from '../context.ts';
import { newId } from '../ids.ts';
import { dump, fresh, refusal } from './testing/asking.ts';
import { type Company, openCompany } from './testing/company.ts';

let company: Company;
let admin: Context;
let rep: Context;
let other: Context;
beforeAll(async () => {
  company = await openCompany();
  admin = await company.person('Ada', ['administrator']);
  rep = await company.person('Rob', ['rep']);
  other = await company.person('Olga', ['rep']);
});
afterAll(() => company?.close());

describe('create', () => {
  it('[RC1] gives back what was written, with defaults, version 1 and the creator as owner', async () => {
    const name = fresh();
    const made = await company.records.create(admin, 'account', {
      name,
      worth: '123456789123456.12',
      employees: 12,
      founded: '2020-02-29',
      city: '上海 🏙',
    });
    expect(made).toMatchObject({
      name,
      worth: '123456789123456.12',
      employees: 12,
      founded: '2020-02-29',
      city: '上海 🏙',
      tier: 'standard',
      version: 1,
      owner: admin.viewer.id,
      created_by: admin.viewer.id,
      sector: null,
    });
    expect(await company.records.read(admin, 'account', made.id)).toEqual(made);
  });

  it('[RC2] writes one row of the log with the values, in the same transaction', async () => {
    const made = await company.records.create(admin, 'account', { name: fresh() });
    const rows = await company.db.query(sql`select * from tenon.changes where record_id = ${made.id}`);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      entity: 'account',
      action: 'create',
      version: 1,
      source: 'api',
      by_id: admin.viewer.id,
    });
    expect(rows[0]?.changes).toEqual({
      name: [null, made.name],
      tier: [null, 'standard'],
      owner: [null, admin.viewer.id],
    });
  });

  it('[RC3] tells all mistakes at once, each with its pointer, and changes nothing', async () => {
    const before = await dump(company.db);
    const { code, errors } = await refusal(
      company.records.create(admin, 'account', {
        sector: 'mars',
        employees: 'many',
        founded: '2021-02-30',
        id: newId(),
        version: 7,
        created_at: '2020-01-01T00:00:00Z',
        deleted_at: null,
        is_admin: true,
        score: 3,
        deals: [],
        __proto__x: 1,
        city: { evil: true },
        worth: 12,
        parent: newId(),
      }),
    );
    expect(code).toBe('invalid-values');
    const found = Object.fromEntries(errors.map((error) => [error.pointer, error.code]));
    expect(found).toEqual({
      '/sector': 'invalid-value',
      '/employees': 'invalid-value',
      '/founded': 'invalid-value',
      '/id': 'system-field',
      '/version': 'system-field',
      '/created_at': 'system-field',
      '/deleted_at': 'system-field',
      '/is_admin': 'unknown-field',
      '/score': 'read-only-field',
      '/deals': 'read-only-field',
      '/__proto__x': 'unknown-field',
      '/city': 'invalid-value',
      '/worth': 'invalid-value',
      '/parent': 'unknown-reference',
      '/name': 'required',
    });
    expect(await dump(company.db)).toEqual(before);
  });

  it('[RC4] answers for prototype keys as for any unknown field', async () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const body = JSON.parse(`{"name":"x","${key}":{"polluted":true}}`) as { [field: string]: unknown };
      expect(await refusal(company.records.create(admin, 'account', body))).toMatchObject({
        code: 'invalid-values',
        errors: [{ pointer: `/${key}`, code: 'unknown-field' }],
      });
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('[RC5] names the field of a unique conflict; deleted records do not count', async () => {
    const name = fresh();
    const email = 'Anna@example.com';
    const made = await company.records.create(admin, 'account', { name, email });
    const conflict = { code: 'unique-conflict', errors: [{ pointer: '/name', code: 'not-unique' }] };
    expect(await refusal(company.records.create(admin, 'account', { name }))).toMatchObject(conflict);
    expect(
      await refusal(company.records.create(admin, 'account', { name: fresh(), email: email.toLowerCase() })),
    ).toMatchObject({ errors: [{ pointer: '/email' }] });
    await company.records.delete(admin, 'account', made.id, { version: 1 });
    const again = await company.records.create(admin, 'account', { name });
    expect(await refusal(company.records.restore(admin, 'account', made.id))).toMatchObject(conflict);
    await company.records.delete(admin, 'account', again.id, { version: 'any' });
    expect(await company.records.restore(admin, 'account', made.id)).toMatchObject({
      name,
      email,
      version: 3,
    });
  });

  it('[RC6] refuses what Postgres cannot hold', async () => {
    for (const name of ['a\0b', 'half \ud800']) {
      expect(await refusal(company.records.create(admin, 'account', { name }))).toMatchObject({
        errors: [{ pointer: '/name', code: 'invalid-text' }],
      });
    }
  });

  it('[RC7] keeps links both ways, and tells them in the log', async () => {
    const [a, b] = [
      await company.records.create(admin, 'account', { name: fresh() }),
      await company.records.create(admin, 'account', { name: fresh() }),
    ];
    const made = await company.records.create(admin, 'account', { name: fresh(), partners: [b.id, a.id] });
    expect(made.partners).toEqual([a.id, b.id].sort());
    const read = await company.records.read(admin, 'account', made.id, { titles: true });
    expect(read.$titles?.partners).toEqual(
      [a, b].sort((x, y) => (x.id < y.id ? -1 : 1)).map(({ name }) => name),
    );
    const changed = await company.records.update(
      admin,
      'account',
      made.id,
      { partners: [b.id] },
      { version: 1 },
    );
    expect(changed).toMatchObject({ partners: [b.id], version: 2 });
    expect(await company.records.read(admin, 'account', made.id)).toEqual(changed);
    const cleared = await company.records.update(admin, 'account', made.id, { partners: [] }, { version: 2 });
    expect(cleared.partners).toBeNull();
    const { items } = await company.records.history(admin, 'account', made.id);
    expect(items[0]?.changes[0]).toMatchObject({
      field: 'partners',
      from: [b.id],
      to: null,
      fromText: b.name,
      toText: '',
    });
  });

  it('[RC8] undoes a record that the rule for creating forbids', async () => {
    const before = await dump(company.db);
    expect(
      await refusal(company.records.create(rep, 'deal', { number: fresh('D'), owner: null })),
    ).toMatchObject({ code: 'not-allowed' });
    expect(await dump(company.db)).toEqual(before);
    expect(await company.records.create(rep, 'deal', { number: fresh('D') })).toMatchObject({
      owner: rep.viewer.id,
    });
  });

  it('[RC9] gives records to others only with the right to assign, and leaves a decision', async () => {
    const before = await dump(company.db);
    expect(
      await refusal(company.records.create(rep, 'account', { name: fresh(), owner: other.viewer.id })),
    ).toMatchObject({ code: 'invalid-values' });
    expect(await dump(company.db)).toEqual(before);
    const made = await company.records.create(admin, 'deal', { number: fresh('D'), owner: rep.viewer.id });
    const decisions = await company.db.query(
      sql`select operator, kind from tenon.decisions where record_id = ${made.id}`,
    );
    expect(decisions).toEqual([{ operator: rep.viewer.id, kind: 'ownership' }]);
  });
});
