import { describe, expect, it } from '@jest/globals';
import { exampleDocuments, testRegistry } from '../../../../tests/support/configuration.ts';
import { problemsWith } from '../../../../tests/support/problems.ts';
import { appConfigFor } from '../app-config/app-config.ts';
import { compile } from '../compile.ts';
import { accessOf } from '../permissions/access-of.ts';
import { systemAccess } from '../permissions/system-access.ts';

const list = '/tabs/0/sections/1/list';

describe('pages', () => {
  it('[PG1] paths, relations and what a section leaves out are resolved', () => {
    const page = compile(exampleDocuments(), testRegistry).model.pages.get('customer');
    expect(page?.summary.map(({ path }) => path)).toEqual(['region', 'owner.name', 'last_contact']);
    const [fields, orders] = page?.tabs[0]?.sections ?? [];
    expect(fields).toMatchObject({ show: 'fields', columns: 2 });
    expect(orders).toMatchObject({ show: 'list', create: true, relation: { id: 'orders' } });
    expect(page?.tabs[1]?.sections[0]).toMatchObject({
      show: 'timeline',
      kinds: ['change', 'task', 'related'],
      relations: [{ id: 'orders' }],
    });
  });

  it.each([
    ['/entity', 'custmer', 'reference-unknown', '/entity'],
    ['/summary/0', 'regin', 'path-unknown', '/summary/0'],
    ['/summary/0', 'last_contact', 'id-repeated', '/summary/2'],
    ['/summary/0', 'orders', 'path-inverse', '/summary/0'],
    ['/roles', ['nobody'], 'reference-unknown', '/roles/0'],
    ['/recordTypes', ['vip'], 'record-type-unknown', '/recordTypes/0'],
    ['/tabs/1/id', 'overview', 'id-repeated', '/tabs/1/id'],
    ['/tabs/0/sections/1/id', 'person', 'id-repeated', '/tabs/0/sections/1/id'],
    ['/tabs/0/sections/0/show', 'history', 'page-part-idle', '/tabs/0/sections/0/fields'],
    ['/tabs/0/sections/0/fields', undefined, 'page-part-missing', '/tabs/0/sections/0'],
    ['/tabs/0/sections/0/visible', { var: 'name' }, 'type-mismatch', '/tabs/0/sections/0/visible'],
    [`${list}/relation`, 'owner', 'not-a-list', `${list}/relation`],
    [`${list}/relation`, 'ordres', 'path-unknown', `${list}/relation`],
    [`${list}/columns/1`, 'sum', 'path-unknown', `${list}/columns/1`],
    [`${list}/where`, { var: 'number' }, 'type-mismatch', `${list}/where`],
    [`${list}/sort/0/field`, 'nothing', 'path-unknown', `${list}/sort/0/field`],
    [
      '/tabs/1/sections/0/timeline/relations',
      ['owner'],
      'not-a-list',
      '/tabs/1/sections/0/timeline/relations/0',
    ],
  ])('[PG2] %s = %j is the problem %s', (pointer, value, code, at) => {
    expect(problemsWith(['page/customer', pointer, value])).toEqual([`${code} page/customer${at}`]);
  });

  it.each([
    [{ report: 'revenue_by_month', by: 'customer', type: 'line' }, []],
    [{ report: 'revenue', by: 'customer', type: 'line' }, ['reference-unknown /report/report']],
    [{ report: 'revenue_by_month', by: 'number', type: 'line' }, ['page-report-by /report/by']],
    [{ report: 'revenue_by_month', by: 'customer', type: 'pie' }, ['type-unknown /report/type']],
  ])('[PG3] figures by %j: %j', (report, problems) => {
    const section = { id: 'figures', show: 'report', report };
    const at = '/tabs/2/sections/0';
    expect(problemsWith(['page/customer', at, section])).toEqual(
      problems.map((problem) => problem.replace(' ', ` page/customer${at}`)),
    );
  });

  it('[PG4] an entity without one has a page of its fields, lists and past; each viewer gets what is theirs', () => {
    const { model } = compile(exampleDocuments(), testRegistry);
    const all = appConfigFor(model, systemAccess(model), 1);
    expect(all.entities.order?.pages).toEqual(['$order']);
    expect(all.pages.$order?.tabs.map(({ id }) => id)).toEqual(['$form', '$timeline', '$work', '$history']);
    expect(all.entities.customer?.pages).toEqual(['customer', '$customer']);

    const role = {
      id: 'some',
      label: 'Some',
      grants: [
        {
          entity: 'customer',
          actions: ['read'] as const,
          where: undefined,
          hidden: ['region', 'name'],
          readOnly: [],
        },
      ],
      capabilities: [],
    };
    const { pages } = appConfigFor(
      model,
      accessOf({ ...model, roles: new Map([['some', role]]) }, ['some']),
      1,
    );
    expect(pages.customer?.summary.map(({ path }) => path)).toEqual(['last_contact']);
    const [fields, ...others] = pages.customer?.tabs[0]?.sections ?? [];
    expect(fields).toMatchObject({ fields: [{ path: 'email' }] });
    expect(others).toEqual([]);
    expect(pages.customer?.tabs[1]?.sections[0]).toMatchObject({ relations: [] });
    expect(JSON.stringify(pages)).not.toMatch(/"(orders?|region|name)"/);
  });
});
