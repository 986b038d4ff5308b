import { describe, expect, it } from '@jest/globals';
import { exampleDocuments, testRegistry } from '../../../../tests/support/configuration.ts';
import { problemsWith } from '../../../../tests/support/problems.ts';
import { compile } from '../compile.ts';

describe('views', () => {
  it('[VW1] paths become their steps, options have their defaults', () => {
    const view = compile(exampleDocuments(), testRegistry).model.views.get('customers');
    expect(view?.columns[2]?.field.steps.map(({ entity, id }) => `${entity}.${id}`)).toEqual([
      'customer.owner',
      'user.name',
    ]);
    expect(view).toMatchObject({ type: 'table', options: { dense: false } });
  });

  it.each([
    ['/entity', 'custmer', 'reference-unknown', '/entity'],
    ['/type', 'tabel', 'type-unknown', '/type'],
    ['/options', { dens: true }, 'property-unknown', '/options/dens'],
    ['/columns/0/field', 'nme', 'path-unknown', '/columns/0/field'],
    ['/columns/0/field', 'owner.nme', 'path-unknown', '/columns/0/field'],
    ['/columns/0/field', 'region.name', 'path-not-one', '/columns/0/field'],
    ['/columns/0/field', 'id.name', 'path-not-one', '/columns/0/field'],
    ['/columns/0/field', 'orders', 'path-inverse', '/columns/0/field'],
    ['/columns/0/field', 'owner.manager.manager.manager.name', 'path-too-long', '/columns/0/field'],
    ['/columns/0/field', 'region', 'id-repeated', '/columns/1/field'],
    ['/sort/0/field', 'orders', 'not-sortable', '/sort/0/field'],
    ['/where', { '==': [{ var: 'nme' }, 'x'] }, 'unknown-field', '/where/==/0/var'],
    ['/where', { var: 'name' }, 'type-mismatch', '/where'],
  ])('[VW2] %s = %j is the problem %s', (pointer, value, code, at) => {
    expect(problemsWith(['view/customers', pointer, value])).toEqual([`${code} view/customers${at}`]);
  });

  it('[VW3] four fields are the most in a path', () => {
    expect(problemsWith(['view/customers', '/columns/0/field', 'owner.manager.manager.name'])).toEqual([]);
  });

  it.each([
    [{}, 'property-missing view/customers/options'],
    [{ group: 'regin' }, 'path-unknown view/customers/options/group'],
    [{ group: 'email' }, 'view-field view/customers/options/group'],
    [{ group: 'orders' }, 'view-field view/customers/options/group'],
    [{ group: 'region' }, undefined],
    [{ group: 'owner', sum: 'name' }, 'view-field view/customers/options/sum'],
    [{ group: 'owner', lanes: 'last_contact' }, 'view-field view/customers/options/lanes'],
  ])('[VW4] a board made by %j: %s', (options, problem) => {
    const made = [
      ['view/customers', '/type', 'board'],
      ['view/customers', '/options', options],
    ] as const;
    expect(problemsWith(...made)).toEqual(problem === undefined ? [] : [expect.stringContaining(problem)]);
  });
});
