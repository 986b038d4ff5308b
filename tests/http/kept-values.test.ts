/** Numbers that the server gives, formatted texts, and values behind masks, over every way of writing. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import { systemContext } from '../../server/src/identity/viewers.ts';
import { openTenon } from '../../server/src/main.ts';
import { renewValues } from '../../server/src/records/keeping/renew.ts';
import {
  type Client,
  type Instance,
  type Json,
  type Person,
  startInstance,
  testSecretKeys,
} from '../support/index.ts';
import { keptDocuments } from './kept-documents.ts';

let instance: Instance;
let clerk: Person;
let reader: Person;
let auditor: Person;
beforeAll(async () => {
  instance = await startInstance(keptDocuments);
  clerk = await instance.user('Cleo Clerk', ['clerk']);
  reader = await instance.user('Rita Reader', ['reader']);
  auditor = await instance.user('Aude Auditor', ['auditor']);
}, 60_000);
afterAll(() => instance.close());

const create = async (values: Json, client: Client = clerk.client) => {
  const { status, body } = await client.call('POST', '/records/contract', { name: 'Any', ...values });
  return { status, ...body } as Json & { readonly status: number; readonly id: string };
};
const patch = (id: unknown, version: number, values: Json, client: Client = clerk.client) =>
  client.call('PATCH', `/records/contract/${String(id)}`, values, { 'if-match': `"${version}"` });
const system = () => systemContext(instance.tenon, instance.tenon.releases.current());
const year = new Date().getUTCFullYear();
const iban = 'DE89370400440532013000';
const everything = async () => {
  const rows = await instance.tenon.db.query<{ text: string }>(sql`
    select c::text as text from tenon.changes c union all select r::text from records.contract r`);
  return rows.map(({ text }) => text).join('\n');
};

describe('automatic numbers', () => {
  it('are never doubled, whoever writes at once, and never written by people', async () => {
    const made = await Promise.all(Array.from({ length: 40 }, (_, index) => create({ name: `N${index}` })));
    expect(made.map(({ status }) => status)).toEqual(made.map(() => 201));
    const numbers = made.map(({ number }) => String(number));
    expect(new Set(numbers).size).toBe(40);
    for (const number of numbers) expect(number).toMatch(new RegExp(`^C-${year}-\\d{4}$`));
    expect((await create({ number: 'C-1999-0001' })).errors).toMatchObject([
      { pointer: '/number', code: 'read-only-field' },
    ]);
    expect((await patch(made[0]?.id, 1, { number: 'mine' })).body.errors).toMatchObject([
      { pointer: '/number' },
    ]);
    const sorted = await auditor.client.call<{ items: Json[] }>(
      'GET',
      '/records/contract?sort=number&fields=number&limit=50',
    );
    const order = sorted.body.items.map(({ number }) => String(number));
    expect(order).toEqual([...order].sort());
  });

  it('go on after what an import brings', async () => {
    const context = { ...system(), source: 'import' as const };
    const given = await instance.tenon.records.create(context, 'contract', {
      name: 'Imported',
      number: `C-${year}-7000`,
    });
    expect(given.number).toBe(`C-${year}-7000`);
    expect((await create({})).number).toBe(`C-${year}-7001`);
    const twice = instance.tenon.records.create(context, 'contract', {
      name: 'Twice',
      number: `C-${year}-7001`,
    });
    await expect(twice).rejects.toMatchObject({ code: 'unique-conflict' });
  });

  it('are given to records that were there before the field', async () => {
    const made = await create({ name: 'Old' });
    await instance.tenon.db.query(
      sql`update records.contract set number = null, number__order = null where id = ${made.id}`,
    );
    expect(await renewValues(system())).toEqual({ made: 1, left: 0 });
    const { body } = await clerk.client.call('GET', `/records/contract/${made.id}`);
    expect(body.number).toMatch(new RegExp(`^C-${year}-7\\d{3}$`));
    expect([body.number === made.number, body.version]).toEqual([false, 1]);
  });
});

describe('imports', () => {
  const load = (csv: string, mapping: Json = {}) =>
    auditor.client.call<{ created: number; failed: number; errors: Json[] }>(
      'POST',
      `/records/contract/import?mapping=${encodeURIComponent(JSON.stringify(mapping))}`,
      csv,
      { 'content-type': 'text/csv' },
    );

  it('give numbers, clean texts and seal values; a row that is refused tells nothing of its secret', async () => {
    const secret = 'NL91ABNA0417164300';
    const { body } = await load(
      `name,number,note,iban\nRow 1,,<p onclick=x()>a</p>,${secret}\nRow 2,,plain & simple,\nRow 3,C-${year}-7900,,••••••9999\n`,
    );
    expect(body).toMatchObject({ created: 0, failed: 1, errors: [{ row: 4, column: 'iban' }] });
    const done = await load(
      `name,number,note,iban\nRow 1,,<p onclick=x()>a</p>,${secret}\nRow 2,,plain & simple,\nRow 3,C-${year}-7900,,\n`,
    );
    expect(done.body).toMatchObject({ created: 3, failed: 0 });
    const rows = await auditor.client.call<{ items: Json[] }>('POST', '/records/contract/query', {
      where: { starts_with: [{ var: 'name' }, 'Row '] },
      sort: [{ field: 'name' }],
    });
    expect(rows.body.items.map(({ note, iban: mask }) => [note, mask])).toEqual([
      ['<p>a</p>', '••••••4300'],
      ['<p>plain &amp; simple</p>', null],
      [null, null],
    ]);
    expect(new Set(rows.body.items.map(({ number }) => number)).size).toBe(3);
    expect((await create({})).number).toBe(`C-${year}-7901`);
    expect(await everything()).not.toContain(secret);
    expect(JSON.stringify(body)).not.toContain('9999');
  });

  it('of an export change nothing', async () => {
    const exported = await auditor.client.call<string>(
      'GET',
      '/records/contract/export?fields=id,name,number,papers,note,iban',
    );
    const again = await load(exported.body, { key: 'id' });
    expect(again.body).toMatchObject({ created: 0, updated: 0, failed: 0 });
  });
});

describe('formatted texts', () => {
  it('are clean whatever way they come, in the record and in the history', async () => {
    const attack = '<p onclick="x()">Hi <b>you</b><script>alert(1)</script><img src=x onerror=alert(2)></p>';
    const made = await create({ note: attack });
    expect(made.note).toBe('<p>Hi <strong>you</strong></p>');
    const patched = await patch(made.id, 1, { note: `${attack}<a href="javascript:x()">y</a>` });
    expect(patched.body.note).toBe('<p>Hi <strong>you</strong></p><a>y</a>');
    const ids = [made.id];
    await clerk.client.call('POST', '/records/contract/bulk', {
      action: 'update',
      ids,
      values: { note: attack },
    });
    expect((await create({ note: '<script>alert(1)</script>' })).note).toBeNull();
    const found = await auditor.client.call<{ items: Json[] }>('POST', '/records/contract/query', {
      where: { icontains: [{ var: 'note' }, 'hi you'] },
    });
    expect(found.body.items.map(({ id }) => id)).toEqual([made.id]);
    expect(await everything()).not.toMatch(/alert|onclick|javascript:/);
    // Of what is required something must be left.
    expect((await create({ summary: '<script>x</script>' })).errors).toMatchObject([{ pointer: '/summary' }]);
    expect((await create({})).summary).toBe('<p>None</p>');
  });
});

describe('values behind masks', () => {
  it('are found by their exact text and by no other way, and stand nowhere in clear', async () => {
    const made = await create({ name: 'Sealed', iban: ` ${iban} ` });
    expect(made.iban).toBe('••••••3000');
    const asks = async (where: Json, client = auditor.client) =>
      (await client.call<{ items?: Json[]; code?: string }>('POST', '/records/contract/query', { where }))
        .body;
    const found = await asks({ '==': [{ var: 'iban' }, iban] });
    expect(found.items?.map(({ id, iban: shown }) => [id, shown])).toEqual([[made.id, '••••••3000']]);
    expect((await asks({ and: [{ in: [{ var: 'iban' }, ['x', iban]] }] })).items).toHaveLength(1);
    expect((await asks({ '==': [{ var: 'iban' }, 'DE00'] })).items).toEqual([]);
    const others = (await asks({ '!=': [{ var: 'iban' }, iban] })).items ?? [];
    expect(others.length).toBeGreaterThan(0);
    expect(others.map(({ id }) => id)).not.toContain(made.id);
    // To whom the field is hidden it behaves like one that is not there.
    expect((await asks({ '==': [{ var: 'iban' }, iban] }, reader.client)).code).toBe('invalid-query');
    expect((await auditor.client.call('GET', '/records/contract?sort=iban')).body.code).toBe('invalid-query');

    const twice = await create({ iban });
    expect([twice.status, twice.code]).toEqual([409, 'unique-conflict']);
    expect(JSON.stringify(twice)).not.toContain(iban);
    const long = await create({ iban: iban.repeat(20) });
    expect([long.status, JSON.stringify(long).includes(iban)]).toEqual([400, false]);

    const history = await clerk.client.call('GET', `/records/contract/${made.id}/history`);
    expect(JSON.stringify(history.body)).toContain('••••••3000');
    const exported = await auditor.client.call<string>('GET', '/records/contract/export');
    expect(exported.body).toContain('••••••3000');
    for (const text of [JSON.stringify(history.body), exported.body, await everything()]) {
      expect(text).not.toContain(iban);
    }
  });

  it('stay when the mask comes back, and take no mask for a value', async () => {
    const made = await create({ iban: 'FR7630006000011234567890189' });
    const same = await patch(made.id, 1, { iban: '••••••0189', name: 'Renamed' });
    expect([same.status, same.body.iban]).toEqual([200, '••••••0189']);
    expect((await patch(made.id, 2, { iban: '••••••1234' })).body.errors).toMatchObject([
      { pointer: '/iban' },
    ]);
    expect((await create({ iban: '••••••0189' })).errors).toMatchObject([{ pointer: '/iban' }]);
    const { body } = await auditor.client.call('POST', `/records/contract/${made.id}/reveal`, {
      field: 'iban',
    });
    expect(body.value).toBe('FR7630006000011234567890189');
  });

  it('are revealed to those alone who may, and each look is noted', async () => {
    const made = await create({ iban: 'GB29NWBK60161331926819' });
    const look = (client: Client, field = 'iban') =>
      client.call('POST', `/records/contract/${made.id}/reveal`, { field });
    expect((await look(clerk.client)).body.code).toBe('not-allowed');
    expect((await look(reader.client)).body.code).toBe('invalid-input');
    expect((await look(auditor.client, 'name')).body.code).toBe('invalid-input');
    expect((await look(auditor.client)).body).toEqual({ value: 'GB29NWBK60161331926819' });
    const noted = await auditor.client.call<{ items: Json[] }>('GET', '/admin/reveals');
    expect(noted.body.items[0]).toMatchObject({
      entity: 'contract',
      record: made.id,
      field: 'iban',
      by: { id: auditor.id },
    });
    expect((await clerk.client.call('GET', '/admin/reveals')).status).toBe(403);
  });

  it('do not open when they were changed or moved, and leave the rest alone', async () => {
    const [a, b] = [
      await create({ iban: 'AT611904300234573201' }),
      await create({ iban: 'BE68539007547034' }),
    ];
    const look = (id: unknown) =>
      auditor.client.call('POST', `/records/contract/${String(id)}/reveal`, { field: 'iban' });
    await instance.tenon.db.query(sql`
      update records.contract c set iban__sealed = o.iban__sealed from records.contract o
      where c.id = ${a.id} and o.id = ${b.id}`);
    expect([(await look(a.id)).body.code, (await look(b.id)).status]).toEqual(['secret-damaged', 200]);
    await instance.tenon.db.query(sql`
      update records.contract set iban__sealed = left(iban__sealed, -3) || 'AAA' where id = ${b.id}`);
    expect((await look(b.id)).body.code).toBe('secret-damaged');
    expect((await clerk.client.call('GET', `/records/contract/${a.id}`)).body.iban).toBe('••••••3201');
    expect((await patch(a.id, 1, { iban: 'AT611904300234573202' })).status).toBe(200);
    expect((await look(a.id)).body.value).toBe('AT611904300234573202');
    await patch(b.id, 1, { iban: null });
  });

  it('move to a new key in the background; without their keys, or with wrong ones, nothing is lost', async () => {
    const made = await create({ name: 'Turn', iban: 'CH9300762011623852957' });
    const open = (secretKeys?: string) =>
      openTenon({ databaseUrl: instance.databaseUrl, ...(secretKeys !== undefined && { secretKeys }) });
    const reveal = async (tenon: Awaited<ReturnType<typeof open>>) =>
      tenon.records.reveal(systemContext(tenon, tenon.releases.current()), 'contract', made.id, 'iban');
    const faulty = [
      undefined,
      'nonsense',
      testSecretKeys.replace('k1:11', 'k1:33'),
      testSecretKeys.replace('k1', 'k9'),
    ];
    for (const keys of faulty) {
      const tenon = await open(keys);
      try {
        expect(tenon.secrets.fault).toMatch(/key/);
        await expect(reveal(tenon)).rejects.toMatchObject({ code: 'secrets-unavailable' });
        const context = systemContext(tenon, tenon.releases.current());
        expect((await tenon.records.read(context, 'contract', made.id)).iban).toBe('••••••2957');
        const writing = tenon.records.create(context, 'contract', { name: 'X', iban: 'secret' });
        await expect(writing).rejects.toMatchObject({ code: 'secrets-unavailable' });
        expect((await renewValues(context)).made).toBe(0);
      } finally {
        await tenon.close();
      }
    }

    const both = await open(`k2:${'44'.repeat(21)}4= ${testSecretKeys}`);
    try {
      expect((await renewValues(systemContext(both, both.releases.current()))).left).toBe(0);
      expect(await reveal(both)).toEqual({ value: 'CH9300762011623852957' });
      await both.secrets.forgetFormer();
    } finally {
      await both.close();
    }
    const later = await open(`k2:${'44'.repeat(21)}4= index:${'22'.repeat(21)}2=`);
    try {
      expect(later.secrets.fault).toBeUndefined();
      expect(await reveal(later)).toEqual({ value: 'CH9300762011623852957' });
      const context = systemContext(later, later.releases.current());
      const where = { '==': [{ var: 'iban' }, 'CH9300762011623852957'] };
      expect((await later.records.query(context, 'contract', { where })).items).toHaveLength(1);
    } finally {
      await later.close();
    }
  });
});
