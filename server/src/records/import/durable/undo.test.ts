import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import type { ImportMapping, RecordBody } from '@tenon/model';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import type { Context } from '../../../context.ts';
import { createDuplicates } from '../../../duplicates/index.ts';
import { createJobs } from '../../../jobs/index.ts';
import { createSearch } from '../../../search/index.ts';
import { createOwnershipGate } from '../../../work/ownership/ownership.ts';
import { differingIn, rollupGroups } from '../../derived/index.ts';
import type { Values } from '../../records.ts';
import { type Company, openCompany } from '../../testing/company.ts';
import { documents } from '../../testing/firms.ts';
import { type DurableImports, durableImports } from '../../testing/imports.ts';
import { undoImport } from './undo.ts';

let company: Company;
let durable: DurableImports;
let admin: Context;
let clerk: Context;
beforeAll(async () => {
  company = await openCompany(documents);
  admin = await company.person('Ada', ['administrator']);
  clerk = await company.person('Cleo', ['clerk']);
  durable = durableImports(company, [admin, clerk]);
  await durable.jobs.start();
});
afterAll(async () => {
  await durable?.jobs.stop();
  await company?.close();
});
beforeEach(async () => {
  for (const table of ['firm', 'firm__friends'])
    await company.db.query(sql`delete from ${sql.id('records', table)}`);
  await company.db.query(sql`delete from search.entries`);
  for (const table of ['changes', 'imports', 'match_keys', 'duplicate_pairs'])
    await company.db.query(sql`delete from ${sql.id('tenon', table)}`);
});

const create = async (values: Values) => (await company.records.create(admin, 'firm', values)).id;
const update = (id: string | undefined, values: Values, context = admin) =>
  company.records.update(context, 'firm', id ?? '', values, { version: 'any' });
const skip: ImportMapping = { key: 'name', onError: 'skip' };

async function firms(): Promise<Map<string, RecordBody>> {
  const { items } = await company.records.query(admin, 'firm', { limit: 500, titles: true });
  return new Map(items.map((record) => [String(record.name), record]));
}

async function left(id: string, context = admin): Promise<readonly (readonly string[])[]> {
  const file = await text(Readable.from(await durable.imports.file(context, id, 'left')));
  const lines = file.trim().split('\n').slice(1);
  return lines.map((line) => line.split(',').toSpliced(1, 1)).sort();
}

