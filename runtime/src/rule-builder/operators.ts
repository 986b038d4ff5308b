import type { TFunction } from 'i18next';
import { comparedAs, type RuleScope } from './fields.ts';
import { holds, type Operand, type Rule, type Subject } from './tree.ts';

/** What stands in the list of operators: an operator, perhaps after something that follows from the field, perhaps not. */
export interface OperatorChoice {
  /** `!` before what is denied, and what follows from the field before the operator: `days_since >`. */
  readonly value: string;
  readonly label: string;
}

/** Conditions that read better denied than wrapped. */
const denied = ['empty', 'in', 'icontains', holds];
const sinceOperators = ['>', '>=', '==', '<=', '<'];
const daysSince = 'days_since';

/** The ways in which a subject can be compared. */
export function operatorChoices(
  scope: RuleScope,
  entity: string,
  subject: Subject,
  t: TFunction,
): readonly OperatorChoice[] {
  const plain: Subject = subject.kind === 'derived' ? { kind: 'field', path: subject.path } : subject;
  const compared = comparedAs(scope, entity, plain);
  if (!compared) return [];
  const exists = subject.kind === 'aggregate' && subject.by === 'exists';
  const nameOf = (id: string) => scope.label(scope.registry.rules.operator(id)?.label, id);
  const named = (id: string) => {
    if (id !== holds) return nameOf(id);
    return t(exists ? 'builder.some' : 'builder.yes');
  };
  const deniedName = (id: string) => {
    if (id === 'empty') return t('builder.isNotEmpty');
    if (id === holds) return t(exists ? 'builder.none' : 'builder.no');
    return t('builder.notOperator', { operator: nameOf(id) });
  };
  const choices = compared.operators.flatMap((id) => [
    { value: id, label: named(id) },
    ...(denied.includes(id) ? [{ value: `!${id}`, label: deniedName(id) }] : []),
  ]);
  const kind = compared.type?.kind;
  const isOwnTime = plain.kind === 'field' && (kind === 'date' || kind === 'datetime');
  if (!isOwnTime) return choices;
  const label = nameOf(daysSince);
  return [
    ...choices,
    ...(kind === 'datetime' ? [{ value: 'date ==', label: t('builder.onDay') }] : []),
    ...sinceOperators.map((id) => ({
      value: `${daysSince} ${id}`,
      label: `${label} ${id === '==' ? '=' : id}`,
    })),
  ];
}

/** The choice that a rule stands for. */
export function choiceOf({ subject, operator, not }: Rule): string {
  const derived = subject.kind === 'derived' ? `${subject.by} ` : '';
  return `${not ? '!' : ''}${derived}${operator}`;
}

/** The rule with another choice; what was entered stays where it still fits. */
export function withChoice(rule: Rule, choice: string): Rule {
  const not = choice.startsWith('!');
  const [last = '', by] = (not ? choice.slice(1) : choice).split(' ').reverse();
  const { subject } = rule;
  const next: Subject =
    subject.kind === 'aggregate'
      ? subject
      : by === undefined
        ? { kind: 'field', path: subject.path }
        : { kind: 'derived', by, path: subject.path };
  const [kept] = rule.operands;
  const fresh: Operand =
    by === 'date' ? { kind: 'moment', by: 'today' } : { kind: 'value', value: undefined };
  const keeps = kept !== undefined && kindOf(rule.operator, rule.subject) === kindOf(last, next);
  const takesNone = last === '' || last === holds || last === 'empty';
  return { ...rule, subject: next, operator: last, not, operands: takesNone ? [] : [keeps ? kept : fresh] };
}

/** Operators of one kind take operands of one kind. */
function kindOf(operator: string, subject: Subject): string {
  const derived = subject.kind === 'derived' ? subject.by : '';
  return ['in', 'within', 'contains_any', 'contains_all'].includes(operator)
    ? `${derived} ${operator}`
    : derived;
}
