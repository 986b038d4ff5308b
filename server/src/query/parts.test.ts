import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { coreFields, coreRules } from '@tenon/core-fields';
import { coreFieldsServer } from '@tenon/core-fields/server';
import { coreViews } from '@tenon/core-views';
import { accessOf, appConfigFor, compile, systemAccess } from '@tenon/model';
import { createRegistry } from '@tenon/plugin-api';
import type { Context } from '../context.ts';
import { type Company, openCompany } from '../records/testing/company.ts';
import { listIndexKeys } from '../tables/list-indexes.ts';
import { physicalOf } from '../tables/physical.ts';

const documents = [
  {
    kind: 'entity',
    id: 'person',
    label: 'Person',
    titleField: 'name',
    searchFields: ['name'],
    fields: [
      { id: 'name', type: 'person_name', label: 'Name', required: true },
      { id: 'home', type: 'address', label: 'Home' },
      { id: 'boss', type: 'relation', label: 'Boss', options: { to: 'person', cardinality: 'one' } },
    ],
  },
  {
    kind: 'role',
    id: 'guest',
    label: 'Guest',
    grants: [{ entity: 'person', actions: ['read'], fields: { hidden: ['home'] } }],
  },
];

const byCity = {
  kind: 'view',
  id: 'by_city',
  entity: 'person',
  label: 'By city',
  columns: [
    { field: 'name' },
    { field: 'home.city' },
    { field: 'boss.home.city', label: 'City of the boss' },
  ],
  where: { '==': [{ var: 'home.country' }, 'CN'] },
  sort: [{ field: 'home.city' }],
};

let company: Company;
let system: Context;
let guest: Context;
beforeAll(async () => {
  company = await openCompany(documents);
  ({ system } = company);
  guest = await company.person('Gus', ['guest']);
  const make = (values: object) => company.records.create(system, 'person', { ...values });
  const { id: boss } = await make({
    name: { family: '张', given: '伟' },
    home: { city: '上海市', country: 'CN' },
  });
  await make({ name: { family: 'Ek', given: 'Anna' }, home: { city: 'Köln', country: 'DE' }, boss });
  await make({ name: { family: 'Åberg', given: 'Zoë' }, boss });
});
afterAll(() => company?.close());

describe('parts of values', () => {
  const names = async (query: object, context = system) => {
    const { items } = await company.records.query(context, 'person', { titles: true, ...query });
    return items.map(({ $titles }) => $titles?.name);
  };

  it('[EX23] are reached in filters, over relations too, and empty where there is no value', async () => {
    expect(await names({ where: { '==': [{ var: 'home.city' }, 'Köln'] } })).toEqual(['Anna Ek']);
    expect(
      await names({ where: { '==': [{ var: 'boss.home.country' }, 'CN'] }, sort: [{ field: 'name' }] }),
    ).toEqual(['Zoë Åberg', 'Anna Ek']);
    expect(await names({ where: { empty: [{ var: 'home.city' }] } })).toEqual(['Zoë Åberg']);
    expect(await names({ where: { icontains: [{ var: 'name' }, 'ÅBERG'] } })).toEqual(['Zoë Åberg']);
  });

  it('name records in the order of their bearers, and sort by family', async () => {
    expect(await names({ sort: [{ field: 'name' }] })).toEqual(['Zoë Åberg', 'Anna Ek', '张伟']);
    const { items } = await company.records.query(system, 'person', {
      where: { '==': [{ var: 'name.given' }, 'Anna'] },
      titles: true,
    });
    expect(items[0]).toMatchObject({ name: { family: 'Ek', given: 'Anna' }, $titles: { boss: '张伟' } });
  });

  it('are hidden with the field, and none that is not there is told of', async () => {
    const refused = (context: Context, path: string) =>
      company.records.query(context, 'person', { where: { '==': [{ var: path }, 'Köln'] } });
    await expect(refused(guest, 'home.city')).rejects.toMatchObject({ code: 'invalid-query' });
    await expect(refused(guest, 'boss.home.city')).rejects.toMatchObject({ code: 'invalid-query' });
    await expect(refused(system, 'home.constructor')).rejects.toMatchObject({ code: 'invalid-query' });
    await expect(refused(system, 'home.toString')).rejects.toMatchObject({ code: 'invalid-query' });
    expect(await names({ sort: [{ field: 'name' }] }, guest)).toHaveLength(3);
    for (const path of ['home.city', 'boss.home.city', 'home.constructor', 'home.street.x']) {
      const query = (asked: object) => company.records.query(guest, 'person', asked);
      await expect(query({ fields: [path] })).rejects.toMatchObject({ code: 'invalid-query' });
      await expect(query({ sort: [{ field: path }] })).rejects.toMatchObject({ code: 'invalid-query' });
      await expect(
        company.records.aggregate(guest, 'person', { groupBy: [{ id: 'at', field: path }], measures: [] }),
      ).rejects.toMatchObject({ code: 'invalid-query' });
    }
  });

  it('[EX24] stand in columns, sort, page and group, over relations too', async () => {
    const page = (after?: string) =>
      company.records.query(system, 'person', {
        fields: ['home.city', 'boss.home.city', 'home'],
        sort: [{ field: 'home.city', direction: 'desc' }],
        limit: 2,
        ...(after !== undefined && { after }),
      });
    const first = await page();
    expect(first.items).toMatchObject([
      { 'home.city': '上海市', 'boss.home.city': null, home: { city: '上海市', country: 'CN' } },
      { 'home.city': 'Köln', 'boss.home.city': '上海市' },
    ]);
    expect((await page(first.next ?? '')).items).toMatchObject([{ 'home.city': null }]);
    expect(await names({ sort: [{ field: 'boss.home.city' }, { field: 'name' }] })).toEqual([
      'Zoë Åberg',
      'Anna Ek',
      '张伟',
    ]);
    const grouped = await company.records.aggregate(system, 'person', {
      groupBy: [{ id: 'city', field: 'boss.home.city' }],
      measures: [{ id: 'n', aggregate: 'count' }],
      sort: [{ by: 'n', direction: 'desc' }],
    });
    expect(grouped.rows.map(({ values }) => [values.city, values.n])).toEqual([
      ['上海市', '2'],
      [null, '1'],
    ]);
  });

  it('[EX25] have names in both languages, and an index where a view is in their order', () => {
    const registry = createRegistry([coreRules, coreFields, coreViews], [coreFieldsServer]);
    const { model, problems } = compile([...documents, byCity], registry);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const columns = (roles: readonly string[]) => {
      const access = roles.length > 0 ? accessOf(model, roles) : systemAccess(model);
      return appConfigFor(model, access, 1, roles).views.by_city?.columns.map(({ path, label, field }) => [
        path,
        label,
        field.type,
        field.readOnly,
      ]);
    };
    expect(columns([])?.slice(1)).toEqual([
      ['home.city', { en: 'Home: City', 'zh-CN': 'Home：城市' }, 'text', true],
      ['boss.home.city', 'City of the boss', 'text', true],
    ]);
    expect(columns(['guest'])).toBeUndefined();
    const person = physicalOf(model, registry).entities.get('person');
    const indexes = person ? listIndexKeys(person, model) : [];
    const written = indexes.map(({ purpose, keys }) => [purpose, ...keys.map((key) => key.compile().text)]);
    expect(written).toContainEqual([
      'by_home_country_home_city',
      '("home__country")',
      expect.stringContaining('"home__city"'),
      'id',
    ]);
  });
});
