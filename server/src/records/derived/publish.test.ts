import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { textIn } from '@tenon/documents';
import { sql } from '@tenon/expressions';
import { systemContext } from '../../identity/viewers.ts';
import { type Company, entity, fillMany, openReleases, valuesOf } from '../../releases/testing/company.ts';
import { createOwnershipGate } from '../../work/ownership/ownership.ts';
import { createRecords } from '../create-records.ts';
import { keepRollups, refreshTimed } from './index.ts';

let company: Company;
beforeAll(async () => {
  company = await openReleases();
});
afterAll(() => company?.close());

const records = createRecords({ now: () => new Date().toISOString(), ownership: createOwnershipGate() });
let now = '2026-11-20T12:00:00.000Z';
const system = () => systemContext({ db: company.db, now: () => now }, company.releases.current());
const order = entity('order', [
  { id: 'account', type: 'relation', options: { to: 'account' } },
  { id: 'amount', type: 'decimal', options: { scale: 2 } },
  { id: 'paid_on', type: 'date' },
]);
const account = (...fields: { id: string; type: string; [key: string]: unknown }[]) =>
  entity('account', [
    { id: 'orders', type: 'relation', options: { to: 'order', cardinality: 'inverse', via: 'account' } },
    ...fields,
  ]);
const spent = (where?: unknown) => ({
  id: 'spent',
  type: 'rollup',
  options: {
    relation: 'orders',
    aggregate: 'sum',
    value: { var: 'amount' },
    ...(where !== undefined && { where }),
  },
});
const publish = async (...documents: string[]) => {
  const { number: base } = company.releases.current();
  await company.releases.publish({ documents, base, note: '', by: null });
};
/** To what was live so many publishes ago. */
const rollBack = (publishes: number) =>
  company.releases.rollback(company.releases.current().number - publishes, null);
const numbers = async (field: string) =>
  new Set(
    (await valuesOf(company.db, 'account', field)).map((value) => (value === null ? null : Number(value))),
  );
const held = () => numbers('spent');

describe('publishing computed fields', () => {
  it('works roll-ups out for the records that are there, anew when they change, and again after a roll back', async () => {
    await publish(account(), order);
    await fillMany(company.db, 'account', 4_500);
    await company.db.query(sql`
      insert into records.order (id, created_at, updated_at, version, name, account, amount, paid_on)
      select gen_random_uuid(), now(), now(), 1, 'o', a.id, n * 10, '2026-11-10' from records.account a, generate_series(1, 2) n
      where a.name::integer <= 4000`);

    const plan = await company.releases.plan([account(spent()), order]);
    expect(plan.tables.map(({ change, text }) => [change, textIn(text, 'en')])).toEqual(
      expect.arrayContaining([['work_out', 'Work out account: spent for 4500 records, after publishing']]),
    );
    await publish(account(spent()), order);
    expect(await held()).toEqual(new Set([null]));
    // Found again by the doctor only when they had been worked out.
    expect(await company.releases.doctor()).toEqual([]);
    expect(await keepRollups(system())).toBe(4_500);
    expect(await keepRollups(system())).toBe(0);
    expect(await held()).toEqual(new Set([30, 0]));

    await company.db.query(sql`update records.account set spent = 1 where name = '7'`);
    expect(await company.releases.doctor()).toMatchObject([
      { code: 'rollup-differs', message: expect.stringContaining('1 records') },
    ]);

    await publish(account(spent({ '>': [{ var: 'amount' }, 15] })), order);
    // The one that somebody else had written is among them.
    expect(await keepRollups(system())).toBe(4_000);
    expect(await held()).toEqual(new Set([20, 0]));

    // The field goes, records change meanwhile, and it comes back with its column.
    await publish(account(), order);
    const [first] = (
      await records.query(system(), 'order', { where: { '>': [{ var: 'amount' }, 15] }, limit: 1 })
    ).items;
    await records.delete(system(), 'order', first?.id ?? '', { version: 'any' });
    await rollBack(1);
    expect(company.releases.current().model.entities.get('account')?.fields.get('spent')?.computed?.by).toBe(
      'rollup',
    );
    await keepRollups(system());
    expect(await company.releases.doctor()).toEqual([]);
    const [sum] = await company.db.query<{ spent: string; amounts: string }>(sql`
      select (select sum(spent) from records.account) as spent,
        (select sum(amount) from records.order where deleted_at is null and amount > 10) as amounts`);
    expect(Number(sum?.spent)).toBe(79_980);
    expect(Number(sum?.amounts)).toBe(79_980);
  }, 60_000);

  it('never puts a figure into the column of what people wrote, nor the other way round', async () => {
    await publish(account({ id: 'spent', type: 'decimal', options: { scale: 2 } }), order);
    await company.db.query(sql`update records.account set spent = 99`);
    await publish(account(spent()), order);
    await keepRollups(system());
    expect(await held()).toEqual(new Set([30, 0, expect.any(Number)]));
    await rollBack(1);
    expect(await held()).toEqual(new Set([99]));
  }, 60_000);

  it('follows windows as time passes', async () => {
    const recent = {
      id: 'recent',
      type: 'rollup',
      options: { relation: 'orders', aggregate: 'count', within: { field: 'paid_on', duration: 'P30D' } },
    };
    await publish(account(recent), order);
    await keepRollups(system());
    const count = () => numbers('recent');
    expect(await count()).toEqual(new Set([2, 1, 0]));
    now = '2026-12-20T12:00:00.000Z';
    expect(await refreshTimed(system())).toBe(4_000);
    expect(await count()).toEqual(new Set([0]));
  }, 60_000);
});
