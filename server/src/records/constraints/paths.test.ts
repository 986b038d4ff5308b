/** Values that are unique together, and constraints on the ways that are not one record at a time. */
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import type { ImportMapping } from '@tenon/model';
import fc from 'fast-check';
import type { Context } from '../../context.ts';
import { isTenonError } from '../../errors.ts';
import type { Values } from '../records.ts';
import { fresh, refusal } from '../testing/asking.ts';
import { type Company, openCompany } from '../testing/company.ts';
import { documents } from './testing/documents.ts';

let company: Company;
let admin: Context;

beforeAll(async () => {
  company = await openCompany(documents);
  admin = await company.person('Ada', ['administrator']);
});
afterAll(() => company.close());

const customer = (values: Values) =>
  company.records.create(admin, 'customer', { name: fresh('Customer'), ...values });
const load = (entity: string, csv: string, mapping: ImportMapping = {}, context = admin) =>
  company.records.import(context, entity, Readable.from([csv]), mapping);

const chinese = '华为技术有限公司';

describe('values that are unique together', () => {
  it('[CN12] are held by one live record; the conflict names the fields with the message of the administrator', async () => {
    const first = await customer({ name: `${chinese}（上海）`, city: 'Shanghai' });
    const told = await refusal(customer({ name: `${chinese}(上海)`, city: 'SHANGHAI' }));
    expect(told).toMatchObject({
      code: 'unique-conflict',
      message: 'There is such a customer in this city.',
      errors: [
        { pointer: '/name', code: 'not-unique' },
        { pointer: '/city', code: 'not-unique' },
      ],
    });
    await customer({ name: `${chinese}（上海）`, city: '北京' });
    // Recreated after it was deleted; the one that comes back is refused.
    await company.records.delete(admin, 'customer', first.id, { version: 'any' });
    await customer({ name: `${chinese}（上海）`, city: 'shanghai' });
    expect((await refusal(company.records.restore(admin, 'customer', first.id))).errors[0]).toMatchObject({
      pointer: '/name',
      code: 'not-unique',
    });
    // An empty city is no city: nobody shares it.
    await customer({ name: chinese });
    await customer({ name: chinese });
  });

  it.each([
    ['Straße', 'STRASSE', false],
    ['Ａｃｍｅ　１', 'ACME 1', true],
    ['ΣΟΦΟΣ', 'σοφος', true],
    ['Éclair', 'éCLAIR', true],
    ['İzmir', 'izmir', false],
    ['ısı', 'isi', false],
    ['DIŞ', 'diş', true],
    ['ｶﾅ', 'カナ', true],
    ['公司', '公 司', false],
  ])('[CN13] %s and %s are alike: %s', async (one, other, alike) => {
    const city = fresh('City');
    await customer({ name: one, city });
    const again = customer({ name: other, city });
    expect(
      await again.then(
        () => false,
        (error) => isTenonError(error) && error.code === 'unique-conflict',
      ),
    ).toBe(alike);
    const code = `${city} ${one}`;
    await customer({ code });
    const second = customer({ code: `${city} ${other}` });
    expect(
      await second.then(
        () => false,
        (error) => isTenonError(error),
      ),
    ).toBe(alike);
  });

  it('[CN14] two at once: one wins, the other is told', async () => {
    const city = fresh('City');
    const both = await Promise.allSettled([
      customer({ name: 'Same', city }),
      customer({ name: 'SAME', city }),
      customer({ name: 'same', city }),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of both)
      if (one.status === 'rejected')
        expect(one.reason).toMatchObject({
          code: 'unique-conflict',
          errors: [{ pointer: '/name' }, { pointer: '/city' }],
        });
  });
});

describe('imports', () => {
  it('[CN15] name the row, whatever it breaks, and take the others under skip', async () => {
    await customer({ name: 'Blocked', city: 'B', code: 'blocked', blocked: true });
    await customer({ name: 'Free', city: 'F', code: 'free' });
    const csv = [
      'name,customer,signed_on,ends_on,state,record_type,billing',
      'a,free,2026-03-01,2026-02-01,,,',
      'b,blocked,,,,,',
      'c,free,,,signed,,',
      'd,free,,,,purchase,yearly',
      'e,free,2026-03-01,,signed,,',
      'f,free,2026-03-01,2026-04-01,ended,,',
    ].join('\n');
    const mapping = { fields: { customer: { column: 'customer', by: 'code' } }, onError: 'skip' } as const;
    const done = await load('contract', csv, mapping);
    expect(done).toMatchObject({ state: 'done', created: 2, failed: 4 });
    expect(done.errors.map(({ row, column, code, message }) => [row, column, code, message])).toEqual([
      [2, 'ends_on', 'rule-broken', 'The end must come after the signing.'],
      [3, 'customer', 'rule-broken', 'This customer is blocked.'],
      [4, 'signed_on', 'required', "'Signed on' must not be empty now"],
      [5, 'billing', 'not-offered', "'Billing' of a record of type 'Purchase' is one of: Once"],
    ]);
    // Files bring records that have come their way elsewhere, but move them on like everybody.
    const moved = await load('contract', 'name,state\nf,draft\n', { key: 'name', mode: 'update' });
    expect(moved.errors).toMatchObject([{ row: 2, column: 'state', code: 'transition-not-allowed' }]);
  });

  it('[CN16] name the row of values that are alike, in the file and against what is there', async () => {
    const city = fresh('City');
    await customer({ name: 'There', city });
    const csv = `name,city,code\nTHERE,${city},1\nTwin,${city},x-1\nＴＷＩＮ,${city},x-2\nOther,${city},X-1\n`;
    const { errors, failed } = await load('customer', csv, { onError: 'skip' });
    expect(failed).toBe(3);
    expect(errors.map(({ row, column }) => [row, column])).toEqual([
      [2, 'name'],
      [2, 'city'],
      [4, 'name'],
      [4, 'city'],
      [5, 'code'],
    ]);
    expect(errors[2]?.message).toContain('row 3');
  });
});

/** A contract as it lies in the table, held against the rules by other means than the gate's. */
const broken = sql`select name from records.contract where deleted_at is null and (
  (ends_on is not null and signed_on is not null and ends_on <= signed_on)
  or (margin is not null and not (amount is not null and margin < amount))
  or (state = 'signed' and signed_on is null)
  or (coalesce(record_type, 'service') = 'purchase' and billing is not null and billing <> 'once')
  or (state is not null and state_since is null))`;
const moves = sql`select distinct changes -> 'state' ->> 0 as "from", changes -> 'state' ->> 1 as "to" from tenon.changes
  where entity = 'contract' and action = 'update' and changes -> 'state' is not null`;

describe('no way around', () => {
  it('[CN17] whatever is tried, no record breaks a rule that it kept when it was written', async () => {
    const value = fc.record(
      {
        state: fc.constantFrom('draft', 'signed', 'ended', 'lost', null),
        signed_on: fc.constantFrom('2026-01-01', '2026-03-01', null),
        ends_on: fc.constantFrom('2026-02-01', '2026-04-01', null),
        amount: fc.constantFrom('1', '10', null),
        margin: fc.constantFrom('5', '20', null),
        billing: fc.constantFrom('once', 'yearly', null),
        record_type: fc.constantFrom('service', 'purchase', null),
      },
      { requiredKeys: [] },
    );
    const step = fc.record({
      way: fc.constantFrom('create', 'update', 'bulk', 'import', 'delete', 'restore', 'task'),
      at: fc.nat(7),
      values: fc.oneof(value, fc.constant({ state: 'signed', signed_on: '2026-01-01', amount: '30' })),
    });
    const ids: string[] = [];
    const place = await customer({ name: fresh() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 20 }), async (steps) => {
        for (const { way, at, values } of steps) {
          const id = ids[at % Math.max(ids.length, 1)] ?? place.id;
          await walk(way, id, { ...values }).catch((error) => {
            if (!isTenonError(error)) throw error;
          });
        }
        expect(await company.db.query(broken)).toEqual([]);
      }),
      { numRuns: 40 },
    );
    const seen = await company.db.query<{ from: string | null; to: string | null }>(moves);
    const allowed = ['draft signed', 'draft lost', 'signed lost', 'signed ended'];
    const told = seen.map(({ from, to }) => (from === null ? 'begun' : `${from} ${to}`));
    expect(told.filter((move) => move !== 'begun' && !allowed.includes(move))).toEqual([]);
    expect(told.some((move) => allowed.includes(move))).toBe(true);

    async function walk(way: string, id: string, values: Values): Promise<void> {
      const { records } = company;
      const name = fresh('Contract');
      if (way === 'create') {
        ids.push((await records.create(admin, 'contract', { name, customer: place.id, ...values })).id);
      } else if (way === 'update') await records.update(admin, 'contract', id, values, { version: 'any' });
      else if (way === 'task') {
        const task: Context = { ...company.system, source: 'task' };
        await company.db.transaction((tx) =>
          records.update({ ...task, tx }, 'contract', id, values, { version: 'any' }),
        );
      } else if (way === 'bulk') {
        const request = { action: 'update', ids: [...new Set([id, ids[0] ?? id])], values } as const;
        await records.bulk({ ...admin, source: 'bulk' }, 'contract', request);
      } else if (way === 'delete') await records.delete(admin, 'contract', id, { version: 'any' });
      else if (way === 'restore') await records.restore(admin, 'contract', id);
      else {
        const fields = Object.keys(values);
        const cells = fields.map((field) => values[field] ?? '');
        const line = (some: readonly unknown[]) => some.join(',');
        await load('contract', `${line(['name', ...fields])}\n${line([name, ...cells])}\n`, {
          onError: 'skip',
        });
      }
    }
  });
});
