import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import fc, { type Arbitrary } from 'fast-check';
import type { Context } from '../../context.ts';
import { TenonError } from '../../errors.ts';
import { type Company, openCompany } from '../testing/company.ts';
import { differingIn, rollupGroups } from './index.ts';
import { documents, today } from './testing/documents.ts';
import { type Everything, figuresInMemory, heldFigures } from './testing/memory.ts';

const entities = ['product', 'tariff', 'customer', 'order', 'line'] as const;
type Entity = (typeof entities)[number];

let company: Company;
let system: Context;
beforeAll(async () => {
  company = await openCompany(documents);
  system = { ...company.system, moment: { now: `${today}T03:00:00.000Z`, timeZone: 'Asia/Shanghai' } };
});
afterAll(() => company?.close());

/** Records are named by a number that is taken modulo how many there are. */
type Operation =
  | { readonly do: 'create' | 'import'; readonly entity: Entity; readonly values: Values }
  | { readonly do: 'update'; readonly entity: Entity; readonly at: number; readonly values: Values }
  | { readonly do: 'bulk'; readonly entity: Entity; readonly at: readonly number[]; readonly values: Values }
  | { readonly do: 'delete' | 'restore' | 'bulk-delete'; readonly entity: Entity; readonly at: number };
/** References are numbers, too. */
type Values = { readonly [field: string]: unknown };

const some = <T>(arbitrary: Arbitrary<T>) =>
  fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 5, arbitrary });
const place = fc.nat({ max: 997 });
const days = ['2026-11-20', '2026-11-19', '2026-10-21', '2026-10-20', '2025-01-01', '2026-11-21'];
const price = fc.integer({ min: -200, max: 9999 }).map((cents) => String(cents / 100));
const cells: { readonly [E in Entity]: { readonly [field: string]: Arbitrary<unknown> } } = {
  product: { name: fc.constantFrom('Tee', '茶', 'Kit'), price: some(price) },
  tariff: { fee: some(price) },
  customer: { region: some(fc.constantFrom('north', 'south')), parent: some(place) },
  order: {
    customer: some(place),
    status: some(fc.constantFrom('open', 'paid', 'paid', 'void')),
    placed_on: some(fc.constantFrom(...days)),
    gifts: fc.array(place, { maxLength: 3 }),
  },
  line: {
    order: some(place),
    product: some(place),
    tariff: some(place),
    pieces: some(fc.integer({ min: -1, max: 12 })),
  },
};
const whole = (entity: Entity): Arbitrary<Values> => fc.record(cells[entity]);
const part = (entity: Entity): Arbitrary<Values> => fc.record(cells[entity], { requiredKeys: [] });

const operation: Arbitrary<Operation> = fc
  .constantFrom<Entity>('product', 'tariff', 'customer', 'order', 'order', 'line', 'line', 'line')
  .chain((entity) => {
    const values = part(entity);
    const on = { entity: fc.constant(entity) };
    const choices: { weight: number; arbitrary: Arbitrary<Operation> }[] = [
      {
        weight: 6,
        arbitrary: fc.record({ do: fc.constant('create' as const), ...on, values: whole(entity) }),
      },
      { weight: 5, arbitrary: fc.record({ do: fc.constant('update' as const), ...on, at: place, values }) },
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constantFrom('delete' as const, 'restore' as const),
          ...on,
          at: place,
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          do: fc.constant('bulk' as const),
          ...on,
          at: fc.array(place, { minLength: 1, maxLength: 6 }),
          values,
        }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('bulk-delete' as const), ...on, at: place }) },
      {
        weight: 1,
        arbitrary: fc.record({ do: fc.constant('import' as const), ...on, values: whole(entity) }),
      },
    ];
    return fc.oneof(...choices);
  });
/** Up to three at once, each on a connection of its own. */
const steps = fc.array(fc.array(operation, { minLength: 1, maxLength: 3 }), { minLength: 30, maxLength: 45 });

const known: { [E in Entity]: string[] } = { product: [], tariff: [], customer: [], order: [], line: [] };
const refers: { readonly [field: string]: Entity } = {
  customer: 'customer',
  parent: 'customer',
  gifts: 'product',
  order: 'order',
  product: 'product',
  tariff: 'tariff',
};

function pick(entity: Entity, at: unknown): string | null {
  const ids = known[entity];
  return typeof at === 'number' && ids.length > 0 ? (ids[at % ids.length] ?? null) : null;
}

function resolved(values: Values): Values {
  const entries = Object.entries(values).map(([field, value]): [string, unknown] => {
    const target = refers[field];
    if (!target || value === null) return [field, value];
    if (!Array.isArray(value)) return [field, pick(target, value)];
    const ids = value.flatMap((at) => pick(target, at) ?? []);
    return [field, ids.length > 0 ? [...new Set(ids)] : null];
  });
  return Object.fromEntries(entries);
}

