import { describe, expect, it } from '@jest/globals';
import { createLanguage } from './language.ts';
import { limits } from './limits.ts';
import { coreOperators } from './operators/index.ts';
import type { Expected } from './parse.ts';
import { sampleScope } from './testing/world.ts';
import type { Expression } from './types.ts';

const language = createLanguage(coreOperators);

/** `code pointer` of each problem. */
function problemsOf(expression: unknown, expected?: Expected): readonly string[] {
  const { problems, expression: checked } = language.parse(expression as Expression, sampleScope, expected);
  expect(checked === undefined).toBe(problems.length > 0);
  return problems.map(({ code, pointer }) => `${code} ${pointer}`);
}

function nested(depth: number): Expression {
  let expression: Expression = true;
  for (let i = 0; i < depth; i++) expression = { '!': [expression] };
  return expression;
}

describe('parse', () => {
  it('[EX6] reports every problem at once, with pointers', () => {
    expect(
      problemsOf({
        or: [
          { and: [{ '==': [{ var: 'ctiy' }, 'oslo'] }, { '<': [{ var: 'points' }, 'x'] }] },
          { frobnicate: 1 },
          { '/': [{ var: 'points' }] },
        ],
      }),
    ).toEqual([
      'unknown-field /or/0/and/0/==/0/var',
      'type-mismatch /or/0/and/1/</1',
      'unknown-operator /or/1/frobnicate',
      'wrong-operand-count /or/2/~1',
    ]);
  });

  it('[EX6] wants an operation to be one operator', () => {
    expect(problemsOf({ '==': [1, 1], '!=': [1, 2] })).toEqual(['not-an-operation ']);
    expect(problemsOf({})).toEqual(['not-an-operation ']);
  });

  it('[EX8] has none of the unbounded or effectful operators of JsonLogic', () => {
    for (const id of [
      'log',
      'method',
      'map',
      'filter',
      'reduce',
      'all',
      'none',
      'some',
      'merge',
      'missing',
      'missing_some',
      'substr',
      '===',
      '!!',
      '?:',
      '%',
    ]) {
      expect(problemsOf({ [id]: [{ var: 'name' }, 1] })).toEqual([
        `unknown-operator /${id.replaceAll('/', '~1')}`,
      ]);
    }
  });

  it('[EX8] reads names as own properties alone', () => {
    for (const name of [
      'constructor',
      '__proto__',
      'toString',
      'constructor.constructor',
      'hasOwnProperty',
      'name.length',
      'owner.constructor',
      '',
      '.',
      'viewer.',
      'viewer.constructor',
      'constructor.team',
    ]) {
      expect(problemsOf({ var: name }).map((problem) => problem.split(' ')[0])).toEqual([
        name === 'name.length' ? 'not-walkable' : 'unknown-field',
      ]);
    }
    for (const operator of ['constructor', '__proto__', 'toString', 'valueOf']) {
      const expression = JSON.parse(`{"${operator}": [1]}`);
      expect(problemsOf(expression)).toEqual([`unknown-operator /${operator}`]);
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('[EX8] takes a field name as text alone', () => {
    for (const operand of [1, null, true, [], ['name', 'default'], [['name']], { cat: ['na', 'me'] }]) {
      expect(problemsOf({ var: operand })).toEqual(['not-a-field-name /var']);
    }
  });

  it('[EX7] bounds nesting, size, lists, texts and paths before walking them', () => {
    expect(problemsOf(nested(20_000))).toEqual(['expression-too-deep ']);
    expect(problemsOf({ and: Array.from({ length: 5_000 }, () => ({ empty: { var: 'name' } })) })).toEqual([
      'expression-too-large ',
    ]);
    expect(problemsOf({ in: [{ var: 'name' }, Array.from({ length: limits.list + 1 }, String)] })).toEqual([
      'list-too-long ',
    ]);
    expect(problemsOf({ in: [{ var: 'name' }, Array.from({ length: limits.list }, String)] })).toEqual([]);
    expect(problemsOf({ '==': [{ var: 'name' }, 'x'.repeat(limits.text + 1)] })).toEqual([
      'invalid-literal /==/1',
    ]);
    expect(problemsOf({ var: 'owner.owner.owner.owner.owner' })).toEqual(['path-too-long /var']);
    expect(problemsOf(nested(limits.depth))).toEqual([]);
    expect(problemsOf(nested(limits.depth + 1))).toEqual(['expression-too-deep ']);
  });

  it('[EX7] bounds aggregates by number', () => {
    const some = (count: number) => ({ or: Array.from({ length: count }, () => ({ exists: ['orders'] })) });
    expect(problemsOf(some(limits.aggregates))).toEqual([]);
    expect(problemsOf(some(limits.aggregates + 1))).toEqual([
      `too-many-aggregates /or/${limits.aggregates}/exists`,
    ]);
  });

  it('[EX5] refuses text that Postgres cannot hold', () => {
    expect(problemsOf({ '==': [{ var: 'name' }, 'a\0'] })).toEqual(['invalid-literal /==/1']);
    expect(problemsOf({ in: [{ var: 'name' }, ['a', '\ud800']] })).toEqual(['invalid-literal /in/1/1']);
  });

  it('[EX5] wants what its place wants', () => {
    expect(problemsOf({ var: 'name' }, 'condition')).toEqual(['type-mismatch ']);
    expect(problemsOf({ var: 'vip' }, 'condition')).toEqual([]);
    expect(problemsOf({ var: 'name' }, { kind: 'number' })).toEqual(['type-mismatch ']);
    expect(problemsOf('2026-02-30', { kind: 'date' })).toEqual(['invalid-literal ']);
    expect(problemsOf('2026-02-28', { kind: 'date' })).toEqual([]);
    expect(problemsOf(null, { kind: 'date' })).toEqual([]);
    expect(problemsOf('olso', { kind: 'choice', options: ['oslo'] })).toEqual(['unknown-option ']);
  });

  it('[EX9] says what it reads, and whether time alone changes it', () => {
    const { expression } = language.parse(
      {
        and: [
          { '==': [{ var: 'owner.team' }, { var: 'viewer.team' }] },
          { exists: ['orders', { within: [{ var: 'paid_at' }, 'P90D'] }] },
          { in_segment: ['lifecycle', 'lost'] },
        ],
      },
      sampleScope,
      'condition',
    );
    expect(expression).toMatchObject({
      reads: { customer: ['orders', 'owner'], order: ['paid_at'], user: ['team'] },
      timeDependent: true,
      segmentations: ['lifecycle'],
    });
    const plain = language.parse({ count: ['orders'] }, sampleScope).expression;
    expect(plain).toMatchObject({
      reads: { customer: ['orders'], order: [] },
      timeDependent: false,
      segmentations: [],
    });
  });

  it('knows no fields where there is no row', () => {
    const { problems } = language.parse({ var: 'name' }, { ...sampleScope, entity: undefined });
    expect(problems).toMatchObject([{ code: 'unknown-field', hint: 'Named records: viewer' }]);
    expect(language.parse({ var: 'viewer' }, sampleScope).problems).toMatchObject([
      { code: 'unknown-field', hint: 'Name a field of it, such as "viewer.id"' },
    ]);
  });

  it('never changes what it is given', () => {
    const written = JSON.stringify({
      and: [{ '==': [{ var: 'name' }, 'a'] }, { in: [{ var: 'points' }, [3, 1]] }],
    });
    const expression = JSON.parse(written);
    language.parse(expression, sampleScope, 'condition');
    expect(JSON.stringify(expression)).toBe(written);
  });
});
