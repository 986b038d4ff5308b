import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import type { ImportMapping } from '@tenon/model';
import type { Context } from '../../context.ts';
import { refusal } from '../testing/asking.ts';
import { type Company, openCompany } from '../testing/company.ts';
import { documents as firms } from '../testing/firms.ts';
import { counts } from '../testing/importing.ts';
import { type DurableImports, durableImports } from '../testing/imports.ts';

/** Offices are one by firm and room; desks by firm and number, and nobody says that they are. */
const office = {
  kind: 'entity',
  id: 'office',
  label: 'Office',
  titleField: 'room',
  fields: [
    { id: 'room', type: 'text', label: { en: 'Room', 'zh-CN': '房间' } },
    { id: 'firm', type: 'relation', label: 'Firm', options: { to: 'firm', cardinality: 'one' } },
    { id: 'number', type: 'integer', label: 'Number' },
    { id: 'note', type: 'text', label: 'Note' },
    { id: 'twin', type: 'relation', label: 'Twin', options: { to: 'office', cardinality: 'one' } },
    { id: 'firms', type: 'relation', label: 'Firms', options: { to: 'firm', cardinality: 'many' } },
  ],
  uniques: [{ id: 'room_of_firm', fields: ['firm', 'room'], ignoreCase: true }],
};

let company: Company;
let admin: Context;
let durable: DurableImports;
beforeAll(async () => {
  company = await openCompany([...firms, office]);
  admin = await company.person('Ada', ['administrator']);
  durable = durableImports(company, [admin]);
  await durable.jobs.start();
});
afterAll(async () => {
  await durable?.jobs.stop();
  await company?.close();
});
beforeEach(async () => {
  for (const table of ['firm', 'office'])
    await company.db.query(sql`delete from ${sql.id('records', table)}`);
  await company.db.query(sql`delete from tenon.imports`);
});

const load = (csv: string, mapping: ImportMapping, entity = 'office', context = admin) =>
  company.records.import(context, entity, Readable.from([csv]), mapping);
const offices = async () =>
  (await company.records.query(admin, 'office', { titles: true, sort: [{ field: 'room' }] })).items.map(
    ({ room, note, number, $titles }) => [$titles?.firm, room, number, note],
  );
const firm = async (name: string, city = 'Rome') =>
  await company.records.create(admin, 'firm', { name, city });

