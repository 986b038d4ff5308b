import { describe, expect, it } from '@jest/globals';
import { testRegistry } from '../../../../tests/support/configuration.ts';
import { compile } from '../compile.ts';

type Field = { readonly id: string; readonly [setting: string]: unknown };

const entity = (id: string, ...fields: readonly Field[]) => ({ kind: 'entity', id, label: id, fields });
const relation = (id: string, to: string, options: object = {}) => ({
  id,
  type: 'relation',
  options: { to, ...options },
});
const formula = (id: string, expression: unknown, type = 'decimal', options: object = {}) => ({
  id,
  type: 'formula',
  options: { expression, result: { type, options } },
});
const rollup = (id: string, options: object) => ({
  id,
  type: 'rollup',
  options: { relation: 'orders', ...options },
});

const customer = (...more: readonly Field[]) =>
  entity(
    'customer',
    { id: 'name', type: 'text' },
    relation('orders', 'order', { cardinality: 'inverse', via: 'customer' }),
    ...more,
  );
const order = (...more: readonly Field[]) =>
  entity(
    'order',
    relation('customer', 'customer'),
    { id: 'amount', type: 'money', options: { currency: 'EUR' } },
    { id: 'pieces', type: 'integer' },
    { id: 'paid_on', type: 'date' },
    { id: 'status', type: 'choice', options: { choices: [{ id: 'open' }, { id: 'paid' }] } },
    ...more,
  );

const compiled = (...documents: readonly object[]) => compile(documents, testRegistry);
const found = (...documents: readonly object[]) =>
  compiled(...documents).problems.map(
    ({ code, document, pointer }) => `${code} ${document.kind}/${document.id}${pointer}`,
  );
const fieldOf = (from: ReturnType<typeof compiled>, path: string) => {
  const [entityId = '', field = ''] = path.split('.');
  return from.model.entities.get(entityId)?.fields.get(field);
};

