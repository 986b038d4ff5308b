import { describe, expect, it } from '@jest/globals';
import type { Expression } from '@tenon/documents';
import fc from 'fast-check';
import { countRules, emptyGroup, emptyRule, type Group, readRules, writeRules } from './tree.ts';

const path = fc.constantFrom('name', 'owner.team.name', 'address.city', 'viewer.id', '阶段', '__proto__');
const variable = path.map((name): Expression => ({ var: name }));
const literal: fc.Arbitrary<Expression> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 3 }),
);
const operator = fc.constantFrom(
  '==',
  '!=',
  '<',
  'in',
  'within',
  'icontains',
  'empty',
  'holds',
  'filled',
  'constructor',
);

/** Conditions as people write them, and what the builder has no place for, at any depth. */
const { condition } = fc.letrec<{ condition: Expression; subject: Expression; operand: Expression }>(
  (tie) => ({
    operand: fc.oneof(
      literal,
      variable,
      fc.constant({ today: [] }),
      fc.constant({ now: [] }),
      tie('subject'),
    ),
    subject: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      variable,
      fc.tuple(fc.constantFrom('days_since', 'date', 'lower'), variable).map(([by, of]) => ({ [by]: [of] })),
      fc
        .tuple(
          fc.constantFrom('count', 'exists', 'sum', 'first'),
          fc.array(tie('operand'), { maxLength: 3 }),
          tie('condition'),
        )
        .map(([by, operands, where]) => ({ [by]: ['orders', ...operands, where] })),
      fc.constant({ sum: ['orders', { var: 'amount' }] }),
    ),
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      tie('subject'),
      fc
        .tuple(operator, tie('subject'), fc.array(tie('operand'), { maxLength: 2 }))
        .map(([by, of, rest]) => ({ [by]: [of, ...rest] })),
      fc
        .tuple(fc.constantFrom('and', 'or', '!', 'if'), fc.array(tie('condition'), { maxLength: 3 }))
        .map(([by, parts]) => ({ [by]: parts })),
      fc.constant({ in_segment: ['lifecycle', 'lost', 'dormant'] }),
    ),
  }),
);

describe('rules', () => {
  it('[RB1] are written as they were read, whatever they are', () => {
    fc.assert(
      fc.property(fc.oneof(condition, fc.jsonValue() as fc.Arbitrary<Expression>), (expression) => {
        const read = readRules(expression);
        expect(writeRules(read)).toEqual(expression);
        // Reading looks at nothing but the expression.
        expect(strip(readRules(expression))).toEqual(strip(read));
      }),
      { numRuns: 1000 },
    );
  });

  it('[RB2] are drawn as far as they have a form, and only the rest is kept as text', () => {
    const odd = { '<': [{ '+': [{ var: 'a' }, 1] }, 3] };
    const read = readRules({
      and: [
        { '!': [{ empty: [{ var: 'name' }] }] },
        { '>=': [{ count: ['orders', { or: [{ within: [{ var: 'at' }, 'P30D'] }, odd] }] }, 2] },
        { exists: ['orders'] },
        { '!': [{ in_segment: ['lifecycle', 'lost'] }] },
        { '==': [{ var: 'owner' }, { var: 'viewer.id' }] },
        { '==': [{ date: [{ var: 'at' }] }, { today: [] }] },
        odd,
      ],
    });
    expect(read.children.map(({ kind }) => kind)).toEqual([
      'rule',
      'rule',
      'rule',
      'segment',
      'rule',
      'rule',
      'raw',
    ]);
    const [, counted] = read.children;
    expect(counted).toMatchObject({
      subject: {
        kind: 'aggregate',
        where: { combinator: 'or', children: [{ kind: 'rule' }, { kind: 'raw' }] },
      },
    });
    expect(countRules(read)).toBe(7);
  });

  it('[RB3] that are not finished say nothing, and an emptied group neither', () => {
    const unfinished: Group = emptyGroup([
      emptyRule(),
      emptyRule('name'),
      { ...emptyRule('name'), operator: '==', operands: [{ kind: 'value', value: undefined }] },
      emptyGroup(),
    ]);
    expect(writeRules(unfinished)).toBeUndefined();
    expect(countRules(unfinished)).toBe(0);
    const one = { ...emptyRule('name'), operator: '==', operands: [{ kind: 'value' as const, value: 'x' }] };
    expect(writeRules({ ...unfinished, children: [...unfinished.children, one] })).toEqual({
      '==': [{ var: 'name' }, 'x'],
    });
  });
});

function strip(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, item) => (key === 'key' ? undefined : item)));
}
