import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Expression } from '@tenon/documents';
import { sql } from '@tenon/expressions';
import type { RecordBody } from '@tenon/model';
import type { Context } from '../../context.ts';
import type { Values } from '../records.ts';
import { staysOf } from '../stage-times.ts';
import { fresh, refusal } from '../testing/asking.ts';
import { type Company, openCompany } from '../testing/company.ts';
import { fillSince } from './since.ts';
import { documents } from './testing/documents.ts';

let company: Company;
let admin: Context;
let rep: Context;
let closer: Context;

beforeAll(async () => {
  company = await openCompany(documents);
  admin = await company.person('Ada', ['administrator']);
  rep = await company.person('Rex', ['rep'], { limit: '1000' });
  closer = await company.person('Cleo', ['closer']);
});
afterAll(() => company.close());

const inChinese = (context: Context): Context => ({
  ...context,
  locale: { ...context.locale, language: 'zh-CN' },
});
const customer = (values: Values = {}) =>
  company.records.create(admin, 'customer', { name: fresh('Customer'), ...values });
const contract = (values: Values = {}, context = admin) =>
  company.records.create(context, 'contract', { name: fresh('Contract'), ...values });
const update = (record: RecordBody, patch: Values, context = admin, entity = 'contract') =>
  company.records.update(context, entity, record.id, patch, { version: 'any' });
const signed = async (values: Values = {}) =>
  update(await contract({ customer: (await customer()).id, amount: '10', ...values }), {
    state: 'signed',
    signed_on: '2026-03-01',
  });
const count = async (table: string) =>
  (await company.db.query<{ n: string }>(sql`select count(*) as n from ${sql.id('records', table)}`))[0]?.n;

describe('conditions of fields', () => {
  it('[CN1] required and read-only by condition hold, at their fields and in the language of the reader', async () => {
    const draft = await contract({ customer: (await customer()).id, amount: '10' });
    const bare = await refusal(update(draft, { state: 'signed' }, inChinese(admin)));
    expect(bare).toMatchObject({
      code: 'rules-broken',
      errors: [{ pointer: '/signed_on', code: 'required', message: '“签署日期”此时不能为空' }],
    });
    const done = await update(draft, { state: 'signed', signed_on: '2026-03-01', amount: '12' });
    expect(done).toMatchObject({ state: 'signed', amount: '12' });
    expect((await refusal(update(done, { amount: '13' }))).errors).toEqual([
      { pointer: '/amount', code: 'read-only-field', message: "'Amount' may not be changed now" },
    ]);
    expect((await refusal(update(done, { signed_on: null }))).errors[0]?.pointer).toBe('/signed_on');
    // What has nothing to do with them passes, and so does what is not done by people.
    await update(done, { note: 'x' });
    expect(await update(done, { amount: '14' }, { ...admin, source: 'task' })).toMatchObject({
      amount: '14',
    });
  });

  it('[CN1] bind new records as well, but for the default of a field', async () => {
    const late = { state: 'lost', amount: '5' };
    expect((await refusal(contract(late))).errors.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/amount', 'read-only-field'],
      ['/state', 'stage-not-initial'],
    ]);
    expect(await contract({ amount: '5' })).toMatchObject({ state: 'draft', amount: '5' });
  });
});