describe('computed fields', () => {
  it('[EN14] are fields of their result, read-only, in the order written', () => {
    const result = compiled(
      customer(
        rollup('spent', { aggregate: 'sum', value: { var: 'amount' } }),
        rollup('pieces', { aggregate: 'sum', value: { var: 'pieces' } }),
        rollup('last_status', { aggregate: 'last', value: { var: 'status' }, order: { var: 'paid_on' } }),
        rollup('recent', { aggregate: 'count', within: { field: 'paid_on', duration: 'P90D' } }),
        { id: 'city', type: 'text' },
      ),
      order(
        { id: 'buyer', type: 'lookup', options: { field: 'customer.name' } },
        formula('each', { '/': [{ var: 'amount' }, { var: 'pieces' }] }, 'decimal', { scale: 2 }),
      ),
    );
    expect(result.problems).toEqual([]);
    expect(fieldOf(result, 'customer.spent')).toMatchObject({
      type: { id: 'money' },
      // Totals are in the organisation's currency.
      options: {},
      valueType: { kind: 'number' },
      storage: { kind: 'column' },
      readOnly: true,
      computed: { by: 'rollup', stored: true },
    });
    expect(fieldOf(result, 'customer.pieces')?.type.id).toBe('decimal');
    expect(fieldOf(result, 'customer.last_status')).toMatchObject({
      type: { id: 'choice' },
      options: { choices: [{ id: 'open' }, { id: 'paid' }] },
    });
    expect(fieldOf(result, 'customer.recent')?.computed?.rule.checked.timeDependent).toBe(true);
    expect(fieldOf(result, 'order.buyer')).toMatchObject({
      type: { id: 'text' },
      storage: { kind: 'computed' },
    });
    expect(fieldOf(result, 'order.each')?.computed?.rule.written).toEqual({
      '/': [{ var: 'amount' }, { var: 'pieces' }],
    });
    expect(result.model.entities.get('customer')?.fieldIds().slice(-2)).toEqual(['recent', 'city']);
    // A rule over it depends on time as it does itself.
    const { expression } = testRegistry.rules.parse(
      { '>': [{ var: 'recent' }, 3] },
      { catalog: result.model, entity: 'customer' },
      'condition',
    );
    expect(expression?.timeDependent).toBe(true);
  });

  it('[EN15] in a circle are a problem that names the whole circle, once, whatever the order of the documents', () => {
    const documents = [
      customer(
        rollup('total', { aggregate: 'sum', value: { var: 'share' } }),
        formula('doubled', { '*': [{ var: 'total' }, 2] }),
        formula('beside', { '+': [{ var: 'doubled' }, 1] }),
      ),
      order(formula('share', { '/': [{ var: 'amount' }, { var: 'customer.doubled' }] })),
    ];
    for (const given of [documents, [...documents].reverse()]) {
      const result = compiled(...given);
      expect(result.problems).toMatchObject([
        {
          code: 'computed-circle',
          document: { id: 'customer' },
          pointer: '/fields/3/options',
          message: expect.stringContaining(
            'customer.doubled → customer.total → order.share → customer.doubled',
          ),
        },
      ]);
      for (const path of ['customer.total', 'customer.doubled', 'customer.beside', 'order.share'])
        expect(fieldOf(result, path)).toBeUndefined();
    }
    expect(found(customer(formula('self', { '+': [{ var: 'self' }, 1] })), order())).toEqual([
      'computed-circle entity/customer/fields/2/options',
    ]);
  });

  it.each<[string, Field, string]>([
    [
      'reads what is not there',
      formula('x', { '+': [{ var: 'nme' }, 1] }),
      'unknown-field /options/expression/+/0/var',
    ],
    ['has another kind of value', formula('x', { var: 'name' }), 'type-mismatch /options/expression'],
    ['has an unknown type', formula('x', 1, 'decimel'), 'type-unknown /options/result/type'],
    [
      'has wrong options',
      formula('x', 1, 'decimal', { scale: 99 }),
      'value-range /options/result/options/scale',
    ],
    [
      'is of a type that is never worked out',
      formula('x', { var: 'name' }, 'lookup'),
      'property-missing /options/result/options',
    ],
    ['is required', { ...formula('x', 1), required: true }, 'required-impossible '],
    [
      'looks up what is not there',
      { id: 'x', type: 'lookup', options: { field: 'owner.nme' } },
      'unknown-field /options/field',
    ],
    [
      'looks up many',
      { id: 'x', type: 'lookup', options: { field: 'owner.orders' } },
      'unknown-field /options/field',
    ],
    [
      'rolls up no relation',
      rollup('x', { aggregate: 'count', relation: 'name' }),
      'not-a-relation /options/relation',
    ],
    [
      'sums a text',
      rollup('x', { aggregate: 'sum', value: { var: 'status' } }),
      'type-mismatch /options/value',
    ],
    [
      'has no window',
      rollup('x', { aggregate: 'count', within: { field: 'paid_on', duration: 'soon' } }),
      'invalid-literal /options/within/duration',
    ],
    [
      'has a window over nothing',
      rollup('x', { aggregate: 'count', within: { field: 'paid', duration: 'P1D' } }),
      'unknown-field /options/within/field',
    ],
    [
      'is of a kind without a type',
      rollup('x', { aggregate: 'first', value: { if: [true, { var: 'status' }, 'open'] } }),
      'result-needed /options/value',
    ],
  ])('[EN16] a field that %s is told where it says so', (_, field, expected) => {
    const [code = '', pointer = ''] = expected.split(' ');
    expect(found(customer(field), order())).toEqual([`${code} entity/customer/fields/2${pointer}`]);
  });

  it('[EN17] what a value costs is that of all that it reads', () => {
    const steps = Array.from({ length: 12 }, (_, index) => {
      const before = { var: index === 0 ? 'base' : `f${index - 1}` };
      return formula(`f${index}`, { '+': [before, before] });
    });
    const problems = compiled(customer({ id: 'base', type: 'decimal' }, ...steps), order()).problems;
    expect(problems.map(({ code }) => code)).toEqual(['computed-too-large']);
    const kept = rollup('kept', { aggregate: 'count' });
    const over = formula('twice', { '+': [{ var: 'kept' }, { var: 'kept' }] });
    expect(found(customer(kept, over), order())).toEqual([]);
  });
});
