import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import naughty from 'big-list-of-naughty-strings' with { type: 'json' };
import type { Context } from '../context.ts';
import { type Company, openCompany } from './testing/company.ts';
import { checkValue } from './values/field-values.ts';

/** What a text is tried as, by field; objects for types of several parts. */
const tries: { readonly [field: string]: (text: string) => unknown } = {
  text: (text) => text,
  long_text: (text) => text,
  email: (text) => text,
  phone: (text) => text,
  url: (text) => text,
  time: (text) => text,
  percent: (text) => text,
  decimal: (text) => text,
  money: (text) => text,
  geo_point: (text) => text,
  date: (text) => text,
  datetime: (text) => text,
  person_name: (text) => ({ given: text, family: `${text};\\` }),
  address: (text) => ({ street: text, city: text, postal_code: '1', country: 'CN' }),
  json: (text) => ({ [text || 'empty']: [text, { text }] }),
};
const fields = Object.keys(tries);

const entity = (id: string) => ({
  kind: 'entity',
  id,
  label: id,
  titleField: 'number',
  fields: [
    { id: 'number', type: 'integer', label: 'Number', unique: true },
    ...fields.map((type) => ({ id: type, type, label: type })),
  ],
});
const documents = [
  { kind: 'organisation', id: 'main', label: 'Naughty', timeZone: 'Europe/Berlin', currency: 'EUR' },
  entity('original'),
  entity('copy'),
];

/** The list, and what it lacks. */
const texts: readonly string[] = [
  ...naughty,
  '张伟 李娜',
  'x'.repeat(64) + '名'.repeat(64),
  'مرحبا بالعالم',
  '👩‍👩‍👧‍👦🇨🇳',
  '9007199254740993',
  '0.1000000000000000055511151231257827',
  '=1+1',
  "'=1+1",
  '２４：００',
  '2026-02-29',
  '24:00',
  '91,0',
  '__proto__',
];

let company: Company;
let system: Context;
beforeAll(async () => {
  company = await openCompany(documents);
  ({ system } = company);
});
afterAll(() => company?.close());

describe('naughty strings', () => {
  it('are refused, or come back as they are from the API, from SQL and from a file', async () => {
    const known = company.release.model.entities.get('original');
    const given = texts.map((text, number) => {
      const values: { [field: string]: unknown } = { number };
      for (const [id, attempt] of Object.entries(tries)) {
        const field = known?.fields.get(id);
        if (!field) throw new Error(`No field ${id}`);
        const check = checkValue(company.release, field, attempt(text), system.locale);
        if (!check.ok) expect(check.message).toMatch(/\S/);
        else if (check.value !== null) values[id] = check.value;
      }
      return values;
    });
    // Each type takes some of them, and those that have a form refuse most.
    const taken = (id: string) => given.filter((values) => id in values).length;
    for (const id of ['text', 'long_text', 'json', 'person_name', 'address']) {
      expect([id, taken(id) > texts.length / 2]).toEqual([id, true]);
    }
    for (const id of ['email', 'phone', 'url', 'time', 'geo_point', 'date', 'datetime']) {
      expect([id, taken(id) < 20]).toEqual([id, true]);
    }

    for (const values of given) {
      const { id } = await company.records.create(system, 'original', values);
      const read = await company.records.read(system, 'original', id, { fields: ['number', ...fields] });
      expect({ ...read, ...values }).toEqual(read);
    }

    let csv = '';
    for await (const chunk of company.records.export(system, 'original', { fields: ['number', ...fields] })) {
      csv += chunk;
    }
    const result = await company.records.import(system, 'copy', Readable.from([csv]), {});
    expect(result.errors).toEqual([]);
    const all = async (of: string) => {
      const found: unknown[] = [];
      let after: string | undefined;
      do {
        const page = await company.records.query(system, of, {
          fields: ['number', ...fields],
          sort: [{ field: 'number' }],
          limit: 200,
          ...(after && { after }),
        });
        for (const { number, ...values } of page.items) {
          found.push([number, ...fields.map((field) => values[field] ?? null)]);
        }
        after = page.next ?? undefined;
      } while (after);
      return found;
    };
    const [originals, copies] = [await all('original'), await all('copy')];
    expect(originals).toHaveLength(texts.length);
    expect(copies).toEqual(originals);
  });
});
