import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Expression } from '@tenon/expressions';
import type { RecordQuery } from '@tenon/model';
import type { Context } from '../../context.ts';
import { type Company, openCompany } from '../testing/company.ts';
import { documents } from './testing/documents.ts';

/** Sees customers, but neither their orders nor lines; and not their `grade`. */
const clerk = {
  kind: 'role',
  id: 'clerk',
  label: 'Clerk',
  grants: [{ entity: 'customer', actions: ['read', 'create', 'update'], fields: { hidden: ['grade'] } }],
};
const administrator = {
  kind: 'role',
  id: 'administrator',
  label: 'Administrator',
  grants: [
    { entity: '*', actions: ['read', 'create', 'update', 'delete', 'restore', 'export', 'import', 'assign'] },
  ],
};

const reader = {
  kind: 'role',
  id: 'reader',
  label: 'Reader',
  grants: [
    { entity: 'note', actions: ['read', 'create'] },
    { entity: 'customer', actions: ['read'] },
  ],
};

let company: Company;
let admin: Context;
let seller: Context;
const ids = new Map<string, string>();
const idOf = (name: string) => ids.get(name) ?? name;

beforeAll(async () => {
  company = await openCompany([...documents, clerk, reader, administrator]);
  admin = await company.person('Ada', ['administrator']);
  seller = await company.person('Rob', ['clerk']);
  const make = async (entity: string, name: string, values: object) => {
    const { id } = await company.records.create(admin, entity, { ...values });
    ids.set(name, id);
  };
  await make('product', 'tee', { name: 'Tee', price: '10.5' });
  await make('product', 'kit', { name: '套件', price: '80' });
  for (const [name, region] of [
    ['Acme', 'north'],
    ['Beta', 'south'],
    ['茶馆', 'north'],
    ['None', null],
  ] as const)
    await make('customer', name, { name, region });
  for (const [customer, products] of [
    ['Acme', ['tee', 'kit', 'kit']],
    ['Beta', ['tee']],
    ['茶馆', ['kit']],
  ] as const) {
    await make('order', `of ${customer}`, {
      customer: idOf(customer),
      status: 'paid',
      placed_on: '2026-11-01',
    });
    for (const product of products)
      await make('line', `${customer} ${product}`, {
        order: idOf(`of ${customer}`),
        product: idOf(product),
        pieces: 2,
      });
  }
}, 60_000);
afterAll(() => company?.close());

const names = async (context: Context, query: RecordQuery) => {
  const { items } = await company.records.query(context, 'customer', query);
  return items.map(({ name }) => name);
};

