import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import {
  type Company,
  columnsOf,
  entity,
  fill,
  fillMany,
  openReleases,
  segmentation,
  settled,
  valuesOf,
} from '../releases/testing/company.ts';
import { introspect } from './introspect.ts';
import { purgeRetired } from './purge.ts';
import { listRetired } from './retired.ts';

const integer = { id: 'size', type: 'integer' };
const tags = { id: 'tags', type: 'relation', options: { to: 'team', cardinality: 'many' } };
const parent = { id: 'parent', type: 'relation', options: { to: 'user', cardinality: 'one' } };

let company: Company;
let count = 0;
beforeAll(async () => {
  company = await openReleases();
});
afterAll(() => company.close());

const publish = (...documents: string[]) =>
  company.releases.publish({ documents, base: company.releases.current().number, note: '', by: null });

const agreed = async (...documents: string[]) => {
  const { releases } = company;
  const accept = (await releases.plan(documents)).impact.map(({ id }) => id);
  const base = releases.current().number;
  return await releases.publish({ documents, base, note: '', by: null, adjustments: { accept } });
};

/** A name that no other test uses, as all of them share one database. */
const fresh = () => `thing${++count}`;

async function tableNames(): Promise<string[]> {
  return [...(await introspect(company.db)).keys()].sort();
}

