import { describe, expect, it } from '@jest/globals';
import { exampleDocuments, testRegistry } from '../../../../tests/support/configuration.ts';
import { problemsWith } from '../../../../tests/support/problems.ts';
import { compile } from '../compile.ts';
import { defaultForm, formFor } from '../forms/default-form.ts';

describe('forms', () => {
  it.each([
    ['/entity', 'custmer', 'reference-unknown', '/entity'],
    ['/sections/0/fields/0/field', 'nme', 'path-unknown', '/sections/0/fields/0/field'],
    ['/sections/0/fields/0/field', 'created_at', 'not-writable', '/sections/0/fields/0/field'],
    ['/sections/0/fields/0/field', 'orders', 'not-writable', '/sections/0/fields/0/field'],
    ['/sections/1/fields/0/field', 'name', 'id-repeated', '/sections/1/fields/0/field'],
    ['/sections/1/id', 'person', 'id-repeated', '/sections/1/id'],
    [
      '/sections/1/visible',
      { '==': [{ var: 'viewer.id' }, { var: 'owner' }] },
      'unknown-field',
      '/sections/1/visible/==/0/var',
    ],
  ])('[FO1] %s = %j is the problem %s', (pointer, value, code, at) => {
    expect(problemsWith(['form/customer', pointer, value])).toEqual([`${code} form/customer${at}`]);
  });

  it('[FO2] the owner may stand in a form', () => {
    expect(problemsWith(['form/customer', '/sections/0/fields/0/field', 'owner'])).toEqual([]);
  });

  it('[FO3] an entity without a form has one of its own fields', () => {
    const { model } = compile(exampleDocuments(), testRegistry);
    const order = model.entities.get('order');
    if (!order) throw new Error('The examples have orders');
    const form = formFor(model.forms.values(), order, 'create');
    expect(form).toEqual(defaultForm(order));
    expect(form.sections[0]?.fields.map(({ field }) => field.id)).toEqual([
      'number',
      'customer',
      'amount',
      'paid_on',
    ]);
  });
});
