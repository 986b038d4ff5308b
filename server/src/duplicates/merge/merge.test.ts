import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import type { MergeRequest } from '@tenon/model';
import fc from 'fast-check';
import type { Context } from '../../context.ts';
import { errorText } from '../../http/error-text.ts';
import { registry } from '../../records/testing/company.ts';
import { type Doubled, openDoubled } from '../testing/company.ts';

let doubled: Doubled;
let agent: Context;
beforeAll(async () => {
  doubled = await openDoubled();
  agent = await doubled.company.person('Ada', ['agent']);
}, 60_000);
afterAll(() => doubled.close());

type Values = { readonly [field: string]: unknown };
const create = async (entity: string, values: Values, context = doubled.administrator) =>
  (await doubled.company.records.create(context, entity, values)).id;
const read = (entity: string, id: string, context = doubled.administrator) =>
  doubled.company.records.read(context, entity, id);
const merge = (id: string, request: MergeRequest, context = doubled.administrator) =>
  doubled.duplicates.merge(context, 'customer', id, request);

/** Everything that people see, without what only counts writes. */
async function everything() {
  const { db } = doubled.company;
  const tables = ['customer', 'order', 'tag', 'customer__friends', 'customer__tags', 'order__guests'];
  const state: { [table: string]: unknown } = {};
  for (const table of tables) {
    state[table] = await db.query(sql`
      select to_jsonb(r) - '{version,updated_at,updated_by}'::text[] as row from ${sql.id('records', table)} r`);
  }
  for (const table of ['tasks', 'touchpoints', 'favourites', 'waiting', 'saved_views', 'decisions'])
    state[table] = await db.query(
      sql`select to_jsonb(r) - '{version,changed_at}'::text[] as row from ${sql.id('tenon', table)} r`,
    );
  state.verdicts = await db.query(
    sql`select to_jsonb(p) as row from tenon.duplicate_pairs p where state = 'not-duplicate'`,
  );
  state.segments = await db.query(sql`select to_jsonb(m) as row from segments.state m`);
  return Object.fromEntries(
    Object.entries(state).map(([table, rows]) => [
      table,
      (rows as unknown[]).map((row) => JSON.stringify(row)).sort(),
    ]),
  );
}

async function task(customer: string, type: string): Promise<void> {
  await doubled.company.db.query(sql`
    insert into tenon.tasks (id, task_type, entity, record_id, state, created_at)
    values (gen_random_uuid(), ${type}, 'customer', ${sql.value(customer, 'uuid')}, 'open', now())`);
  await doubled.company.db.query(sql`
    insert into tenon.touchpoints (id, entity, record_id, channel, direction, at)
    values (gen_random_uuid(), 'customer', ${sql.value(customer, 'uuid')}, 'phone', 'out', now())`);
}

/** What is kept about a record beside it, and has no id of its own. */
async function beside(customer: string, rule: string, third: string): Promise<void> {
  const { db } = doubled.company;
  const id = sql.value(customer, 'uuid');
  await db.query(sql`
    insert into tenon.waiting (rule, record_id, entity, queue, reason, excluded, decision, since)
    values (${rule}, ${id}, 'customer', 'first', 'nobody', '{}', gen_random_uuid(), '2026-01-02T03:04:05.678901Z')`);
  await db.query(sql`
    insert into segments.state (record_id, segment, since, release) values (${id}, 'lead', '2025-05-05T05:05:05Z', 1)`);
  await db.query(sql`
    insert into tenon.duplicate_pairs (rule, entity, a, b, score, state, at, decided_at)
    values ('contact', 'customer', least(${id}, ${sql.value(third, 'uuid')}), greatest(${id}, ${sql.value(third, 'uuid')}),
      0.9, 'not-duplicate', now(), now())`);
  await db.query(sql`
    insert into tenon.saved_views (id, name, entity, view, content, everybody, roles, owner, owner_name, changed_at)
    values (gen_random_uuid(), 'About', 'order', '', ${JSON.stringify({ filter: { '==': [{ var: 'customer' }, customer] } })},
      false, '{}', ${id}, 'A', now())`);
  await db.query(sql`
    insert into tenon.favourites (id, owner, kind, entity, target, everybody, roles)
    values (gen_random_uuid(), ${sql.value(third, 'uuid')}, 'record', 'customer', ${customer}, false, '{}')`);
}

