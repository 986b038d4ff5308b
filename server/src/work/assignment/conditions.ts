/** What must hold between a record and an operator: the rule's pair condition, and the row rules of the operator's roles. */
import type { CheckedExpression } from '@tenon/expressions';
import type { AssignmentRuleModel } from '@tenon/model';
import type { LiveRelease } from '../../releases/live.ts';
import { type SplitCondition, split } from './pair.ts';

export interface Condition {
  /** Prefix of its columns. */
  readonly key: string;
  /** What it calls the user: `operator` in a pair condition, `viewer` in a row rule. */
  readonly name: 'operator' | 'viewer';
  readonly expression: CheckedExpression;
  /** Undefined when only the database can tell. */
  readonly split: SplitCondition | undefined;
}

export interface Conditions {
  readonly all: readonly Condition[];
  /** Index into `all`. */
  readonly pair: number | undefined;
  /** For a set of roles: `all`, or the indexes of the row rules of which one must hold. */
  rightsOf(roles: readonly string[]): 'all' | readonly number[];
}

/** Compiled once per release and rule. */
export function conditionsOf(release: LiveRelease, rule: AssignmentRuleModel): Conditions {
  return release.memo(`work:conditions:${rule.id}`, () => build(release, rule));
}

function build(release: LiveRelease, rule: AssignmentRuleModel): Conditions {
  const all: Condition[] = [];
  const known = new Map<CheckedExpression, number>();
  const add = (expression: CheckedExpression, name: Condition['name']): number => {
    const index = known.get(expression);
    if (index !== undefined) return index;
    known.set(expression, all.length);
    const parts = split(expression, name, release.registry.rules);
    return all.push({ key: `c${all.length}`, name, expression, split: parts }) - 1;
  };
  const pair = rule.pair && add(rule.pair.checked, 'operator');
  const rights = new Map<string, 'all' | readonly number[]>();
  const entity = rule.taskType.entity.id;
  const rulesOf = (roles: readonly string[]): 'all' | readonly number[] => {
    const access = release.access(roles);
    const rowRules = access.rowRules(entity, 'read');
    if (rowRules === 'all') return 'all';
    return rowRules === 'none' ? [] : rowRules.map(({ checked }) => add(checked, 'viewer'));
  };
  // All roles are looked at now, so that the columns are known before the operators are.
  for (const role of release.model.roles.keys()) rulesOf([role]);
  return {
    all,
    pair,
    rightsOf(roles) {
      const key = [...roles].sort().join(' ');
      const found = rights.get(key) ?? rulesOf(roles);
      rights.set(key, found);
      return found;
    },
  };
}
