import { describe, expect, it } from '@jest/globals';
import {
  type Edits,
  exampleDocuments,
  examplesWith,
  testRegistry,
} from '../../../../tests/support/configuration.ts';
import { problemsWith } from '../../../../tests/support/problems.ts';
import { systemFieldIds } from '../builtin/index.ts';
import { compile } from '../compile.ts';

const model = (...edits: Edits) => compile(examplesWith(...edits), testRegistry).model;
const added = (field: object) => ['entity/customer', '/fields/-', field] as const;
const place = 'entity/customer/fields/6';

describe('entities', () => {
  it('[EN1] every entity has the system fields first, then its own in the order written', () => {
    for (const entity of model().entities.values()) {
      const ids = entity.fieldIds();
      expect(ids.slice(0, systemFieldIds.size)).toEqual([...systemFieldIds]);
    }
    expect(model().entities.get('order')?.fieldIds().slice(systemFieldIds.size)).toEqual([
      'number',
      'customer',
      'amount',
      'paid_on',
    ]);
  });

  it('[EN1] the id of a record is an id of its own entity that no path can walk', () => {
    const id = model().entities.get('order')?.fields.get('id');
    expect(id).toMatchObject({ valueType: { kind: 'id', entity: 'order' }, system: true, readOnly: true });
    expect(id?.relation).toBeUndefined();
  });

  it.each([...systemFieldIds, 'viewer', 'operator'])('[EN2] no document may name a field %s', (id) => {
    expect(problemsWith(added({ id, type: 'text' }))).toEqual([`id-reserved ${place}/id`]);
  });

  it('[EN3] a document adds fields to a built-in entity and changes its words', () => {
    const user = model([
      'entity/user',
      '/fields/-',
      { id: 'name', type: 'text', label: 'Full name' },
    ]).entities.get('user');
    expect(user).toMatchObject({ builtIn: true, label: { en: 'Colleague' } });
    expect(user?.fields.get('region')?.type.id).toBe('choice');
    expect(user?.fields.get('name')).toMatchObject({ label: 'Full name', required: true });
    expect(user?.fields.get('email')?.unique).toBe(true);
  });

  it.each([
    ['type', { type: 'integer' }],
    ['required', { type: 'text', required: false }],
    ['options', { type: 'text', options: { maxLength: 3 } }],
  ])('[EN4] a built-in field keeps its %s', (part, change) => {
    const edit = ['entity/user', '/fields/-', { id: 'name', ...change }] as const;
    expect(problemsWith(edit)).toEqual([`builtin-field-changed entity/user/fields/1/${part}`]);
    expect(model(edit).entities.get('user')?.fields.get('name')).toMatchObject({
      type: { id: 'text' },
      required: true,
    });
  });

  it('[EN5] two fields of one id: the first counts', () => {
    expect(problemsWith(added({ id: 'name', type: 'integer' }))).toEqual([`id-repeated ${place}/id`]);
    expect(
      model(added({ id: 'name', type: 'integer' }))
        .entities.get('customer')
        ?.fields.get('name')?.type.id,
    ).toBe('text');
  });

  it.each(['a__b', 'a_'])('[EN6] the id %s could not be told from a column of another field', (id) => {
    expect(problemsWith(added({ id, type: 'text' }))).toEqual([`id-underscores ${place}/id`]);
    const entity = { kind: 'entity', id, label: 'X', fields: [] };
    expect(compile([entity], testRegistry).problems).toMatchObject([
      { code: 'id-underscores', pointer: '/id' },
    ]);
  });

  it('[EN7] the table of a relation to many has a name that Postgres does not cut', () => {
    const [entity, field] = ['e'.repeat(30), 'f'.repeat(32)];
    const document = (id: string) => ({
      kind: 'entity',
      id: entity,
      label: 'X',
      fields: [{ id, type: 'relation', options: { to: 'user', cardinality: 'many' } }],
    });
    expect(compile([document(field)], testRegistry).problems).toMatchObject([
      { code: 'name-too-long', pointer: '/fields/0/id', details: { length: 64 } },
    ]);
    expect(compile([document(field.slice(1))], testRegistry).problems).toEqual([]);
  });

  it.each([
    ['an unknown type', { type: 'mony' }, 'type-unknown', '/type'],
    [
      'an unknown option',
      { type: 'text', options: { maxLenght: 3 } },
      'property-unknown',
      '/options/maxLenght',
    ],
    [
      'a relation to nothing',
      { type: 'relation', options: { to: 'custmer' } },
      'option-invalid',
      '/options/to',
    ],
    [
      'an inverse of no relation',
      { type: 'relation', options: { to: 'order', cardinality: 'inverse', via: 'amount' } },
      'option-invalid',
      '/options/via',
    ],
    ['a unique yes or no', { type: 'boolean', unique: true }, 'unique-impossible', '/unique'],
    [
      'a unique relation to many',
      { type: 'relation', unique: true, options: { to: 'order', cardinality: 'many' } },
      'unique-impossible',
      '/unique',
    ],
    [
      'a required inverse',
      { type: 'relation', required: true, options: { to: 'order', cardinality: 'inverse', via: 'customer' } },
      'required-impossible',
      '',
    ],
    ['a default of another type', { type: 'boolean', default: 'yes' }, 'value-type', '/default'],
    [
      'a default that is no option',
      { type: 'choice', default: 'c', options: { choices: [{ id: 'a' }] } },
      'value-not-listed',
      '/default',
    ],
    ['a default on no calendar', { type: 'date', default: '2026-02-30' }, 'default-invalid', '/default'],
  ])('[EN8] %s is a problem of the field', (_, field, code, pointer) => {
    expect(problemsWith(added({ id: 'extra', ...field }))).toEqual([`${code} ${place}${pointer}`]);
  });

  it('[EN9] options have their defaults, and a field without a label has one made of its id', () => {
    const field = model(added({ id: 'shoe_size', type: 'relation', options: { to: 'order' } }))
      .entities.get('customer')
      ?.fields.get('shoe_size');
    expect(field).toMatchObject({
      label: 'Shoe size',
      options: { to: 'order', cardinality: 'one' },
      default: null,
    });
  });

  it('[EN10] the title field is a value that people can read', () => {
    expect(problemsWith(['entity/customer', '/titleField', 'orders'])).toEqual([
      'title-unfit entity/customer/titleField',
    ]);
    expect(problemsWith(['entity/customer', '/titleField', 'nam'])).toEqual([
      'path-unknown entity/customer/titleField',
    ]);
    expect(model(['entity/customer', '/titleField', undefined]).entities.get('customer')?.titleField.id).toBe(
      'name',
    );
    const bare = { kind: 'entity', id: 'bare', label: 'Bare', fields: [] };
    expect(compile([bare], testRegistry).model.entities.get('bare')?.titleField.id).toBe('id');
  });

  it('[EN11] only text is searched; the title when nothing is said', () => {
    expect(problemsWith(['entity/customer', '/searchFields/1', 'last_contact'])).toEqual([
      'search-unfit entity/customer/searchFields/1',
    ]);
    const entity = model(['entity/customer', '/searchFields', undefined]).entities.get('customer');
    expect(entity?.searchFields.map(({ id }) => id)).toEqual(['name']);
  });

  it('[EN12] a list without an order shows the newest first', () => {
    const sort = compile(exampleDocuments(), testRegistry).model.entities.get('order')?.sort;
    expect(sort).toMatchObject([{ field: { path: 'created_at' }, direction: 'desc' }]);
  });

  it('[EN13] the other side of a relation that was left out is left out with it', () => {
    const edit = ['entity/order', '/fields/1/type', 'relatoin'] as const;
    expect(problemsWith(edit)).toEqual(['type-unknown entity/order/fields/1/type']);
    expect(model(edit).entities.get('customer')?.fields.has('orders')).toBe(false);
  });
});