describe('a key of several fields', () => {
  it('[IM70] finds records by all of them at once, in any case where the unique set says so', async () => {
    await firm('华为');
    await firm('Acme');
    const mapping: ImportMapping = { key: ['firm', 'room'] };
    const csv = 'firm,room,note\nAcme,a1,x\n华为,Ａ１,y\nAcme,B2,z\n';
    expect(counts(await load(csv, mapping))).toEqual(['done', 3, 3, 0, 0, 0]);
    const again = 'firm,room,note\nAcme,A1,x\n华为,a1,new\nAcme,B2,z\n华为,B2,\n';
    expect(counts(await load(again, mapping))).toEqual(['done', 4, 1, 2, 1, 0]);
    expect(await offices()).toEqual([
      ['华为', 'a1', null, 'new'],
      ['Acme', 'A1', null, 'x'],
      ['Acme', 'B2', null, 'z'],
      ['华为', 'B2', null, null],
    ]);
    const update = await load('firm,room,note\nAcme,C3,x\nAcme,,x\nGhost,A1,x\n', {
      ...mapping,
      mode: 'update',
      onError: 'skip',
    });
    expect(update.errors.map(({ row, column, code }) => [row, column, code])).toEqual([
      [2, 'firm', 'not-found'],
      [3, 'room', 'required'],
      [4, 'firm', 'unknown-reference'],
    ]);
    const create = await load('firm,room\nAcme,b2\n', { ...mapping, mode: 'create' });
    expect(create.errors).toMatchObject([
      { row: 2, code: 'not-unique', message: 'Another record has the same: Firm, Room' },
    ]);
  });

  it('[IM71] of any fields says when several records answer to it, in the language of the reader', async () => {
    await load('room,number,note\nA,1,x\nA,1,y\nA,2,z\n', { ignore: [] });
    const chinese: Context = { ...admin, locale: { ...admin.locale, language: 'zh-CN' } };
    const mapping: ImportMapping = { key: ['room', 'number'], mode: 'update', onError: 'skip' };
    const csv = 'room,number,note\nA,1,new\nA,2,new\n';
    const done = await load(csv, mapping, 'office', chinese);
    expect(counts(done)).toEqual(['done', 2, 0, 1, 0, 1]);
    expect(done.errors).toMatchObject([
      { row: 2, code: 'ambiguous-key', message: '有多条记录的以下内容相同：房间、Number' },
    ]);
  });

  it('[IM72] that comes again updates what its first row wrote, or is an error of its row; a check says the same', async () => {
    await firm('Acme');
    const csv = `firm,room,note\nAcme,a,1\nAcme,A,2\nAcme,b,1\nAcme,,x\nAcme,,x\n${Array.from({ length: 1_200 }, (_, n) => `Acme,R${n},`).join('\n')}\nAcme,R3,again\n`;
    const key = ['firm', 'room'];
    const known = { onError: 'skip', key } as const;
    const checkAndRun = async (mapping: ImportMapping) => {
      const { id } = await durable.upload(admin, 'office', csv, mapping);
      await durable.imports.check(admin, id);
      const checked = await durable.settled(admin, id);
      await durable.imports.run(admin, id);
      return [checked, await durable.settled(admin, id)] as const;
    };
    const [refused, done] = await checkAndRun({ ...known, repeats: 'error' });
    expect(refused.counts).toEqual(done.counts);
    expect([refused.errors, done.counts]).toMatchObject([done.errors, { created: 1_202, failed: 4 }]);
    expect(done.errors.map(({ row, code, message }) => [row, code, message])).toEqual([
      [3, 'key-again', 'Row 2 has the same key'],
      [5, 'required', 'The key “Room” is empty'],
      [6, 'required', 'The key “Room” is empty'],
      [1_207, 'key-again', 'Row 10 has the same key'],
    ]);
    await durable.imports.undo(admin, done.id);
    await durable.settled(admin, done.id);
    const [checked, taken] = await checkAndRun(known);
    expect(checked.counts).toEqual(taken.counts);
    expect(taken.counts).toMatchObject({ created: 1_202, updated: 2, unchanged: 0, failed: 2 });
  }, 60_000);

  it('[IM73] names other records by all fields that are unique together there', async () => {
    await firm('Acme', 'Rome');
    await firm('Acme', 'Oslo');
    const fields = { firm: { columns: ['Name', 'Place'], by: ['name', 'city'] } };
    const csv = 'room,Name,Place\n1,ACME,oslo\n2,"A;""c",Rome\n3,,\n4,Acme,\n';
    const done = await load(csv, { fields, onError: 'skip' });
    expect(counts(done)).toEqual(['done', 4, 2, 0, 0, 2]);
    expect(done.errors.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, 'Name, Place', 'unknown-reference'],
      [5, 'Name, Place', 'unknown-reference'],
    ]);
    const made = await load('room,Name,Place\n2,"A;""c",Rome\n', {
      fields: { firm: { ...fields.firm, missing: 'create' } },
    });
    expect(counts(made)).toEqual(['done', 1, 1, 0, 0, 0]);
    const { items } = await company.records.query(admin, 'office', { titles: true });
    expect(items.map(({ room, $titles }) => [room, $titles?.firm]).sort()).toEqual([
      ['1', 'Acme'],
      ['2', 'A;"c'],
      ['3', undefined],
    ]);
    const cities = await company.db.query(
      sql`select f.city from records.office o join records.firm f on f.id = o.firm order by o.room`,
    );
    expect(cities).toEqual([{ city: 'Oslo' }, { city: 'Rome' }]);
  });

  it.each<[string, unknown, string]>([
    ['a field twice', { key: ['room', 'room'] }, '/key'],
    ['no field', { key: [] }, '/key'],
    ['too many', { key: Array.from({ length: 9 }, (_, n) => `k${n}`) }, '/key'],
    ['a field of no column', { key: ['room', 'number'] }, '/key'],
    ['the id among others', { key: ['id', 'room'] }, '/key'],
    ['the file itself', { key: ['room', 'twin'] }, '/key'],
    ['a list', { key: ['room', 'firms'] }, '/key'],
    ['no way to repeat', { key: 'room', repeats: 'never' }, '/repeats'],
    [
      'several names for one column',
      { fields: { firm: { column: 'firm', by: ['name', 'city'] } } },
      '/fields/firm/columns',
    ],
    [
      'names that are not unique',
      { fields: { firm: { columns: ['firm', 'room'], by: ['name', 'low'] } } },
      '/fields/firm/by',
    ],
    [
      'a column that is not there',
      { fields: { firm: { columns: ['firm', 'no'], by: ['name', 'city'] } } },
      '/fields/firm/columns/1',
    ],
    ['both', { fields: { firm: { column: 'firm', columns: ['firm'] } } }, '/fields/firm'],
  ])('[IM74] refuses %s', async (_name, mapping, pointer) => {
    const told = await refusal(load('id,room,firm,twin,firms\n', mapping as ImportMapping));
    expect(told.errors.map((error) => error.pointer)).toContain(pointer);
  });
});
