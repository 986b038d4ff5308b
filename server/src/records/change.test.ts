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

describe('update', () => {
  it('[RC10] counts the version up, changes what is named alone, and logs old and new', async () => {
    const made = await company.records.create(admin, 'account', {
      name: fresh(),
      city: 'Bonn',
      employees: 3,
    });
    const changed = await company.records.update(
      admin,
      'account',
      made.id,
      { city: null, employees: 4 },
      { version: 1 },
    );
    expect(changed).toMatchObject({
      name: made.name,
      city: null,
      employees: 4,
      version: 2,
      updated_by: admin.viewer.id,
    });
    const { items } = await company.records.history(admin, 'account', made.id);
    expect(items.map(({ action, version }) => [action, version])).toEqual([
      ['update', 2],
      ['create', 1],
    ]);
    expect(items[0]?.by).toEqual({ id: admin.viewer.id, name: 'Ada' });
    expect(items[0]?.changes.map(({ field, from, to }) => [field, from, to])).toEqual(
      expect.arrayContaining([
        ['city', 'Bonn', null],
        ['employees', 3, 4],
      ]),
    );
  });

  it('[RC11] refuses another version with the present values as the viewer may see them', async () => {
    const made = await company.records.create(admin, 'account', { name: fresh(), secret: 'gold' });
    await company.records.update(admin, 'account', made.id, { city: 'Ulm' }, { version: 1 });
    try {
      await company.records.update(rep, 'account', made.id, { city: 'Kiel' }, { version: 1 });
      throw new Error('It was not refused');
    } catch (error) {
      const { code, current } = error as { code: string; current: { [field: string]: unknown } };
      expect(code).toBe('version-conflict');
      expect(current).toMatchObject({ city: 'Ulm', version: 2 });
      expect(current).not.toHaveProperty('secret');
    }
  });

  it('[RC12] writes nothing when nothing differs', async () => {
    const made = await company.records.create(admin, 'account', {
      name: fresh(),
      worth: '10.50',
      founded: '2020-01-01',
    });
    const before = await dump(company.db);
    expect(
      await company.records.update(
        admin,
        'account',
        made.id,
        { worth: '10.5', founded: '2020-01-01', city: '' },
        { version: 1 },
      ),
    ).toEqual(made);
    expect(await dump(company.db)).toEqual(before);
  });

  it('[RC13] loses no update among 20 parallel writers', async () => {
    const made = await company.records.create(admin, 'account', { name: fresh(), employees: 0 });
    let conflicts = 0;
    const writer = async () => {
      for (let done = 0; done < 5; ) {
        const now = await company.records.read(admin, 'account', made.id);
        try {
          await company.records.update(
            admin,
            'account',
            made.id,
            { employees: Number(now.employees) + 1 },
            { version: now.version },
          );
          done++;
        } catch (error) {
          if ((error as { code?: string }).code !== 'version-conflict') throw error;
          conflicts++;
        }
      }
    };
    await Promise.all(Array.from({ length: 20 }, writer));
    expect(await company.records.read(admin, 'account', made.id)).toMatchObject({
      employees: 100,
      version: 101,
    });
    expect(conflicts).toBeGreaterThan(0);
    const [logged] = await company.db.query<{ count: string }>(
      sql`select count(*) from tenon.changes where record_id = ${made.id}`,
    );
    expect(logged?.count).toBe('101');
  });

  it('[RC14] finds no record that the viewer may not read, and no id that is none', async () => {
    const made = await company.records.create(other, 'deal', { number: fresh('D') });
    const before = await dump(company.db);
    for (const id of [made.id, newId(), "x' or 1=1 --", '']) {
      expect(await refusal(company.records.read(rep, 'deal', id))).toMatchObject({ code: 'not-found' });
      expect(
        await refusal(company.records.update(rep, 'deal', id, { note: 'mine' }, { version: 'any' })),
      ).toMatchObject({ code: 'not-found' });
      expect(await refusal(company.records.delete(rep, 'deal', id, { version: 'any' }))).toMatchObject({
        code: 'not-found',
      });
      expect(await refusal(company.records.history(rep, 'deal', id))).toMatchObject({ code: 'not-found' });
    }
    expect(await refusal(company.records.restore(rep, 'deal', made.id))).toMatchObject({
      code: 'not-allowed',
    });
    expect(await dump(company.db)).toEqual(before);
  });

  it('[RC15] holds rights on fields: read-only ones are refused, hidden ones are unknown', async () => {
    const made = await company.records.create(admin, 'account', {
      name: fresh(),
      sector: 'tech',
      secret: 'x',
    });
    const before = await dump(company.db);
    const patch = { sector: 'retail', secret: 'y', nothing: 'z' };
    const { errors } = await refusal(
      company.records.update(rep, 'account', made.id, patch, { version: 'any' }),
    );
    expect(errors.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/sector', 'read-only-field'],
      ['/secret', 'unknown-field'],
      ['/nothing', 'unknown-field'],
    ]);
    expect(await dump(company.db)).toEqual(before);
  });

  it('[RC16] hands records over only with the right to assign', async () => {
    const made = await company.records.create(rep, 'deal', { number: fresh('D') });
    expect(
      await refusal(company.records.update(rep, 'deal', made.id, { owner: null }, { version: 1 })),
    ).toMatchObject({ code: 'not-allowed' });
    await company.records.update(admin, 'deal', made.id, { owner: other.viewer.id }, { version: 1 });
    expect(await refusal(company.records.read(rep, 'deal', made.id))).toMatchObject({ code: 'not-found' });
    expect(await company.records.read(other, 'deal', made.id)).toMatchObject({ version: 2 });
    const [decision] = await company.db.query(
      sql`select operator, by_id from tenon.decisions where record_id = ${made.id} order by id desc limit 1`,
    );
    expect(decision).toEqual({ operator: other.viewer.id, by_id: admin.viewer.id });
  });
});

