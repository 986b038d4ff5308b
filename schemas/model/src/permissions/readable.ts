import type { CheckedExpression } from '@tenon/expressions';
import type { FieldModel, PathModel, RuleModel } from '../model.ts';
import type { Access } from './access.ts';

/** Whether a field may be seen: its entity may be read and it is not hidden. */
export const canReadField = (access: Access, field: FieldModel): boolean =>
  access.can(field.entity, 'read') && !access.hidden(field.entity).has(field.id);

/** Whether every step of a path may be seen. */
export const canReadPath = (access: Access, path: PathModel): boolean =>
  path.steps.every((field) => canReadField(access, field));

/** Whether every field that a rule reads may be seen; a rule over a hidden field would tell its value. */
export function canReadRule(access: Access, rule: RuleModel | undefined): boolean {
  return (
    rule === undefined ||
    readsOf(rule.checked).every(({ entity, field }) => !access.hidden(entity).has(field))
  );
}

function readsOf(
  expression: CheckedExpression,
): readonly { readonly entity: string; readonly field: string }[] {
  return Object.entries(expression.reads).flatMap(([entity, fields]) =>
    fields.map((field) => ({ entity, field })),
  );
}