describe('computed fields in the gate', () => {
  it('come with every record, also with the one that was just written', async () => {
    const { items } = await company.records.query(admin, 'customer', {
      where: { '==': [{ var: 'name' }, 'Acme'] },
    });
    expect(items[0]).toMatchObject({
      spent: '341',
      usual: '341',
      order_count: 1,
      last_status: 'paid',
      newest: '2026-11-01',
      grade: 'gold',
      each: '341',
    });
    const fresh = await company.records.create(admin, 'customer', { name: 'Fresh', parent: idOf('Acme') });
    expect(fresh).toMatchObject({
      spent: '0',
      order_count: 0,
      newest: null,
      grade: 'plain',
      each: null,
      version: 1,
    });
    const moved = await company.records.update(
      admin,
      'order',
      idOf('of Beta'),
      { status: 'void' },
      { version: 'any' },
    );
    expect(moved).toMatchObject({ total: '21', each: '21', heavy: false });
    const beta = await company.records.read(admin, 'customer', idOf('Beta'));
    // Nobody wrote the customer: neither its version nor its history tells of the order.
    expect(beta).toMatchObject({ spent: '0', last_status: 'void', version: 1 });
    expect((await company.records.history(admin, 'customer', idOf('Beta'))).items).toHaveLength(1);
    await company.records.update(admin, 'order', idOf('of Beta'), { status: 'paid' }, { version: 'any' });
    await company.records.delete(admin, 'customer', fresh.id, { version: 'any' });
  });

  it('are filtered, sorted a page at a time, grouped and totalled as any field', async () => {
    const gold = { '==': [{ var: 'grade' }, 'gold'] };
    expect((await names(admin, { where: gold })).sort()).toEqual(['Acme', '茶馆']);
    for (const field of ['each', 'spent']) {
      const sorted: unknown[] = [];
      let after: string | undefined;
      do {
        const page = await company.records.query(admin, 'customer', {
          sort: [{ field, direction: 'desc' }],
          limit: 1,
          ...(after !== undefined && { after }),
        });
        sorted.push(...page.items.map(({ name }) => name));
        after = page.next ?? undefined;
      } while (after !== undefined);
      expect([field, sorted]).toEqual([field, ['Acme', '茶馆', 'Beta', 'None']]);
    }
    const groups = await company.records.aggregate(admin, 'customer', {
      groupBy: [{ id: 'grade', field: 'grade' }],
      measures: [
        { id: 'sum', aggregate: 'sum', field: 'spent' },
        { id: 'top', aggregate: 'max', field: 'each' },
      ],
      sort: [{ by: 'grade', direction: 'asc' }],
    });
    expect(groups.rows).toMatchObject([
      { values: { grade: 'gold', sum: '501', top: '341' } },
      { values: { grade: 'plain', sum: '21', top: '21' } },
    ]);
    const lines = await company.records.query(admin, 'line', {
      fields: ['region', 'order.customer.grade', 'order.each'],
      where: { and: [{ '==': [{ var: 'region' }, 'south'] }, { '>': [{ var: 'order.customer.spent' }, 0] }] },
    });
    expect(lines.items).toMatchObject([
      { region: 'south', 'order.customer.grade': 'plain', 'order.each': '21' },
    ]);
    const orders = await company.records.query(admin, 'order', {
      fields: ['first_product'],
      titles: true,
      sort: [{ field: 'total', direction: 'asc' }],
    });
    expect(orders.items[0]).toMatchObject({ $titles: { first_product: 'Tee' } });
  });

  it('are the administrator’s choice of what may be seen: a viewer without the orders sees their sum', async () => {
    const acme = await company.records.read(seller, 'customer', idOf('Acme'));
    expect(acme).toMatchObject({ spent: '341', each: '341' });
    expect(acme).not.toHaveProperty('grade');
    await expect(names(seller, { where: { '==': [{ var: 'grade' }, 'gold'] } })).rejects.toMatchObject({
      code: 'invalid-query',
    });
    await expect(company.records.query(seller, 'order', {})).rejects.toMatchObject({ code: 'not-found' });
    const paged = await names(seller, { sort: [{ field: 'spent', direction: 'desc' }] });
    expect(paged[0]).toBe('Acme');
  });

  it.each(['spent', 'each', 'family_spent'])('refuse to be written: %s', async (field) => {
    await expect(
      company.records.create(admin, 'customer', { name: 'X', [field]: '1' }),
    ).rejects.toMatchObject({
      code: 'invalid-values',
      errors: [{ pointer: `/${field}`, code: 'read-only-field' }],
    });
    await expect(
      company.records.update(company.system, 'customer', idOf('Acme'), { [field]: '1' }, { version: 'any' }),
    ).rejects.toMatchObject({ code: 'invalid-values' });
  });

  it('a relation to any of several refers to a record that is there and that the writer may read', async () => {
    const about = (entity: string, name: string) => ({ entity, id: idOf(name) });
    for (const [text, subject] of [
      ['a', about('customer', 'Acme')],
      ['b', about('product', 'kit')],
      ['c', null],
    ] as const)
      await company.records.create(admin, 'note', { text, about: subject });
    const { items } = await company.records.query(admin, 'note', {
      sort: [{ field: 'text', direction: 'asc' }],
      fields: ['about'],
      titles: true,
    });
    expect(items).toMatchObject([
      { about: about('customer', 'Acme'), $titles: { about: 'Acme' } },
      { about: about('product', 'kit'), $titles: { about: '套件' } },
      { about: null },
    ]);
    const found = async (where: Expression) =>
      (await company.records.query(admin, 'note', { where })).items.map(({ text }) => text);
    expect(await found({ '==': [{ var: 'about' }, `customer/${idOf('Acme')}`] })).toEqual(['a']);
    expect(await found({ '==': [{ var: 'about.entity' }, 'product'] })).toEqual(['b']);
    for (const wrong of [about('product', 'Acme'), about('customer', '0198c0de-0000-7000-8000-000000000001')])
      await expect(company.records.create(admin, 'note', { about: wrong })).rejects.toMatchObject({
        errors: [{ pointer: '/about', code: 'unknown-reference' }],
      });
    // Who may not read products has the reference and no title.
    const reader = await company.person('Rea', ['reader']);
    const seen = await company.records.query(reader, 'note', {
      where: { '==': [{ var: 'text' }, 'b'] },
      titles: true,
    });
    expect(seen.items).toMatchObject([{ about: about('product', 'kit') }]);
    expect(seen.items[0]?.$titles).not.toHaveProperty('about');
    await expect(
      company.records.create(reader, 'note', { about: about('product', 'kit') }),
    ).rejects.toMatchObject({ errors: [{ code: 'unknown-reference' }] });
  });

  it('stand in exports', async () => {
    let csv = '';
    for await (const chunk of company.records.export(admin, 'customer', {
      fields: ['name', 'spent', 'grade'],
      sort: [{ field: 'name', direction: 'asc' }],
    }))
      csv += chunk;
    expect(csv).toContain('Acme,341,gold');
  });

  /** Another write begins while the first is made and not committed. */
  async function during(first: (held: Context) => Promise<unknown>, other: () => Promise<unknown>) {
    let done: Promise<unknown> = Promise.resolve();
    await company.db.transaction(async (tx) => {
      await first({ ...admin, tx });
      done = other();
      await Promise.race([done, sleep(150)]);
    });
    await done;
  }

  it('see what an open transaction wrote: a child beside a child, and a price under a line that comes to it', async () => {
    const { records } = company;
    const { id: product } = await records.create(admin, 'product', { name: 'Cup', price: '1' });
    const { id: order } = await records.create(admin, 'order', { name: 'open' });
    const total = async () => (await records.read(admin, 'order', order)).total;
    const line = (context: Context, pieces: number) =>
      records.create(context, 'line', { order, product, pieces });
    await during(
      (held) => line(held, 2),
      () => line(admin, 3),
    );
    expect(await total()).toBe('5');

    const { id: tariff } = await records.create(admin, 'tariff', { fee: '1' });
    const { id: loose } = await records.create(admin, 'line', { order });
    const fees = async () => (await records.read(admin, 'order', order)).fees;
    await during(
      (held) => records.update(held, 'line', loose, { tariff }, { version: 'any' }),
      () => records.update(admin, 'tariff', tariff, { fee: '4' }, { version: 'any' }),
    );
    expect(await fees()).toBe('4');
    await records.update(admin, 'line', loose, { tariff: null }, { version: 'any' });
    await during(
      (held) => records.update(held, 'tariff', tariff, { fee: '2' }, { version: 'any' }),
      () => records.update(admin, 'line', loose, { tariff }, { version: 'any' }),
    );
    expect(await fees()).toBe('2');
  });

  it('hold a writer only as long as another writes the same figure', async () => {
    const line = (pieces: number) =>
      company.records.create(admin, 'line', { order: idOf('of 茶馆'), product: idOf('tee'), pieces });
    await Promise.all(Array.from({ length: 12 }, (_, index) => line(index + 1)));
    const order = await company.records.read(admin, 'order', idOf('of 茶馆'));
    expect(order).toMatchObject({ total: String(160 + 78 * 10.5) });
    const [raised] = await Promise.all([
      company.records.update(admin, 'product', idOf('tee'), { price: '20' }, { version: 'any' }),
      line(1),
      line(2),
    ]);
    expect(raised).toMatchObject({ price: '20' });
    expect(await company.records.read(admin, 'order', idOf('of 茶馆'))).toMatchObject({
      total: String(160 + 81 * 20),
    });
  });
});
