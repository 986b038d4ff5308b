import { describe, expect, it } from '@jest/globals';
import { FormulaError, parseFormula } from './parse.ts';
import { type FormulaField, type FormulaScope, translateFormula } from './translate.ts';

const fields = new Map<string, FormulaField>([
  ['Amount__c', { path: 'amount', kind: 'number' }],
  ['Name', { path: 'name', kind: 'text' }],
  ['Due__c', { path: 'due', kind: 'date' }],
  [
    'Status__c',
    {
      path: 'status',
      kind: 'choice',
      choices: new Map([
        ['In Progress', 'in_progress'],
        ['Closed / Lost', 'closed_lost'],
      ]),
    },
  ],
  ['Tags__c', { path: 'tags', kind: 'list', choices: new Map([['Key', 'key']]) }],
  ['Account__r.Name', { path: 'account.name', kind: 'text' }],
]);
const scope: FormulaScope = {
  field: (path) => fields.get(path.join('.')),
  label: (name) => (name === 'done' ? 'Done' : undefined),
  blankAsZero: false,
};
const translated = (formula: string, over: Partial<FormulaScope> = {}) =>
  translateFormula(formula, { ...scope, ...over }).expression;

describe('formulas', () => {
  it.each([
    ['1 + 2 * 3', { '+': [1, { '*': [2, 3] }] }],
    ['8 - 3 - 2', { '-': [{ '-': [8, 3] }, 2] }],
    ['-Amount__c', { '-': [0, { var: 'amount' }] }],
    [
      'Amount__c > 5 && NOT(Amount__c = 7)',
      { and: [{ '>': [{ var: 'amount' }, 5] }, { '!': [{ '==': [{ var: 'amount' }, 7] }] }] },
    ],
    ['if(ISBLANK(Due__c), "none", Name)', { if: [{ empty: [{ var: 'due' }] }, 'none', { var: 'name' }] }],
    ['Name = ""', { empty: [{ var: 'name' }] }],
    ['Name <> NULL', { '!': [{ empty: [{ var: 'name' }] }] }],
    ["ISPICKVAL(Status__c, 'Closed / Lost')", { '==': [{ var: 'status' }, 'closed_lost'] }],
    ['INCLUDES(Tags__c, "Key")', { contains_any: [{ var: 'tags' }, ['key']] }],
    [
      'CASE(Status__c, "In Progress", 1, "Closed / Lost", 2, 0)',
      {
        if: [
          { '==': [{ var: 'status' }, 'in_progress'] },
          1,
          { '==': [{ var: 'status' }, 'closed_lost'] },
          2,
          0,
        ],
      },
    ],
    ['TODAY() - Due__c', { days_since: [{ var: 'due' }] }],
    ['Due__c - TODAY()', { '-': [0, { days_since: [{ var: 'due' }] }] }],
    [
      "Account__r.Name & ' (' & TEXT(Amount__c) & ')'",
      { cat: [{ var: 'account.name' }, ' (', { text: [{ var: 'amount' }] }, ')'] },
    ],
    ["'it\\'s' + Name", { cat: ["it's", { var: 'name' }] }],
    ['$Label.done', 'Done'],
    ['/* why */ ROUND(Amount__c, 2)', { round: [{ var: 'amount' }, 2] }],
  ])('%s', (formula, expression) => {
    expect(translated(formula)).toEqual(expression);
  });

  it('counts empty numbers as zero where the field asks for it, but not where emptiness is asked', () => {
    expect(translated('Amount__c + 1', { blankAsZero: true })).toEqual({
      '+': [{ coalesce: [{ var: 'amount' }, 0] }, 1],
    });
    expect(translated('ISBLANK(Amount__c)', { blankAsZero: true })).toEqual({ empty: [{ var: 'amount' }] });
  });

  it.each([
    ['VLOOKUP(Name, Name, Name)', 'VLOOKUP has no counterpart'],
    ['Missing__c = 1', 'Missing__c is not known'],
    ["ISPICKVAL(Status__c, 'Won')", "the picklist has no value 'Won'"],
    ['Due__c + 30', 'adding to a date has no counterpart'],
    ['IF(Amount__c > 1, 2', "')' is missing"],
    ['1 +', 'it ends too early'],
    ['1 2', "'2' is too much"],
    ['Name # 1', "'# 1' cannot be read"],
    [`${'('.repeat(300)}1${')'.repeat(300)}`, 'it is nested too deeply'],
  ])('%s is refused with the reason', (formula, message) => {
    expect(() => translated(formula)).toThrow(new FormulaError(message));
  });

  it('takes names of functions in any case, and words as names', () => {
    expect(parseFormula('today()')).toEqual({ node: 'call', name: 'TODAY', operands: [] });
    expect(parseFormula('a.b__r.c')).toEqual({ node: 'name', path: ['a', 'b__r', 'c'] });
  });
});
