import { describe, expect, it } from '@jest/globals';
import { registry } from '../testing/workspace.tsx';
import { countRules, emptyFilter, type Filter, filled, filterExpression } from './filter-expression.ts';
import { conditionOf } from './record-list.tsx';

const rule = (field: string, operator: string, value: unknown = null) => ({ field, operator, value });
const filter = (combinator: string, ...rules: Filter['rules']): Filter => ({ combinator, rules });

describe('filter', () => {
  it('is nothing without finished rules', () => {
    expect(filterExpression(emptyFilter)).toBeUndefined();
    expect(
      filterExpression(filter('and', rule('name', '=='), rule('', '==', 'x'), rule('tags', 'in', []))),
    ).toBeUndefined();
  });

  it('nests groups and keeps a single rule bare', () => {
    const nested = filter(
      'and',
      rule('stage', '==', 'won'),
      filter('or', rule('amount', '>', 10), rule('owner', 'in', ['a', 'b'])),
    );
    expect(filterExpression(nested)).toEqual({
      and: [
        { '==': [{ var: 'stage' }, 'won'] },
        { or: [{ '>': [{ var: 'amount' }, 10] }, { in: [{ var: 'owner' }, ['a', 'b']] }] },
      ],
    });
    expect(filterExpression(filter('or', rule('stage', '==', 'won')))).toEqual({
      '==': [{ var: 'stage' }, 'won'],
    });
    expect(countRules(nested)).toBe(3);
  });

  it('says "is not empty" in operators that the rule language has', () => {
    const expression = filterExpression(filter('and', rule('name', filled)));
    expect(expression).toEqual({ '!': [{ empty: [{ var: 'name' }] }] });
    const name = { id: 'name', valueType: { kind: 'text' } } as const;
    const entity = {
      id: 'deal',
      field: (id: string) => (id === 'name' ? name : undefined),
      fieldIds: () => ['name'],
    };
    const catalog = { entity: () => entity, segmentation: () => undefined };
    expect(registry.rules.parse(expression ?? null, { catalog, entity: 'deal' }).problems).toEqual([]);
  });

  it('holds together with the condition of the view and of a link', () => {
    const view = {
      id: 'v',
      entity: 'deal',
      label: 'V',
      type: 'table',
      columns: [],
      sort: [],
      options: {},
      where: { '==': [1, 1] },
    } as const;
    const both = conditionOf(
      { where: { empty: [{ var: 'a' }] }, filter: filter('and', rule('b', 'empty')) },
      view,
    );
    expect(both).toEqual({ and: [{ '==': [1, 1] }, { empty: [{ var: 'a' }] }, { empty: [{ var: 'b' }] }] });
    expect(conditionOf({ where: undefined, filter: emptyFilter }, undefined)).toBeUndefined();
  });
});