describe('tables', () => {
  it('[TB1] makes a table per entity, link relation and segmentation, with typed columns', async () => {
    const name = fresh();
    const money = { id: 'worth', type: 'money' };
    await publish(
      entity(name, [integer, tags, money, { id: 'on', type: 'date' }]),
      segmentation('tiers', name),
    );
    const actual = await introspect(company.db);
    const table = actual.get(`records.${name}`);
    expect(table?.columns.get('size')).toMatchObject({
      type: 'bigint',
      mark: { of: `${name}.size`, type: 'integer' },
    });
    expect(table?.columns.get('worth')?.type).toBe('numeric');
    expect(table?.columns.get('on')?.type).toBe('date');
    expect(table?.columns.get('name')).toMatchObject({ type: 'text', collation: 'C' });
    expect([...(actual.get(`records.${name}__tags`)?.primaryKey ?? [])]).toEqual(['from_id', 'to_id']);
    expect(actual.get('segments.tiers')?.primaryKey).toEqual(['record_id']);
    expect([...(table?.indexes.keys() ?? [])].map((index) => index.replace(/~.*/, ''))).toEqual([
      `${name}.newest`,
      `${name}.owner`,
    ]);
  });

  it('[TB2] finds nothing to change afterwards', async () => {
    const documents = [entity(fresh(), [integer, tags])];
    await publish(...documents);
    await settled(company.releases);
    expect((await company.releases.plan(documents)).tables).toEqual([]);
    await publish(...documents);
    expect(await company.releases.doctor()).toEqual([]);
  });

  it('[TB4] refuses a table and a column that somebody else made, and ignores others', async () => {
    const [name, other] = [fresh(), fresh()];
    await company.db.query(sql`create table records.${sql.id(name)} (precious text)`);
    await company.db.query(sql`create table records.bystander (precious text)`);
    await company.db.query(sql`insert into records.bystander values ('kept')`);
    await expect(publish(entity(name))).rejects.toThrow(`records.${name}`);
    expect((await company.releases.plan([entity(name)])).problems).toMatchObject([
      { code: 'storage-foreign' },
    ]);
    await publish(entity(other));
    await company.db.query(sql`alter table records.${sql.id(other)} add column size text`);
    await expect(publish(entity(other, [integer]))).rejects.toThrow(`records.${other}.size`);
    expect(await company.db.query(sql`select precious from records.bystander`)).toEqual([
      { precious: 'kept' },
    ]);
    expect(await columnsOf(company.db, other)).toEqual(['name', 'size']);
    await company.db.query(sql`drop table records.${sql.id(name)}, records.bystander`);
    await company.db.query(sql`alter table records.${sql.id(other)} drop column size`);
  });

  it('[TB5] keeps names within 63 bytes, living and retired', async () => {
    const long = `e${'x'.repeat(29)}`;
    const link = { id: `f${'y'.repeat(27)}`, type: 'relation', options: { to: 'team', cardinality: 'many' } };
    const column = { id: `g${'z'.repeat(47)}`, type: 'text', unique: true };
    const { number } = await publish(entity(long, [link, column]));
    await publish(entity(long));
    await settled(company.releases);
    for (const table of (await introspect(company.db)).values()) {
      for (const name of [table.name, ...table.columns.keys(), ...table.indexes.keys()]) {
        expect(name.length).toBeLessThanOrEqual(63);
      }
    }
    await company.releases.rollback(number, null);
    expect(await company.releases.doctor()).toEqual([]);
  });

  it('[TB6] [TB8] sets a removed field aside, and brings it back with its values', async () => {
    const name = fresh();
    const { number } = await publish(entity(name, [integer, tags]));
    await fill(company.db, name, [{ name: 'a', size: '7' }, { name: 'b' }]);
    const removed = await publish(entity(name));
    await settled(company.releases);
    expect(await columnsOf(company.db, name)).toEqual(['name', `size~${removed.number}`]);
    expect(await tableNames()).toContain(`records.${name}__tags~${removed.number}`);
    expect((await listRetired(company.db)).map(({ of }) => of)).toEqual(
      expect.arrayContaining([`${name}.size`, `${name}.tags`]),
    );
    await company.releases.rollback(number, null);
    expect(await columnsOf(company.db, name)).toEqual(['name', 'size']);
    expect(await valuesOf(company.db, name, 'size')).toEqual(['7', null]);
    expect((await listRetired(company.db)).filter(({ of }) => of.startsWith(`${name}.`))).toEqual([]);
    expect(await company.releases.doctor()).toEqual([]);
  });

  it('[TB6] sets a removed entity aside with its rows, and brings it back', async () => {
    const name = fresh();
    const { number } = await publish(
      entity(name, [{ ...integer, unique: true }]),
      segmentation('aside', name),
    );
    await fill(company.db, name, [{ name: 'a', size: '7' }]);
    const removed = await publish();
    await settled(company.releases);
    expect(await tableNames()).toEqual(
      expect.arrayContaining([`records.${name}~${removed.number}`, `segments.aside~${removed.number}`]),
    );
    await company.releases.rollback(number, null);
    await settled(company.releases);
    expect(await valuesOf(company.db, name, 'size')).toEqual(['7']);
    await expect(fill(company.db, name, [{ name: 'b', size: '7' }])).rejects.toThrow('unique');
    expect(await company.releases.doctor()).toEqual([]);
  });

  it.each([
    ['before it is renamed', 3_600_000],
    ['after it is renamed', 0],
  ])('[TB7] gives a field made anew a fresh column %s', async (_when, graceMs) => {
    const name = fresh();
    const node = await company.node({ graceMs });
    const go = (...documents: string[]) =>
      node.publish({ documents, base: node.current().number, note: '', by: null });
    const first = await go(entity(name, [{ ...integer, unique: true }]));
    await fill(company.db, name, [{ name: 'a', size: '1' }]);
    await go(entity(name));
    if (graceMs === 0) await settled(node);
    const second = await go(entity(name, [{ ...integer, unique: true }]));
    expect(await valuesOf(company.db, name, 'size')).toEqual([null]);
    await fill(company.db, name, [{ name: 'b', size: '1' }]);
    await node.rollback(first.number, null);
    expect(await valuesOf(company.db, name, 'size')).toEqual(['1', null]);
    await node.rollback(second.number, null);
    expect(await valuesOf(company.db, name, 'size')).toEqual([null, '1']);
    expect(await node.doctor()).toEqual([]);
    await node.stop();
  });

  it('[TB9] keeps, converts or sets aside the values of a field that changes its type', async () => {
    const name = fresh();
    const choices = [
      { id: 'small', label: 'S' },
      { id: 'large', label: 'L' },
    ];
    const before = await publish(
      entity(name, [integer, { id: 'kind', type: 'choice', options: { choices } }, parent]),
    );
    const id = '01890000-0000-7000-8000-000000000001';
    await fill(company.db, name, [
      { name: 'a', size: '12', kind: 'small' },
      { name: 'b', parent: id },
    ]);
    const next = entity(name, [
      { id: 'size', type: 'decimal' },
      { id: 'kind', type: 'text' },
      { id: 'parent', type: 'relation', options: { to: 'team', cardinality: 'one' } },
    ]);
    const plan = await company.releases.plan([next]);
    const tables = plan.tables.filter(
      ({ sql: text }) => text.join().includes(`"${name}"`) || text.join().includes('kind'),
    );
    expect(tables.map(({ change, safety }) => `${change} ${safety}`).sort()).toEqual(
      [
        'add_column safe',
        'carry_columns needs_backfill',
        'carry_columns needs_backfill',
        'create_index safe',
        'retire_column retires',
      ].sort(),
    );
    expect(plan.problems.filter(({ code }) => code === 'conversion-loses')).toMatchObject([
      { severity: 'error', details: { field: 'parent', count: 1 } },
    ]);
    expect(plan.impact).toMatchObject([
      {
        id: `losing:${name}.parent`,
        records: 1,
        total: 1,
        mustAgree: true,
        sample: [{ title: 'b', value: id }],
      },
    ]);
    await expect(publish(next)).rejects.toMatchObject({ code: 'invalid-configuration' });
    await agreed(next);
    await settled(company.releases);
    expect(await valuesOf(company.db, name, 'size')).toEqual(['12', null]);
    expect(await valuesOf(company.db, name, 'kind')).toEqual(['small', null]);
    expect(await valuesOf(company.db, name, 'parent')).toEqual([null, null]);
    await company.releases.rollback(before.number, null);
    await settled(company.releases);
    expect(await valuesOf(company.db, name, 'size')).toEqual(['12', null]);
    expect(await valuesOf(company.db, name, 'kind')).toEqual(['small', null]);
    expect(await valuesOf(company.db, name, 'parent')).toEqual([null, id]);
    expect(await company.releases.doctor()).toEqual([]);
  });

  it('[TB10] drops retired data only when told to, and only what is old enough', async () => {
    const name = fresh();
    const { number } = await publish(entity(name, [integer]));
    await fill(company.db, name, [{ name: 'a', size: '7' }]);
    await publish(entity(name));
    await settled(company.releases);
    const before = new Date(Date.now() - 60_000).toISOString();
    expect(await purgeRetired(company.db, { before })).toEqual([]);
    expect((await columnsOf(company.db, name)).length).toBe(2);
    const purged = await purgeRetired(company.db, { before: new Date(Date.now() + 1_000).toISOString() });
    expect(purged.map(({ of }) => of)).toContain(`${name}.size`);
    expect(await columnsOf(company.db, name)).toEqual(['name']);
    await company.releases.rollback(number, null);
    expect(await valuesOf(company.db, name, 'size')).toEqual([null]);
    expect(await company.releases.doctor()).toEqual([]);
  });

  it('[TB12] [TB13] builds indexes of filled tables: unique ones at once, others afterwards', async () => {
    const name = fresh();
    await publish(entity(name, [integer, parent]));
    await fillMany(company.db, name, 100_000);
    const unique = entity(name, [integer, parent], {
      sort: [{ field: 'size', direction: 'desc' }],
    });
    const started = performance.now();
    await publish(unique.replace('"label":"Name"', '"label":"Name","unique":true'));
    expect(performance.now() - started).toBeLessThan(10_000);
    await expect(fill(company.db, name, [{ name: '1' }])).rejects.toThrow('unique');
    await settled(company.releases);
    const indexes = (await introspect(company.db)).get(`records.${name}`)?.indexes;
    expect(
      [...(indexes?.values() ?? [])].map(({ name: index, valid }) => [index.replace(/~.*/, ''), valid]),
    ).toEqual([
      [`${name}.name_unique`, true],
      [`${name}.newest`, true],
      [`${name}.order`, true],
      [`${name}.owner`, true],
      [`${name}.parent`, true],
    ]);
    expect(await company.db.query(sql`select name from tenon.pending_steps`)).toEqual([]);
    expect(await company.releases.doctor()).toEqual([]);
  });

  it('[TB13] says how many records stand against uniqueness, and publishes nothing', async () => {
    const name = fresh();
    const { number } = await publish(entity(name, [integer]));
    await fill(company.db, name, [
      { name: 'a', size: '1' },
      { name: 'b', size: '1' },
      { name: 'c', size: '2' },
      { name: 'd', size: '2', deleted_at: 'now' },
      { name: 'e' },
      { name: 'f' },
    ]);
    const unique = entity(name, [{ ...integer, unique: true }]);
    const plan = await company.releases.plan([unique]);
    expect(plan.problems).toMatchObject([
      { code: 'unique-has-duplicates', severity: 'error', details: { field: 'size', values: 1, records: 2 } },
    ]);
    await expect(publish(unique)).rejects.toMatchObject({
      code: 'invalid-configuration',
      problems: [{ code: 'unique-has-duplicates', document: { kind: 'entity', id: name } }],
    });
    expect(company.releases.current().number).toBe(number);
    expect(await company.releases.doctor()).toEqual([]);
  });
});