describe('delete and restore', () => {
  it('[RC17] deletes out of sight and restores whole', async () => {
    const made = await company.records.create(admin, 'account', { name: fresh() });
    const deal = await company.records.create(admin, 'deal', { number: fresh('D'), account: made.id });
    await company.records.delete(admin, 'account', made.id, { version: 1 });
    expect(await refusal(company.records.read(admin, 'account', made.id))).toMatchObject({
      code: 'not-found',
    });
    const where = { '==': [{ var: 'name' }, String(made.name)] };
    expect((await company.records.query(admin, 'account', { where })).items).toEqual([]);
    expect((await company.records.query(admin, 'account', { where, deleted: true })).items).toHaveLength(1);
    expect(await refusal(company.records.query(rep, 'account', { deleted: true }))).toMatchObject({
      code: 'not-allowed',
    });
    // What refers to it reads as it is, without a title; nothing new may refer to it.
    const read = await company.records.read(admin, 'deal', deal.id, { titles: true });
    expect(read.account).toBe(made.id);
    expect(read.$titles).not.toHaveProperty('account');
    expect(
      await refusal(company.records.create(admin, 'deal', { number: fresh('D'), account: made.id })),
    ).toMatchObject({ errors: [{ pointer: '/account', code: 'unknown-reference' }] });
    expect(await company.records.restore(admin, 'account', made.id)).toMatchObject({
      name: made.name,
      version: 3,
    });
    expect(await refusal(company.records.restore(admin, 'account', made.id))).toMatchObject({
      code: 'state-conflict',
    });
  });
});

