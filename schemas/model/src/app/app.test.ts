import { describe, expect, it } from '@jest/globals';
import { exampleDocuments, testRegistry } from '../../../../tests/support/configuration.ts';
import { problemsWith } from '../../../../tests/support/problems.ts';
import { compile } from '../compile.ts';

describe('apps', () => {
  it('[AP1] an item takes its words from where it leads', () => {
    const app = compile(exampleDocuments(), testRegistry).model.apps.get('shop');
    expect(app?.items[1]).toEqual({
      id: 'orders',
      label: { en: 'Orders', 'zh-CN': '订单' },
      icon: 'shopping',
      target: { kind: 'entity', id: 'order' },
    });
  });

  it.each([
    ['/items/0/dashboard', 'overview', 'target-count', '/items/0'],
    ['/items/0/view', undefined, 'target-count', '/items/0'],
    ['/items/0/view', 'custmers', 'reference-unknown', '/items/0/view'],
    ['/items/1/id', 'customers', 'id-repeated', '/items/1/id'],
    ['/roles/0', 'agnt', 'reference-unknown', '/roles/0'],
    ['/home/dashboards/0', 'overvew', 'reference-unknown', '/home/dashboards/0'],
  ])('[AP2] %s = %j is the problem %s', (pointer, value, code, at) => {
    expect(problemsWith(['app/shop', pointer, value])).toEqual([`${code} app/shop${at}`]);
  });
});