async function run(step: Operation): Promise<void> {
  const { records } = company;
  const { entity } = step;
  if (step.do === 'create') {
    const { id } = await records.create(system, entity, resolved(step.values));
    known[entity].push(id);
    return;
  }
  if (step.do === 'import') {
    const columns = Object.entries(resolved(step.values)).filter(([, value]) => value !== null);
    if (columns.length === 0) return;
    const cells = columns.map(([, value]) => (Array.isArray(value) ? value.join(';') : String(value)));
    const lines = [columns.map(([field]) => field).join(','), cells.join(','), cells.join(',')];
    const fields = Object.fromEntries(
      columns.flatMap(([field]) => (refers[field] ? [[field, { column: field, by: 'id' }]] : [])),
    );
    await records.import(system, entity, Readable.from([`${lines.join('\n')}\n`]), { fields });
    return;
  }
  const id = pick(entity, 'at' in step && !Array.isArray(step.at) ? step.at : 0);
  if (step.do === 'bulk' || step.do === 'bulk-delete') {
    const at = step.do === 'bulk' ? step.at : [step.at, step.at + 1];
    const ids = [...new Set(at.flatMap((one) => pick(entity, one) ?? []))];
    const values = step.do === 'bulk' ? resolved(step.values) : undefined;
    if (ids.length === 0 || (values && Object.keys(values).length === 0)) return;
    await records.bulk(
      system,
      entity,
      values ? { action: 'update', ids, values } : { action: 'delete', ids },
    );
  } else if (id === null) return;
  else if (step.do === 'update')
    await records.update(system, entity, id, resolved(step.values), { version: 'any' });
  else if (step.do === 'delete') await records.delete(system, entity, id, { version: 'any' });
  else await records.restore(system, entity, id);
}

/** Refusals are part of life (records that are gone, or not gone); anything else is not. */
async function attempt(step: Operation): Promise<boolean> {
  try {
    await run(step);
    return true;
  } catch (error) {
    if (error instanceof TenonError) return false;
    throw error;
  }
}

async function everything(): Promise<Everything> {
  const all = new Map<string, Awaited<ReturnType<typeof company.records.query>>['items']>();
  for (const entity of entities) {
    all.set(entity, (await company.records.query(system, entity, { limit: 500 })).items);
  }
  return all;
}

/** Something to roll up at each level; what follows may change or remove it. */
const beginning: readonly Operation[] = [
  { do: 'create', entity: 'product', values: { name: 'Tee', price: '10' } },
  { do: 'create', entity: 'tariff', values: { fee: '1' } },
  { do: 'create', entity: 'customer', values: { region: 'north' } },
  { do: 'create', entity: 'customer', values: { region: 'north', parent: 0 } },
  { do: 'create', entity: 'order', values: { customer: 1, status: 'paid', placed_on: today, gifts: [0] } },
  { do: 'create', entity: 'line', values: { order: 0, product: 0, tariff: 0, pieces: 6 } },
  // A record that chance has deleted is seldom the one that chance restores.
  { do: 'delete', entity: 'line', at: 0 },
  { do: 'restore', entity: 'line', at: 0 },
];

async function forget(): Promise<void> {
  for (const entity of entities) {
    await company.db.query(sql`delete from ${sql.id('records', entity)}`);
    known[entity] = [];
  }
  await company.db.query(sql`delete from ${sql.id('records', 'order__gifts')}`);
}

describe('computed fields', () => {
  const seed = Number(process.env.TENON_SEED ?? Date.now() % 2 ** 31);

  it(`are kept as they are from scratch, in SQL and in memory (TENON_SEED=${seed})`, async () => {
    const done = new Map<Operation['do'], number>();
    let figures = 0;
    const seen = new Map<string, Set<string>>();
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        await forget();
        for (const first of beginning) {
          await run(first);
          done.set(first.do, (done.get(first.do) ?? 0) + 1);
        }
        for (const [index, atOnce] of sequence.entries()) {
          const results = await Promise.all(atOnce.map(attempt));
          atOnce.forEach((step, place) => {
            if (results[place]) done.set(step.do, (done.get(step.do) ?? 0) + 1);
          });
          if (index % 8 !== 0 && index < sequence.length - 1) continue;
          const all = await everything();
          const held = heldFigures(system, all);
          expect(held).toEqual(figuresInMemory(system, all));
          for (const group of rollupGroups(company.release))
            expect([group.entity, await differingIn(system, company.db, group)]).toEqual([group.entity, 0]);
          for (const [record, values] of Object.entries(held)) {
            for (const [field, value] of Object.entries(values)) {
              figures += 1;
              const path = `${record.split('/')[0]}.${field}`;
              seen.set(path, (seen.get(path) ?? new Set()).add(JSON.stringify(value)));
            }
          }
        }
      }),
      { seed, numRuns: 4, endOnFailure: true },
    );
    expect(figures).toBeGreaterThan(1_000);
    expect([...done.keys()].sort()).toEqual([
      'bulk',
      'bulk-delete',
      'create',
      'delete',
      'import',
      'restore',
      'update',
    ]);
    // The law would hold for figures that are always the same, too.
    const computed = [...company.release.model.entities.values()].flatMap(({ id, fields }) =>
      [...fields.values()].filter((field) => field.computed).map((field) => `${id}.${field.id}`),
    );
    expect(computed.filter((path) => (seen.get(path)?.size ?? 0) < 2)).toEqual([]);
  }, 120_000);
});
