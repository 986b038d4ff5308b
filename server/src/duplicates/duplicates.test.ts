import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import fc from 'fast-check';
import type { Context } from '../context.ts';
import { type Doubled, openDoubled } from './testing/company.ts';

let doubled: Doubled;
let agent: Context;
let reader: Context;
beforeAll(async () => {
  doubled = await openDoubled();
  agent = await doubled.company.person('Ada', ['agent']);
  reader = await doubled.company.person('Rita', ['reader']);
}, 60_000);
afterAll(() => doubled.close());

type Values = { readonly [field: string]: unknown };
const create = async (values: Values, context = doubled.administrator) =>
  (await doubled.company.records.create(context, 'customer', values)).id;
const suspectsOf = async (values: Values, context = doubled.administrator, id?: string) =>
  (await doubled.duplicates.find(context, 'customer', { values, ...(id && { id }) })).suspects.map(
    ({ id: each }) => each,
  );

describe('the live check', () => {
  it('[DU1] meets the same address, number and company however they are written', async () => {
    const id = await create({
      name: '张伟明',
      company: '上海宏图贸易有限公司',
      email: 'wei@example.com',
      phone: '+8613800138000',
    });
    await doubled.duplicates.catchUp();
    expect(await suspectsOf({ email: 'WEI+shop@Example.COM' })).toEqual([id]);
    for (const phone of ['138 0013 8000', '+86 (138) 0013-8000', '１３８００１３８０００'])
      expect([phone, await suspectsOf({ phone })]).toEqual([phone, [id]]);
    expect(await suspectsOf({ phone: '+8613800138000' })).toEqual([id]);
    expect(await suspectsOf({ company: '上海宏图贸易股份有限公司', name: '张伟明先生' })).toEqual([id]);
    expect(await suspectsOf({ company: '上海宏图贸易股份有限公司', name: '李四' })).toEqual([]);
    expect(await suspectsOf({ company: '上海宏图贸易股份有限公司' })).toEqual([]);
    // The record itself is none.
    expect(await suspectsOf({}, doubled.administrator, id)).toEqual([]);
  });

  it('[DU2] tells nobody of what they may not read', async () => {
    await create({ name: 'Unseen', email: 'unseen@example.com', secret: 'S-1' });
    const own = await create({ name: 'Own', email: 'own@example.com' }, agent);
    await doubled.duplicates.catchUp();
    expect(await suspectsOf({ email: 'unseen@example.com' }, agent)).toEqual([]);
    expect(await suspectsOf({ email: 'own@example.com' }, agent)).toEqual([own]);
    // A field that is hidden is as one that is not there.
    await expect(suspectsOf({ secret: 'S-1' }, agent)).rejects.toMatchObject({ code: 'invalid-input' });
    const nobody = await doubled.company.person('No', ['nobody']);
    await expect(suspectsOf({}, nobody)).rejects.toMatchObject({ code: 'not-found' });
    await expect(doubled.duplicates.pairs(reader, 'customer', {})).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  it.each([
    [{ values: [] }, '/values'],
    [{ values: { nmae: 1 } }, '/values/nmae'],
    [{ values: {}, id: 'x' }, '/id'],
  ])('refuses %j', async (question, pointer) => {
    await expect(doubled.duplicates.find(agent, 'customer', question as never)).rejects.toMatchObject({
      code: 'invalid-input',
      errors: [{ pointer }],
    });
  });
});

describe('rules that block', () => {
  it('[DU3] refuse on every way of writing, and name what the writer may see', async () => {
    const id = await create({ name: 'First', secret: 'Same  Code' });
    await expect(create({ secret: 'same code' })).rejects.toMatchObject({
      code: 'duplicate',
      duplicates: [{ id, title: 'First' }],
    });
    const other = await create({ name: 'Other' });
    const { records } = doubled.company;
    const { administrator } = doubled;
    await expect(
      records.update(administrator, 'customer', other, { secret: 'SAME CODE' }, { version: 'any' }),
    ).rejects.toMatchObject({ code: 'duplicate' });
    // Nothing of a refused record stays.
    expect((await records.read(administrator, 'customer', other)).secret).toBeNull();
    // The condition leaves leads out.
    await create({ name: 'Lead', secret: 'same code', lead: true });
    const file = 'name,secret\nA,same code\nB,new one\nC,New One\n';
    const result = await records.import(
      { ...administrator, source: 'import' },
      'customer',
      Readable.from([Buffer.from(file)]),
      {},
    );
    expect(result).toMatchObject({
      errors: [
        { row: 2, code: 'duplicate' },
        { row: 4, code: 'duplicate' },
      ],
    });
    await records.delete(administrator, 'customer', id, { version: 'any' });
    await create({ name: 'Again', secret: 'same code' });
    await expect(records.restore(administrator, 'customer', id)).rejects.toMatchObject({ code: 'duplicate' });
  });

  it('[DU4] let one of two pass that come at once', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 6 }, (_, index) => create({ name: `Race ${index}`, secret: 'race' })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBe(1);
  });
});