describe('validation rules', () => {
  it('[CN2] are told at their fields with the message of the administrator, all at once, and nothing is written', async () => {
    const before = await count('contract');
    const wrong = { signed_on: '2026-03-01', ends_on: '2026-02-01', margin: '9', amount: '5' };
    const told = await refusal(contract(wrong, inChinese(admin)));
    expect(told.errors).toEqual([
      { pointer: '/ends_on', code: 'rule-broken', message: '终止日期必须晚于签署日期。' },
      { pointer: '/margin', code: 'rule-broken', message: '金额与利润不符。' },
      { pointer: '/amount', code: 'rule-broken', message: '金额与利润不符。' },
    ]);
    expect(await count('contract')).toBe(before);
  });

  it('[CN3] may walk to other records: then they are asked of what was written, and it is taken back', async () => {
    const blocked = await customer({ blocked: true });
    const before = await count('contract');
    expect((await refusal(contract({ customer: blocked.id }))).errors).toEqual([
      { pointer: '/customer', code: 'rule-broken', message: 'This customer is blocked.' },
    ]);
    expect(await count('contract')).toBe(before);
    const free = await contract();
    expect((await refusal(update(free, { customer: blocked.id }))).code).toBe('rules-broken');
    expect(await company.records.read(admin, 'contract', free.id)).toMatchObject({
      customer: null,
      version: 1,
    });
  });

  it('[CN3] may ask about related records alone: then any write of the record asks them', async () => {
    const busy = await customer();
    for (let made = 0; made < 3; made++) await contract({ customer: busy.id });
    expect((await refusal(update(busy, { city: 'Wuhan' }, admin, 'customer'))).errors).toEqual([
      { pointer: '', code: 'rule-broken', message: 'Two drafts at a time are enough.' },
    ]);
  });

  it('[CN4] are asked when a write touches what they read: an old sin does not stand in the way of other work', async () => {
    const old = await contract({ amount: '10', margin: '3' });
    await company.db.query(
      sql`update records.contract set margin = 30 where id = ${sql.value(old.id, 'uuid')}`,
    );
    expect(await update(old, { note: 'still' })).toMatchObject({ note: 'still', margin: '30' });
    expect((await refusal(update(old, { amount: '11' }))).code).toBe('rules-broken');
    expect(await update(old, { amount: '31' })).toMatchObject({ amount: '31' });
  });

  it('[CN5] see the viewer and the fields that are hidden from him, and tell him nothing of those', async () => {
    expect((await refusal(contract({ amount: '1001' }, rep))).errors).toEqual([
      { pointer: '/amount', code: 'rule-broken', message: 'This is above your limit.' },
    ]);
    const own = await contract({ amount: '900', owner: rep.viewer.id });
    await update(own, { margin: '500' });
    expect((await refusal(update(own, { amount: '400' }, rep))).errors).toEqual([
      { pointer: '/amount', code: 'rule-broken', message: 'The figures do not fit together.' },
    ]);
    expect((await refusal(contract({ margin: '1' }, rep))).errors[0]?.code).toBe('unknown-field');
  });
});

describe('record types', () => {
  it('[CN6] narrow choices, when the choice or the type changes', async () => {
    expect(await contract()).toMatchObject({ record_type: 'service' });
    const told = await refusal(contract({ record_type: 'purchase', billing: 'yearly' }, inChinese(admin)));
    expect(told.errors).toEqual([
      { pointer: '/billing', code: 'not-offered', message: '业务类型“采购”的“计费方式”只能是：一次性' },
    ]);
    const yearly = await contract({ billing: 'yearly' });
    expect((await refusal(update(yearly, { record_type: 'purchase' }))).errors[0]?.pointer).toBe('/billing');
    expect(await update(yearly, { record_type: 'purchase', billing: 'once' })).toMatchObject({
      billing: 'once',
    });
    expect((await refusal(contract({ record_type: 'gift' }))).errors[0]?.pointer).toBe('/record_type');
  });
});

