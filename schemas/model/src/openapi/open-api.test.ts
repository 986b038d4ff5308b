import { describe, expect, it } from '@jest/globals';
import { schemaFindings, valueAt } from '@tenon/documents';
import { exampleDocuments, testRegistry } from '../../../../tests/support/configuration.ts';
import { compile } from '../compile.ts';
import { accessOf } from '../permissions/access-of.ts';
import { openApiOf } from './open-api.ts';

const { model } = compile(exampleDocuments(), testRegistry);
const api = openApiOf(model);

function referencesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = '$ref' in value ? [String(value.$ref)] : [];
  return [...own, ...Object.values(value).flatMap(referencesIn)];
}

describe('openApiOf', () => {
  it('[OA1] every reference leads somewhere, every operation has its own id', () => {
    for (const reference of referencesIn(api)) expect(valueAt(api, reference.slice(1))).toBeDefined();
    const operations = Object.values(api.paths as object).flatMap((path: object) =>
      Object.values(path).flatMap((one: { operationId?: string }) => one.operationId ?? []),
    );
    expect(operations.length).toBeGreaterThan(20);
    expect(new Set(operations).size).toBe(operations.length);
  });

  it('[OA2] offers what the access allows', () => {
    const own = openApiOf(model, accessOf(model, ['agent']));
    const paths = own.paths as { readonly [path: string]: object };
    expect(Object.keys(paths['/records/customer/{id}'] ?? {})).toEqual(['parameters', 'get', 'patch']);
    expect(Object.keys(paths['/records/order/{id}'] ?? {})).toEqual(['parameters', 'get']);
    expect(paths['/records/team']).toBeUndefined();
    expect(JSON.stringify(own)).not.toContain('capacity');
  });

  it('[OA3] its schemas take what the gate takes', () => {
    const create = valueAt(api, '/components/schemas/order.create') as {
      readonly [keyword: string]: unknown;
    };
    const customer = '018f4d3e-7c1a-7000-8000-000000000001';
    expect(schemaFindings(create, { number: 'A1', customer, amount: '12.50', paid_on: null })).toEqual([]);
    expect(schemaFindings(create, { number: 'A1' })).toMatchObject([{ code: 'property-missing' }]);
    expect(schemaFindings(create, { number: 'A1', customer, version: 3 })).toMatchObject([
      { code: 'property-unknown' },
    ]);
    const update = valueAt(api, '/components/schemas/order.update') as {
      readonly [keyword: string]: unknown;
    };
    expect(schemaFindings(update, { amount: null })).toEqual([]);
  });
});