describe('taking an import back', () => {
  it('[IM60] puts back no state that is not sound by now; the rest is undone, and each row is told', async () => {
    const p1 = await create({ name: 'P1' });
    const p3 = await create({ name: 'P3' });
    await create({ name: 'P2' });
    const ids: { [name: string]: string } = {};
    for (const values of [
      { name: 'Order', low: 5, high: 6 },
      { name: 'Code', code: 'x1' },
      { name: 'Tax', city: '上海' },
      { name: 'Phone', phone: '+8613800138000' },
      { name: 'Gone', parent: p1 },
      { name: 'Closed', parent: p3 },
      { name: 'Stage', stage: 'lead' },
      { name: 'Clean', city: 'Rome' },
      { name: 'Twin', city: 'Oslo' },
    ])
      ids[values.name] = await create(values);
    const csv = stringify([
      ['name', 'low', 'high', 'code', 'tax', 'phone', 'parent', 'stage', 'city'],
      ['Order', '1', '2', '', '', '', '', '', ''],
      ['Code', '', '', 'x2', '', '', '', '', ''],
      ['Tax', '', '', '', 'T-1', '', '', '', '上海'],
      ['Phone', '', '', '', '', '+8613900139000', '', '', ''],
      ['Gone', '', '', '', '', '', 'P2', '', ''],
      ['Closed', '', '', '', '', '', 'P2', '', ''],
      ['Stage', '', '', '', '', '', '', 'won', ''],
      ['Clean', '', '', '', '', '', '', '', 'Paris'],
      ['Twin', '', '', '', '', '', '', '', 'Bern'],
      ['New', '7', '', '', '', '', 'P2', '', ''],
      ['Newer', '', '', '', '', '', 'New', '', ''],
      ['Clean', '', '', '', '', '', '', '', 'Milan'],
    ]);
    const done = await durable.run(admin, 'firm', csv, skip);
    expect([done.errors, done.counts]).toMatchObject([[], { created: 2, updated: 10 }]);
    await update(ids.Order, { high: 3 });
    await create({ name: 'Thief', code: 'X1' });
    await update(ids.Tax, { country: 'CN' });
    await create({ name: 'Caller', phone: '+8613800138000' });
    await company.records.delete(admin, 'firm', p1, { version: 'any' });
    await update(p3, { closed: true });
    await create({ name: 'TWIN', city: 'oslo' });

    // A process dies with its second step; another goes on.
    let steps = 0;
    await company.db.query(sql`update tenon.imports set state = 'undoing' where id = ${done.id}`);
    const attempt = {
      signal: new AbortController().signal,
      fence: async () => {
        steps += 1;
        if (steps > 1) throw new Error('Killed');
      },
    };
    const deps = { now: () => new Date().toISOString(), ownership: createOwnershipGate() };
    const undoing = { deps, db: company.db, context: clerk, attempt };
    await expect(undoImport(undoing, done.id)).rejects.toThrow('Killed');
    await durable.imports.undo(clerk, done.id);
    const undone = await durable.settled(clerk, done.id);
    expect([undone.state, undone.undo]).toEqual(['undone', { deleted: 2, putBack: 3, left: 8 }]);
    const now = await firms();
    expect(['Order', 'Code', 'Tax', 'Phone'].map((name) => now.get(name))).toMatchObject([
      { low: 1, high: 3 },
      { code: 'x2' },
      { tax: 'T-1' },
      { phone: '+8613900139000' },
    ]);
    expect(['Gone', 'Closed'].map((name) => now.get(name)?.$titles?.parent)).toEqual(['P2', 'P2']);
    expect([now.get('Stage')?.stage, now.get('Clean')?.city, now.get('Twin')?.city]).toEqual([
      'lead',
      'Rome',
      'Bern',
    ]);
    expect([now.has('New'), now.get('P2')?.below]).toEqual([false, '0']);
    expect(await left(done.id)).toEqual(
      [
        ['Firm', 'Closed', 'Parent', 'The parent is closed.'],
        ['Firm', 'Code', 'Code', 'another record has the old value by now'],
        ['Firm', 'Gone', 'Parent', 'the record that it referred to is deleted'],
        ['Firm', 'Order', 'High', 'changed since the import'],
        ['Firm', 'Order', 'Low', 'Low must not be above high.'],
        ['Firm', 'Phone', 'Phone', 'it would be a duplicate of another record'],
        ['Firm', 'Tax', 'Tax number', 'the field must not be empty any more'],
        ['Firm', 'Twin', 'City', 'another record has the old value by now'],
      ].sort(),
    );
    // The clerk knows of no tax numbers, and hears of none.
    const chinese = { ...clerk, locale: { ...clerk.locale, language: 'zh-CN' as const } };
    expect(await left(done.id, chinese)).toContainEqual(['公司', 'Tax', '', '该字段现已不能为空']);
  }, 30_000);

  it('[IM61] leaves what somebody writes while it goes on, as a whole, and says so', async () => {
    const old = await create({ name: 'Old', city: 'Rome' });
    const done = await durable.run(admin, 'firm', 'name,city\nOld,Paris\nMade,Paris\nSpare,Paris\n', skip);
    const made = (await firms()).get('Made')?.id;
    await company.db.transaction(async (tx) => {
      await update(made, { low: 4 }, { ...admin, tx });
      await update(old, { city: 'Lima' }, { ...admin, tx });
      await durable.imports.undo(admin, done.id);
      for (let waits = 0; waits === 0; ) {
        const rows = await company.db.query(sql`
          select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
        waits = rows.length;
      }
    });
    expect((await durable.settled(admin, done.id)).undo).toEqual({ deleted: 1, putBack: 0, left: 2 });
    const now = await firms();
    expect([...now.keys()].sort()).toEqual(['Made', 'Old']);
    expect([now.get('Made'), now.get('Old')]).toMatchObject([{ city: 'Paris', low: 4 }, { city: 'Lima' }]);
    expect(await left(done.id)).toEqual([
      ['Firm', 'Made', '', 'changed since the import'],
      ['Firm', 'Old', 'City', 'changed since the import'],
    ]);
  });

  it('[IM62] leaves records, roll-ups, history, search and duplicates as if nothing had been', async () => {
    const { db, release } = company;
    const parts = {
      db,
      releases: { current: () => release, onChange: () => () => {} },
      jobs: createJobs({ db }),
    };
    const now = () => new Date().toISOString();
    const search = createSearch({ ...parts, now });
    const duplicates = createDuplicates({ ...parts, now, ownership: createOwnershipGate() });
    const followed = async () => {
      await search.catchUp();
      await duplicates.catchUp();
      const [entries, keys, pairs] = await Promise.all([
        db.query(
          sql`select e.* from search.entries e join records.firm f on f.id = e.record_id where f.deleted_at is null order by e.record_id`,
        ),
        db.query(sql`select k.rule, k.record_id, k.key from tenon.match_keys k order by 1, 2, 3`),
        db.query(
          sql`select p.rule, p.a, p.b from tenon.duplicate_pairs p where p.state = 'open' order by 1, 2, 3`,
        ),
      ]);
      const records = await db.query(
        sql`select to_jsonb(f) - '{version,updated_at,updated_by}'::text[] as f from records.firm f where deleted_at is null order by id`,
      );
      const links = await db.query(
        sql`select l.* from records.firm__friends l join records.firm f on f.id = l.from_id where f.deleted_at is null order by 1, 2`,
      );
      return { records, links, entries, keys, pairs };
    };
    const name = fc.constantFrom(...Array.from({ length: 14 }, (_, index) => `Firm ${index} 贸易`));
    const row = fc.record({
      name,
      city: fc.constantFrom('', 'Rome', '上海'),
      phone: fc.constantFrom('', '', '+8613800138001', '+8613800138002'),
      low: fc.constantFrom('', '1', '20'),
      high: fc.constantFrom('', '10', '30'),
      worth: fc.constantFrom('', '12.5', '7 EUR'),
      parent: fc.oneof(fc.constant(''), name),
      friends: fc.oneof(fc.constant(''), name),
    });
    const file = fc.array(row, { minLength: 3, maxLength: 14 });
    const csvOf = (rows: readonly object[]) => stringify([...rows], { header: true });
    await fc.assert(
      fc.asyncProperty(file, file, async (first, second) => {
        await durable.run(admin, 'firm', csvOf(first), skip);
        const before = await followed();
        const done = await durable.run(admin, 'firm', csvOf(second), skip);
        expect(done.state).toBe('done');
        await durable.imports.undo(admin, done.id);
        const undone = await durable.settled(admin, done.id);
        expect([undone.state, undone.undo?.left]).toEqual(['undone', 0]);
        expect(await followed()).toEqual(before);
        for (const group of rollupGroups(release)) expect(await differingIn(admin, db, group)).toBe(0);
        expect(await replayed()).toEqual([]);
      }),
      { numRuns: 4 },
    );
  }, 60_000);

  /** Records that are not what their history says. */
  async function replayed(): Promise<readonly string[]> {
    const logged = await company.db.query<{
      record_id: string;
      changes: { [field: string]: [unknown, unknown] };
    }>(sql`select record_id, changes from tenon.changes where entity = 'firm' order by record_id, version`);
    const told = new Map<string, { [field: string]: unknown }>();
    for (const { record_id, changes } of logged) {
      const record = told.get(record_id) ?? {};
      for (const [field, [from, to]] of Object.entries(changes)) {
        if (JSON.stringify(record[field] ?? null) !== JSON.stringify(from)) return [`${record_id} ${field}`];
        record[field] = to;
      }
      told.set(record_id, record);
    }
    return [...(await firms()).values()].flatMap((record) =>
      Object.entries(told.get(record.id) ?? {}).flatMap(([field, value]) =>
        JSON.stringify(record[field] ?? null) === JSON.stringify(value) ? [] : `${record.id} ${field}`,
      ),
    );
  }
});

describe('references to rows further down', () => {
  it('[IM63] are held against the constraints once the rows are there', async () => {
    // A key that comes again divides the file.
    const csv = 'name,parent,closed\nChild,Shut,\nOther,Open,\nOther,Open,\nShut,,true\nOpen,,\n';
    const done = await durable.run(admin, 'firm', csv, skip);
    expect([done.counts.created, done.counts.failed]).toEqual([4, 1]);
    expect(done.errors).toMatchObject([
      { row: 2, column: 'parent', code: 'rule-broken', message: 'The parent is closed.', value: 'Shut' },
    ]);
    const now = await firms();
    expect([now.get('Child')?.parent, now.get('Other')?.$titles?.parent]).toEqual([null, 'Open']);
    // In one transaction there is no row to leave out any more: the file is refused as a whole.
    const whole = (onError: 'stop' | 'skip', lines: string) =>
      company.records.import(admin, 'firm', Readable.from([lines]), { key: 'name', onError });
    const again = csv.replaceAll(/(Child|Other|Shut|Open)/g, 'Next $1');
    for (const onError of ['stop', 'skip'] as const) {
      const refused = await whole(onError, again);
      expect(refused).toMatchObject({ state: 'failed', created: 0, failed: 1 });
      expect(refused.errors).toMatchObject([{ row: 2, column: 'parent', code: 'rule-broken' }]);
    }
    expect((await firms()).size).toBe(4);
    const links = await whole('skip', 'name,friends\nA,B;Ghost\nB,Ghost\nC,A\n');
    expect(links).toMatchObject({ state: 'done', created: 3 });
    const logged = await company.db.query(
      sql`select changes -> 'friends' as friends from tenon.changes where changes -> 'name' ->> 1 in ('A', 'B') order by changes -> 'name' ->> 1`,
    );
    const b = (await firms()).get('B')?.id;
    expect(logged).toEqual([{ friends: [null, [b]] }, { friends: null }]);
  });
});
