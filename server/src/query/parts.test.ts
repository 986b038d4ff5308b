import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Context } from '../context.ts';
import { type Company, openCompany } from '../records/testing/company.ts';

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
  });
});
