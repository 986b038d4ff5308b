import type { Expression } from '@tenon/documents';
import type { RuleGroupType, RuleType } from 'react-querybuilder';

/** A filter as the builder holds it. */
export type Filter = RuleGroupType;

export const emptyFilter: Filter = { combinator: 'and', rules: [] };
/** The builder's name for "is not empty": the rule language says it with two operators. */
export const filled = 'filled';

/** JsonLogic of a filter; rules that are not finished are left out. Undefined when nothing is left. */
export function filterExpression(filter: Filter): Expression | undefined {
  const parts = filter.rules.flatMap((rule) => {
    const part = 'rules' in rule ? filterExpression(rule) : ruleExpression(rule);
    return part === undefined ? [] : [part];
  });
  if (parts.length < 2) return parts[0];
  return { [filter.combinator]: parts };
}

function ruleExpression({ field, operator, value }: RuleType): Expression | undefined {
  if (field === '' || operator === '') return undefined;
  const operand: Expression = { var: field };
  if (operator === 'empty') return { empty: [operand] };
  if (operator === filled) return { '!': [{ empty: [operand] }] };
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0))
    return undefined;
  return { [operator]: [operand, value as Expression] };
}

/** How many finished rules a filter has. */
export function countRules(filter: Filter): number {
  return filter.rules.reduce(
    (count, rule) =>
      count + ('rules' in rule ? countRules(rule) : ruleExpression(rule) === undefined ? 0 : 1),
    0,
  );
}