describe('stages', () => {
  it('[CN7] a move that is not allowed says which are, in the language of the reader', async () => {
    const draft = await contract();
    expect((await refusal(update(draft, { state: 'ended' }, inChinese(admin)))).errors).toEqual([
      { pointer: '/state', code: 'transition-not-allowed', message: '从“草稿”只能变更为：已签署、已失效' },
    ]);
    const lost = await update(draft, { state: 'lost' });
    expect((await refusal(update(lost, { state: 'draft' }))).errors[0]).toMatchObject({
      code: 'transition-not-allowed',
      message: "You cannot move it on from 'Lost'",
    });
    expect((await refusal(update(lost, { state: null }))).errors[0]?.code).toBe('transition-not-allowed');
  });

  it('[CN8] asks for the fields of the transition, its condition, and the role', async () => {
    const draft = await contract();
    const told = await refusal(update(draft, { state: 'signed', signed_on: '2026-03-01' }));
    expect(told.errors.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/customer', 'required'],
      ['/amount', 'required'],
    ]);
    const done = await signed();
    const end = { state: 'ended', ends_on: '2027-01-01' };
    expect((await refusal(update(done, end))).errors[0]).toMatchObject({
      message: "From 'Signed' it can go to: Lost",
    });
    expect(await update(done, end, closer)).toMatchObject({ state: 'ended' });
    const sunk = await signed({ customer: (await customer({ city: 'Atlantis' })).id });
    expect((await refusal(update(sunk, end, closer))).errors[0]).toMatchObject({
      pointer: '/state',
      code: 'transition-not-allowed',
    });
    expect(await company.records.read(admin, 'contract', sunk.id)).toMatchObject({ state: 'signed' });
    await update(
      await company.records.read(admin, 'customer', String(sunk.customer)),
      { city: 'Rhodes' },
      admin,
      'customer',
    );
    // The server on its own account is not bound by roles.
    expect(await update(sunk, end, { ...company.system, source: 'task' })).toMatchObject({ state: 'ended' });
  });

  it('[CN9] since when a record is in its stage is kept by the gate, filtered by, and not for people to write', async () => {
    const draft = await contract({ customer: (await customer()).id, amount: '1' });
    expect(draft.state_since).toBe(draft.created_at);
    const told = await refusal(update(draft, { state_since: '2020-01-01T00:00:00Z' }));
    expect(told.errors[0]).toMatchObject({ pointer: '/state_since', code: 'read-only-field' });
    expect((await update(draft, { note: 'y' })).state_since).toBe(draft.state_since);
    const done = await update(draft, { state: 'signed', signed_on: '2026-03-01' });
    expect(done.state_since).toBe(done.updated_at);
    const where: Expression = {
      and: [
        { '==': [{ var: 'id' }, draft.id] },
        { '==': [{ var: 'state_since' }, String(done.state_since)] },
      ],
    };
    expect((await company.records.query(admin, 'contract', { where })).items).toHaveLength(1);
  });

  it('[CN9] of records that were there before, the log tells since when they are where they are', async () => {
    const [old, free] = [await signed(), await contract({ state: null })];
    const wanted = { ...(await company.records.read(admin, 'contract', old.id)) };
    await company.db.query(sql`update records.contract set state_since = null`);
    expect(await fillSince(company.db, company.release)).toBeGreaterThan(0);
    expect(await company.records.read(admin, 'contract', old.id)).toEqual(wanted);
    expect(await company.records.read(admin, 'contract', free.id)).toMatchObject({ state_since: null });
    expect(await fillSince(company.db, company.release)).toBe(0);
  });

  it('[CN9] how long it was where is told by the log', async () => {
    const draft = await contract({ customer: (await customer()).id, amount: '1' });
    const { state_since } = await update(draft, { state: 'signed', signed_on: '2026-03-01' });
    const told = await company.records.stageTimes(admin, 'contract', draft.id);
    expect(told).toMatchObject({ field: 'state', stage: 'signed', since: state_since });
    expect(told.stays.map(({ stage, times }) => [stage, times])).toEqual([
      ['draft', 1],
      ['signed', 1],
    ]);
    expect((await refusal(company.records.stageTimes(admin, 'customer', draft.id))).code).toBe('not-found');
    const days = (day: number) => `2026-03-${String(day).padStart(2, '0')}T00:00:00.000Z`;
    const moves = [1, 3, 4, 8].map((day, index) => ({
      stage: ['a', 'b', 'a', null][index] ?? null,
      at: days(day),
    }));
    expect(staysOf(moves, days(20))).toEqual([
      { stage: 'a', times: 2, seconds: 6 * 86_400 },
      { stage: 'b', times: 1, seconds: 86_400 },
    ]);
  });
});

describe('bulk changes and restoring', () => {
  it('[CN10] a bulk change is made on all records or none, and says which are in the way', async () => {
    const ready = await contract({ customer: (await customer()).id, amount: '1', signed_on: '2026-01-01' });
    const bare = await contract({ signed_on: '2026-01-01' });
    const bulk = (ids: readonly string[], values: Values) =>
      company.records.bulk({ ...admin, source: 'bulk' }, 'contract', { action: 'update', ids, values });
    const told = await refusal(bulk([ready.id, bare.id], { state: 'signed' }));
    expect(told.errors).toEqual([
      { pointer: '/ids/1', code: 'required', message: `${bare.name}: This move needs 'Customer'` },
      { pointer: '/ids/1', code: 'required', message: `${bare.name}: This move needs 'Amount'` },
    ]);
    expect(await company.records.read(admin, 'contract', ready.id)).toMatchObject({ state: 'draft' });
    expect(await bulk([ready.id], { state: 'signed' })).toEqual({ affected: 1 });
    const blocked = await customer({ blocked: true });
    expect((await refusal(bulk([ready.id, bare.id], { customer: blocked.id }))).errors).toHaveLength(2);
    expect(await company.records.read(admin, 'contract', bare.id)).toMatchObject({ customer: null });
    const { state_since } = await company.records.read(admin, 'contract', ready.id);
    expect(String(state_since) > String(ready.state_since)).toBe(true);
  });

  it('[CN11] what comes back keeps the rules of today', async () => {
    const gone = await contract({ amount: '10', margin: '3' });
    await company.records.delete(admin, 'contract', gone.id, { version: 'any' });
    await company.db.query(
      sql`update records.contract set margin = 30 where id = ${sql.value(gone.id, 'uuid')}`,
    );
    expect((await refusal(company.records.restore(admin, 'contract', gone.id))).code).toBe('rules-broken');
    await company.db.query(
      sql`update records.contract set margin = 3 where id = ${sql.value(gone.id, 'uuid')}`,
    );
    expect(await company.records.restore(admin, 'contract', gone.id)).toMatchObject({ name: gone.name });
  });
});
