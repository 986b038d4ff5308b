import { describe, expect, it } from '@jest/globals';
import { createLanguage } from './language.ts';
import { coreOperators } from './operators/index.ts';
import { sampleScope, type World, worldContext } from './testing/world.ts';
import type { CheckedExpression, Expression, Operator, Row } from './types.ts';

const language = createLanguage(coreOperators);
const moment = { now: '2026-11-21T12:00:00Z', timeZone: 'UTC' };
const world: World = { customer: [], order: [], user: [], viewer: {}, segments: {} };

function checked(expression: Expression): CheckedExpression {
  const result = language.parse(expression, sampleScope);
  expect(result.problems).toEqual([]);
  return result.expression!;
}

function evaluate(expression: Expression, row: Row): unknown {
  return language.evaluate(checked(expression), worldContext(world, moment)(row));
}

describe('evaluate', () => {
  it('[EX10] reads values that are not of the field’s kind as empty', () => {
    for (const wrong of ['abc', true, {}, [], Number.NaN, Number.POSITIVE_INFINITY, '1_000', '0x10', ' 1']) {
      expect(evaluate({ empty: { var: 'points' } }, { points: wrong })).toBe(true);
    }
    for (const wrong of ['2026-02-30', '2026-2-3', 20260203, '2026-02-03T00:00:00Z']) {
      expect(evaluate({ empty: { var: 'born' } }, { born: wrong })).toBe(true);
    }
    for (const wrong of ['yesterday', '2026-02-03', '2026-02-03T24:00:00Z', '2026-02-03T10:00:00']) {
      expect(evaluate({ empty: { var: 'seen_at' } }, { seen_at: wrong })).toBe(true);
    }
  });

  it('[EX14] reads moments in the forms of ISO 8601 and of Postgres', () => {
    for (const same of [
      '2026-03-01T10:00:00+02:00',
      '2026-03-01 08:00:00+00',
      '2026-03-01T08:00Z',
      '2026-03-01T08:00:00.000000Z',
    ]) {
      expect(evaluate({ '==': [{ var: 'seen_at' }, '2026-03-01T08:00:00Z'] }, { seen_at: same })).toBe(true);
    }
  });

  it('[EX8] never takes what a row inherits', () => {
    const row: Row = Object.create({ name: 'inherited' });
    expect(evaluate({ empty: { var: 'name' } }, row)).toBe(true);
  });

  it('[EX8] never takes a literal for logic', () => {
    const list = checked({ in: [{ var: 'name' }, ['var', 'tenon_value']] });
    expect(language.test(list, worldContext(world, moment)({ name: 'var' }))).toBe(true);
    expect(evaluate({ cat: [{ var: 'name' }] }, { name: { var: 'note' }, note: 'x' })).toBe('');
  });

  it('[EX16] throws on a zone or moment that is none', () => {
    const expression = checked({ today: [] });
    const context = worldContext(world, moment)({});
    expect(() => language.evaluate(expression, { ...context, timeZone: 'Mars/Olympus' })).toThrow(RangeError);
    expect(() => language.evaluate(expression, { ...context, now: 'now' })).toThrow(RangeError);
  });

  it('[EX3] makes truth values of what an operator gives', () => {
    const vague: Operator = {
      id: 'vague',
      label: { en: 'vague', 'zh-CN': '模糊' },
      values: {
        arity: { least: 1, most: 1 },
        slots: () => [{ kinds: ['text'] }],
        result: { kind: 'boolean' },
        evaluate: ([text]) => text,
        sql: ([text]) => text!,
      },
    };
    const wider = createLanguage([...coreOperators, vague]);
    const { expression } = wider.parse({ vague: { var: 'name' } }, sampleScope, 'condition');
    const contextOf = worldContext(world, moment);
    expect(wider.evaluate(expression!, contextOf({ name: 'yes' }))).toBe(false);
    expect(wider.evaluate(expression!, contextOf({}))).toBe(false);
  });

  it('evaluates row after row with one context', () => {
    const expression = checked({
      and: [
        { '>': [{ var: 'points' }, 3] },
        { '==': [{ var: 'city' }, 'oslo'] },
        { '!': { empty: { var: 'name' } } },
      ],
    });
    const contextOf = worldContext(world, moment);
    let passed = 0;
    for (let i = 0; i < 20_000; i++) {
      if (language.test(expression, contextOf({ points: i % 10, city: 'oslo', name: 'x' }))) passed += 1;
    }
    expect(passed).toBe(12_000);
  });
});