describe('bulk', () => {
  it('[RC18] changes all or none', async () => {
    const made = await Promise.all(
      [1, 2, 3].map(() => company.records.create(admin, 'account', { name: fresh() })),
    );
    const ids = made.map(({ id }) => id);
    expect(
      await company.records.bulk(admin, 'account', { action: 'update', ids, values: { city: 'Jena' } }),
    ).toEqual({ affected: 3 });
    expect(
      await company.records.bulk(admin, 'account', { action: 'update', ids, values: { city: 'Jena' } }),
    ).toEqual({ affected: 0 });
    expect(await company.records.read(admin, 'account', ids[1] ?? '')).toMatchObject({
      city: 'Jena',
      version: 2,
    });
    const before = await dump(company.db);
    expect(
      await refusal(company.records.bulk(admin, 'account', { action: 'delete', ids: [...ids, newId()] })),
    ).toMatchObject({ code: 'not-found', errors: [{ pointer: '/ids/3' }] });
    expect(
      await refusal(
        company.records.bulk(admin, 'account', { action: 'update', ids, values: { name: 'same' } }),
      ),
    ).toMatchObject({ code: 'unique-conflict' });
    expect(await refusal(company.records.bulk(rep, 'account', { action: 'delete', ids }))).toMatchObject({
      code: 'not-allowed',
    });
    expect(await dump(company.db)).toEqual(before);
    expect(await company.records.bulk(admin, 'account', { action: 'delete', ids })).toEqual({ affected: 3 });
  });

  it('[RC21] changes all that match, when they are as many as the asker counted', async () => {
    const city = `Gera ${fresh()}`;
    for (let at = 0; at < 3; at += 1) await company.records.create(admin, 'account', { name: fresh(), city });
    const where = { '==': [{ var: 'city' }, city] };
    const change = { action: 'update', values: { city: 'Jena' } } as const;
    expect(
      (await refusal(company.records.bulk(admin, 'account', { ...change, match: { where, count: 2 } }))).code,
    ).toBe('state-conflict');
    const hidden = { where: { '==': [{ var: 'secret' }, 'x'] }, count: 1 };
    expect((await refusal(company.records.bulk(rep, 'account', { ...change, match: hidden }))).code).toBe(
      'invalid-query',
    );
    expect(await company.records.bulk(admin, 'account', { ...change, match: { where, count: 3 } })).toEqual({
      affected: 3,
    });
    expect((await company.records.query(admin, 'account', { where, limit: 1 })).items).toEqual([]);
  });

  it('[RC19] takes no empty list, no missing one and no more than the limit', async () => {
    const before = await dump(company.db);
    for (const request of [
      {},
      { action: 'delete' },
      { action: 'delete', ids: [] },
      { action: 'delete', ids: null },
      { action: 'delete', ids: {} },
      { action: 'delete', ids: ['%'] },
      { action: 'update', ids: [newId()], values: {} },
      { action: 'delete', where: true },
      { action: 'delete', match: true },
      { action: 'delete', match: {} },
      { action: 'delete', match: { count: 0 } },
      { action: 'delete', ids: [newId()], match: { count: 1 } },
      { action: 'delete', match: { count: 1, sort: [] } },
    ]) {
      expect((await refusal(company.records.bulk(admin, 'account', request as never))).code).toBe(
        'invalid-input',
      );
    }
    const many = Array.from({ length: 1_001 }, () => newId());
    expect(
      (await refusal(company.records.bulk(admin, 'account', { action: 'delete', ids: many }))).code,
    ).toBe('limit-exceeded');
    expect(await dump(company.db)).toEqual(before);
  });
});

describe('history', () => {
  it('[RC20] leaves hidden fields out, and pages', async () => {
    const made = await company.records.create(admin, 'account', {
      name: fresh(),
      secret: 'gold',
      sector: 'tech',
    });
    await company.records.update(
      admin,
      'account',
      made.id,
      { secret: 'silver', keeper: rep.viewer.id },
      { version: 1 },
    );
    const seen = await company.records.history(rep, 'account', made.id);
    expect(JSON.stringify(seen)).not.toMatch(/gold|silver|secret|keeper/);
    const full = await company.records.history(admin, 'account', made.id, { limit: 1 });
    expect(full.items[0]?.changes).toContainEqual({
      field: 'keeper',
      label: 'Keeper',
      from: null,
      to: rep.viewer.id,
      fromText: '',
      toText: 'Rob',
    });
    const rest = await company.records.history(admin, 'account', made.id, {
      limit: 1,
      after: full.next ?? '',
    });
    expect(rest.items[0]).toMatchObject({ action: 'create', version: 1 });
    expect(rest.items[0]?.changes).toContainEqual({
      field: 'sector',
      label: 'Sector',
      from: null,
      to: 'tech',
      fromText: '',
      toText: 'TECH',
    });
    expect(rest.next).toBeNull();
  });
});