describe('pairs', () => {
  it('[DU5] keep what people said of them', async () => {
    const a = await create({ name: 'Twin', email: 'twin@example.com' });
    const b = await create({ name: 'Twin too', email: 'twin@example.com' });
    await doubled.duplicates.catchUp();
    const open = async () =>
      (await doubled.duplicates.pairs(doubled.administrator, 'customer', { limit: 100 })).items
        .map(({ records }) => records.map(({ id }) => id))
        .filter((ids) => ids.includes(a));
    expect(await open()).toEqual([[a, b].sort()]);
    await doubled.duplicates.decide(doubled.administrator, {
      entity: 'customer',
      records: [b, a],
      state: 'not-duplicate',
    });
    await doubled.company.records.update(
      doubled.administrator,
      'customer',
      a,
      { email: 'Twin@example.com' },
      { version: 'any' },
    );
    await doubled.duplicates.rebuild();
    expect(await open()).toEqual([]);
    await doubled.duplicates.decide(doubled.administrator, {
      entity: 'customer',
      records: [a, b],
      state: 'open',
    });
    expect(await open()).toEqual([[a, b].sort()]);
  });

  const seed = Number(process.env.TENON_SEED ?? Date.now() % 2 ** 31);
  it(`[DU6] are step by step what they are from scratch (TENON_SEED=${seed})`, async () => {
    const { db, records } = doubled.company;
    const value = fc.record(
      {
        name: fc.constantFrom('Anna Schmidt', 'Ana Schmidt', '王小明', '王晓明', null),
        company: fc.constantFrom('Acme Ltd', 'ACME GmbH', '宏图有限公司', '宏图', null),
        email: fc.constantFrom('a@law.example', 'A+x@law.example', 'b@law.example', null),
        lead: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    const step = fc.record({
      what: fc.constantFrom('create', 'create', 'update', 'delete', 'restore'),
      which: fc.nat(30),
      value,
    });
    const ids: string[] = [];
    const all = async () => ({
      keys: await db.query(
        sql`select rule, way, key, record_id, size from tenon.match_keys order by record_id, key`,
      ),
      pairs: await db.query(
        sql`select rule, a, b, round(score::numeric, 4) as score from tenon.duplicate_pairs where state = 'open' order by rule, a, b`,
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        for (const { what, which, value: values } of steps) {
          const id = ids[which % Math.max(1, ids.length)];
          const { administrator } = doubled;
          try {
            if (what === 'create') ids.push(await create(values));
            else if (id && what === 'update')
              await records.update(administrator, 'customer', id, values, { version: 'any' });
            else if (id && what === 'delete')
              await records.delete(administrator, 'customer', id, { version: 'any' });
            else if (id) await records.restore(administrator, 'customer', id);
          } catch (error) {
            // Deleted twice, restored while live.
            expect(['not-found', 'state-conflict']).toContain((error as { code?: string }).code);
          }
        }
        await doubled.duplicates.catchUp();
        const followed = await all();
        await doubled.duplicates.rebuild();
        expect(await all()).toEqual(followed);
        await db.query(sql`delete from tenon.match_keys`);
        await db.query(sql`delete from tenon.duplicate_pairs where state = 'open'`);
        await doubled.duplicates.rebuild();
        expect(await all()).toEqual(followed);
      }),
      { seed, numRuns: 4, endOnFailure: true },
    );
  }, 60_000);

  it('[DU13] tell a doctor what is wrong with them, and are mended by making them anew', async () => {
    const { db } = doubled.company;
    const id = await create({ name: 'Patient', email: 'patient@example.com' });
    const twin = await create({ name: 'Patient', email: 'patient@example.com' });
    await doubled.duplicates.catchUp();
    expect(await doubled.duplicates.check()).toEqual([]);
    await db.query(
      sql`update tenon.match_keys set key = key + 1 where record_id = ${sql.value(id, 'uuid')} and rule = 'contact'`,
    );
    await db.query(
      sql`update tenon.duplicate_pairs set b = 'ffffffff-ffff-7fff-8fff-ffffffffffff' where a = ${sql.value(id, 'uuid')} and b = ${sql.value(twin, 'uuid')}`,
    );
    expect(await doubled.duplicates.check()).toEqual([
      {
        code: 'duplicates-differs',
        message: expect.stringMatching(/ of contact is wrong about 1 of \d+ .*tenon reindex/),
      },
      { code: 'duplicates-differs', message: expect.stringMatching(/ of contact still has 1 records/) },
    ]);
    await doubled.duplicates.rebuild();
    expect(await doubled.duplicates.check()).toEqual([]);
  });
});