describe('merging', () => {
  it('[DU14] moves what is kept beside a record, or drops what the survivor has, and puts all of it back', async () => {
    const { db } = doubled.company;
    const [a, b, c, third] = [
      await create('customer', { name: 'A14' }),
      await create('customer', { name: 'B14' }),
      await create('customer', { name: 'C14' }),
      await create('customer', { name: 'Third' }),
    ];
    await beside(b, 'first', third);
    await beside(c, 'first', third);
    await db.query(sql`
      insert into tenon.duplicate_pairs (rule, entity, a, b, score, state, at)
      values ('contact', 'customer', ${sql.value([a, third].sort()[0], 'uuid')}, ${sql.value([a, third].sort()[1], 'uuid')}, 0.8, 'open', now())`);
    const before = await everything();
    const { merge: id } = await merge(a, { with: [b, c] });
    const about = async (statement: ReturnType<typeof sql>) =>
      (await db.query<{ of: string }>(statement)).map(({ of }) => of);
    expect(await about(sql`select record_id as "of" from tenon.waiting`)).toEqual([a]);
    expect(
      await about(sql`
        select state as "of" from tenon.duplicate_pairs where rule = 'contact' and entity = 'customer'
          and a = ${sql.value([a, third].sort()[0], 'uuid')} and b = ${sql.value([a, third].sort()[1], 'uuid')}`),
    ).toEqual(['not-duplicate']);
    expect(
      await about(sql`select content::jsonb #>> '{filter,==,1}' as "of" from tenon.saved_views`),
    ).toEqual([a, a]);
    expect((await about(sql`select target as "of" from tenon.favourites`)).filter((of) => of === a)).toEqual([
      a,
    ]);
    // The follower does this: who is deleted is in no segment.
    await db.query(sql`delete from segments.state`);
    await doubled.duplicates.undoMerge(doubled.administrator, 'customer', a, id ?? '');
    expect(await everything()).toEqual(before);
    const [{ state } = { state: '' }] = await db.query<{ state: string }>(sql`
      select state from tenon.duplicate_pairs where rule = 'contact'
        and a = ${sql.value([a, third].sort()[0], 'uuid')} and b = ${sql.value([a, third].sort()[1], 'uuid')}`);
    expect(state).toBe('open');
  });

  it('[DU15] refuses users, and says in both languages what to do instead', async () => {
    const [one, other] = [agent.viewer.id ?? '', doubled.administrator.viewer.id ?? ''];
    const refused = doubled.duplicates.merge(doubled.administrator, 'user', one, { with: [other] });
    const error = (await refused.catch((caught: unknown) => caught)) as Error & { code: string };
    expect(error.code).toBe('invalid-input');
    expect(error.message).toMatch(/hand over/);
    expect(errorText(error.message, 'zh-CN', registry)).toMatch(/移交.*停用/);
  });

  it('[DU7] moves all that refers to a record, keeps what follows from it, and says who did it', async () => {
    const tag = await create('tag', { name: 'VIP' });
    const a = await create('customer', { name: 'A', email: 'a@m.example' });
    const b = await create('customer', { name: 'B', phone: '+8613800138001', tags: [tag], code: 'C-1' });
    const child = await create('customer', { name: 'Child', parent: b, friends: [a, b] });
    const order = await create('order', {
      number: '1',
      amount: 5,
      customer: b,
      guests: [b],
      about: { entity: 'customer', id: b },
    });
    const buried = await create('order', { number: '2', amount: 7, customer: b });
    await doubled.company.records.delete(doubled.administrator, 'order', buried, { version: 'any' });
    await task(a, 'call');
    await task(b, 'call');
    await task(b, 'visit');
    const before = await everything();

    const request = {
      with: [b],
      values: { phone: { from: b }, code: { from: b }, name: { value: 'A and B' } },
    } as const;
    const preview = await merge(a, { ...request, preview: true });
    expect(await everything()).toEqual(before);
    const done = await merge(a, request);
    expect(preview).toMatchObject({ merge: null, conflicts: [], moves: done.moves, other: done.other });
    expect(done.moves).toEqual([
      { entity: 'customer', count: 1 },
      { entity: 'order', count: 1 },
    ]);
    expect(done.other).toEqual({ tasks: 1, touchpoints: 2 });
    expect(done.record).toMatchObject({
      name: 'A and B',
      email: 'a@m.example',
      phone: '+8613800138001',
      code: 'C-1',
      tags: [tag],
      total: '5',
    });
    expect(await read('customer', child)).toMatchObject({ parent: a, friends: [a] });
    expect(await read('order', order)).toMatchObject({
      customer: a,
      guests: [a],
      about: { entity: 'customer', id: a },
    });
    await expect(read('customer', b)).rejects.toMatchObject({ code: 'merged', current: { id: a } });
    const history = await doubled.company.records.history(doubled.administrator, 'customer', a);
    expect(history.items[0]).toMatchObject({ source: 'merge', by: { name: 'Adam' } });
    const { items } = await doubled.duplicates.merges(doubled.administrator, 'customer', a);
    expect(items).toMatchObject([
      { id: done.merge, by: { name: 'Adam' }, merged: [{ id: b, title: 'B' }], undoneAt: null },
    ]);

    const undone = await doubled.duplicates.undoMerge(doubled.administrator, 'customer', a, done.merge ?? '');
    expect(undone).toEqual({ restored: [b], left: [], leftUnseen: 0 });
    expect(await everything()).toEqual(before);
    await expect(
      doubled.duplicates.undoMerge(doubled.administrator, 'customer', a, done.merge ?? ''),
    ).rejects.toMatchObject({ code: 'state-conflict' });
  });

  it('[DU8] leaves what somebody changed since, and says so', async () => {
    const a = await create('customer', { name: 'A8' });
    const b = await create('customer', { name: 'B8', code: 'C-8', email: 'b8@m.example' });
    const c = await create('customer', { name: 'C8' });
    const order = await create('order', { number: '8', amount: 1, customer: b });
    const { merge: id } = await merge(a, { with: [b], values: { name: { from: b } } });
    const { records } = doubled.company;
    await records.update(doubled.administrator, 'customer', a, { name: 'New name' }, { version: 'any' });
    await records.update(doubled.administrator, 'order', order, { customer: c }, { version: 'any' });
    const { restored, left } = await doubled.duplicates.undoMerge(
      doubled.administrator,
      'customer',
      a,
      id ?? '',
    );
    expect(restored).toEqual([b]);
    expect(left).toEqual([
      { entity: 'customer', record: a, field: 'name', reason: 'changed-since' },
      { entity: 'order', record: order, field: 'customer', reason: 'changed-since' },
    ]);
    const again = await merge(a, { with: [b] });
    await create('customer', { name: 'Thief', code: 'C-8' });
    expect(
      await doubled.duplicates.undoMerge(doubled.administrator, 'customer', a, again.merge ?? ''),
    ).toMatchObject({
      restored: [],
      left: [{ record: b, field: null, reason: 'unique-conflict' }],
    });
  });

  it('[DU9] needs the right to, for each of the records', async () => {
    const own = await create('customer', { name: 'Own', secret: 'Sealed' }, doubled.administrator);
    await doubled.company.records.update(
      doubled.administrator,
      'customer',
      own,
      { owner: agent.viewer.id },
      { version: 'any' },
    );
    const mine = await create('customer', { name: 'Mine' }, agent);
    const foreign = await create('customer', { name: 'Foreign' });
    await expect(merge(mine, { with: [foreign] }, agent)).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      merge(mine, { with: [own], values: { secret: { from: own } } }, agent),
    ).rejects.toMatchObject({
      code: 'invalid-values',
    });
    const reader = await doubled.company.person('Rita', ['reader']);
    await expect(merge(mine, { with: [own] }, reader)).rejects.toMatchObject({ code: 'not-allowed' });
    const { moves } = await merge(mine, { with: [own] }, agent);
    expect(moves).toEqual([]);
  });

  it.each([
    [{ with: [] }, '/with'],
    [{ with: 'x' }, '/with'],
    [{ with: ['x'] }, '/with'],
    [{ with: Array.from({ length: 10 }, (_, n) => `00000000-0000-7000-8000-00000000000${n}`) }, '/with'],
    [{ with: ['00000000-0000-7000-8000-000000000001'], values: { name: 'x' } }, '/values/name'],
    [{ with: ['00000000-0000-7000-8000-000000000001'], preview: 1 }, '/preview'],
  ])('refuses %j', async (request, pointer) => {
    const id = '00000000-0000-7000-8000-000000000009';
    await expect(merge(id, request as never)).rejects.toMatchObject({
      code: 'invalid-input',
      errors: [{ pointer }],
    });
  });

  it('[DU10] lets one of two pass that come at once', async () => {
    const [a, b, c] = [
      await create('customer', { name: 'a' }),
      await create('customer', { name: 'b' }),
      await create('customer', { name: 'c' }),
    ];
    const order = await create('order', { number: '10', customer: b });
    const results = await Promise.allSettled([
      merge(a, { with: [b] }),
      merge(c, { with: [b] }),
      merge(b, { with: [a, c] }),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBe(1);
    const { customer } = await read('order', order);
    expect(await read('customer', String(customer))).toMatchObject({ id: customer });
  });

  it('[DU11] leaves nothing when its connection is cut in the middle', async () => {
    const { db } = doubled.company;
    const a = await create('customer', { name: 'A11' });
    const b = await create('customer', { name: 'B11' });
    const order = await create('order', { number: '11', customer: b });
    const before = await everything();
    let attempt: Promise<unknown> = Promise.resolve();
    await db.transaction(async (tx) => {
      await tx.query(sql`select from records."order" where id = ${sql.value(order, 'uuid')} for update`);
      attempt = merge(a, { with: [b] }).catch((error: unknown) => error);
      for (let cut = 0; cut === 0; ) {
        const rows = await tx.query(sql`
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and pid <> pg_backend_pid()`);
        cut = rows.length;
      }
    });
    const result = await attempt;
    if (result instanceof Error) expect(await everything()).toEqual(before);
    else expect(await read('order', order)).toMatchObject({ customer: a });
  });

  const seed = Number(process.env.TENON_SEED ?? Date.now() % 2 ** 31);
  it(`[DU12] and undoing it are nothing (TENON_SEED=${seed})`, async () => {
    const nat = fc.nat(4);
    const world = fc.record({
      customers: fc.array(
        fc.record({
          name: fc.constantFrom('A', 'B', null),
          lead: fc.option(fc.boolean()),
          parent: nat,
          friends: fc.uniqueArray(nat),
          related: fc.boolean(),
        }),
        { minLength: 5, maxLength: 5 },
      ),
      orders: fc.array(
        fc.record({ customer: nat, guests: fc.uniqueArray(nat), about: nat, deleted: fc.boolean() }),
        { maxLength: 6 },
      ),
      merged: fc.uniqueArray(nat, { minLength: 2, maxLength: 4 }),
      chosen: fc.dictionary(fc.constantFrom('name', 'lead', 'parent', 'friends', 'code', 'owner'), nat),
    });
    await fc.assert(
      fc.asyncProperty(world, async ({ customers, orders, merged, chosen }) => {
        const ids: string[] = [];
        for (const [index] of customers.entries())
          ids.push(await create('customer', { code: `${seed}-${crypto.randomUUID()}-${index}` }));
        const at = (index: number) => ids[index] as string;
        const { records } = doubled.company;
        for (const [index, { name, lead, parent, friends, related }] of customers.entries())
          await records.update(
            doubled.administrator,
            'customer',
            at(index),
            { name, lead, ...(related && { parent: at(parent) }), friends: friends.map(at) },
            { version: 'any' },
          );
        for (const { customer, guests, about, deleted } of orders) {
          const id = await create('order', {
            amount: 3,
            customer: at(customer),
            guests: guests.map(at),
            about: { entity: 'customer', id: at(about) },
          });
          if (deleted) await records.delete(doubled.administrator, 'order', id, { version: 'any' });
        }
        const [survivor = '', ...others] = merged.map(at);
        await task(survivor, 'call');
        for (const other of others) await task(other, 'call');
        const before = await everything();
        const values = Object.fromEntries(
          Object.entries(chosen).map(([field, index]) => [
            field,
            { from: merged.map(at)[index % merged.length] as string },
          ]),
        );
        const { merge: id } = await merge(survivor, { with: others, values });
        const { left } = await doubled.duplicates.undoMerge(
          doubled.administrator,
          'customer',
          survivor,
          id ?? '',
        );
        expect(left).toEqual([]);
        expect(await everything()).toEqual(before);
      }),
      { seed, numRuns: 12, endOnFailure: true },
    );
  }, 60_000);
});
