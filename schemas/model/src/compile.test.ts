import { describe, expect, it } from '@jest/globals';
import type { Problem } from '@tenon/documents';
import { exampleDocuments, examplesWith, testRegistry } from '../../../tests/support/configuration.ts';
import { compile } from './compile.ts';

const told = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ code, document, pointer }) => `${code} ${document.kind}/${document.id}${pointer}`);

const problemsOf = (documents: readonly unknown[]): readonly string[] =>
  told(compile(documents, testRegistry).problems);

describe('compile', () => {
  it('[CO1] the examples compile without a problem', () => {
    const { problems, publishable, model } = compile(exampleDocuments(), testRegistry);
    expect(problems).toEqual([]);
    expect(publishable).toBe(true);
    expect([...model.entities.keys()]).toEqual([
      'user',
      'team',
      'exchange_rate',
      'contract',
      'customer',
      'order',
    ]);
  });

  it('[CO1] nothing at all compiles to the built-in entities', () => {
    const { problems, model } = compile([], testRegistry);
    expect(problems).toEqual([]);
    expect([...model.entities.keys()]).toEqual(['user', 'team', 'exchange_rate']);
    expect(model.organisation).toMatchObject({
      timeZone: 'UTC',
      currency: 'USD',
      languages: ['en', 'zh-CN'],
    });
  });

  it('[CO2] leaves its input as it was', () => {
    const documents = examplesWith(
      ['entity/customer', '/fields/0/tpye', 'text'],
      ['view/customers', '/sort/0/field', 'x'],
    );
    const before = JSON.stringify(documents);
    compile(documents, testRegistry);
    expect(JSON.stringify(documents)).toBe(before);
  });

  it('[CO2] takes documents that are frozen', () => {
    const frozen = exampleDocuments().map(freeze);
    expect(compile(frozen, testRegistry).problems).toEqual([]);
  });

  it('[CO3] gives a model that nobody can change', () => {
    const { model } = compile(exampleDocuments(), testRegistry);
    const places: readonly unknown[] = [
      model,
      model.organisation,
      model.entities.get('customer'),
      model.entities.get('customer')?.fields.get('region')?.options,
      model.views.get('customers')?.columns[0]?.field.steps,
      model.segmentations.get('lifecycle')?.rules[0]?.when.checked.root,
      model.taskTypes.get('winback_call')?.outcomes.get('interested')?.effects,
      model.roles.get('agent')?.grants[0]?.readOnly,
    ];
    for (const place of places) {
      expect(place).toBeDefined();
      expect(Object.isFrozen(place)).toBe(true);
    }
  });

  it('[CO4] all problems of all documents come at once, sorted by document and place', () => {
    const documents = examplesWith(
      ['view/customers', '/columns/1/field', 'regon'],
      ['entity/customer', '/fields/3/type', 'bool'],
      ['queue/winback', '/entity', 'custmer'],
      ['dashboard/overview', '/tiles/0/positon', {}],
      ['app/shop', '/items/1/entity', 'odrer'],
    );
    expect(problemsOf(documents)).toEqual([
      'reference-unknown app/shop/items/1/entity',
      'property-unknown dashboard/overview/tiles/0/positon',
      'type-unknown entity/customer/fields/3/type',
      'reference-unknown queue/winback/entity',
      'path-unknown view/customers/columns/1/field',
    ]);
  });

  it('[CO5] what follows from a part that was left out is not blamed again', () => {
    // last_contact is used by a form, two views, a task type, an assignment rule and a role.
    expect(problemsOf(examplesWith(['entity/customer', '/fields/4/type', 'dat']))).toEqual([
      'type-unknown entity/customer/fields/4/type',
    ]);
    expect(problemsOf(examplesWith(['entity/customer', '/fields/4/tpye', 'date']))).toEqual([
      'property-unknown entity/customer/fields/4/tpye',
    ]);
    // region is read by expressions in a role and an assignment rule.
    expect(problemsOf(examplesWith(['entity/customer', '/fields/2/options', { choises: [] }]))).toEqual([
      'property-unknown entity/customer/fields/2/options/choises',
    ]);
    expect(problemsOf(examplesWith(['entity/order', '/fields', 3]))).toEqual([
      'value-type entity/order/fields',
    ]);
  });

  it('[CO6] a half-finished configuration keeps all that is sound', () => {
    const { model, publishable } = compile(
      examplesWith(
        ['entity/customer', '/fields/1/type', 5],
        ['view/customers', '/columns/1', { field: 'nothing' }],
      ),
      testRegistry,
    );
    expect(publishable).toBe(false);
    expect(model.entities.get('customer')?.fields.has('email')).toBe(false);
    expect(model.entities.get('customer')?.fields.has('region')).toBe(true);
    expect(model.views.get('customers')?.columns.map(({ field }) => field.path)).toEqual([
      'name',
      'owner.name',
      'last_contact',
    ]);
  });

  it('[CO6] entries after one that was left out keep their pointers', () => {
    const documents = examplesWith(
      ['view/customers', '/columns/0', { feld: 'name' }],
      ['view/customers', '/columns/2/field', 'owner.nothing'],
    );
    expect(problemsOf(documents)).toContain('path-unknown view/customers/columns/2/field');
  });

  it('[CO7] two documents of one kind and id: the first counts, the second is told', () => {
    const again = { ...exampleDocuments().find(({ kind }) => kind === 'queue'), label: 'Again' };
    const { model, problems } = compile([...exampleDocuments(), again], testRegistry);
    expect(told(problems)).toEqual(['document-repeated queue/winback']);
    expect(model.queues.get('winback')?.label).toEqual({ en: 'Win back', 'zh-CN': '挽回客户' });
  });

  it('[CO8] a reference to nothing comes with what was meant', () => {
    const { problems } = compile(
      examplesWith(['assignment-rule/winback', '/taskType', 'winback_cal']),
      testRegistry,
    );
    expect(problems).toMatchObject([
      {
        code: 'reference-unknown',
        pointer: '/taskType',
        message: "there is no task-type 'winback_cal'",
        hint: "Did you mean 'winback_call'?",
      },
    ]);
  });

  it('[CO9] fifty entities of thirty fields compile', () => {
    const documents = Array.from({ length: 50 }, (_, entity) => ({
      kind: 'entity',
      id: `entity_${entity}`,
      label: `Entity ${entity}`,
      fields: Array.from({ length: 30 }, (_, field) => ({
        id: `field_${field}`,
        type: ['text', 'integer', 'decimal', 'date', 'boolean'][field % 5],
        ...(field % 5 === 4 && { default: true }),
      })),
    }));
    const { problems, model } = compile(documents, testRegistry);
    expect(problems).toEqual([]);
    expect(model.entities.size).toBe(53);
  });
});

function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(freeze);
  return Object.freeze(value);
}
