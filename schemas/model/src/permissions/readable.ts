import type { FieldModel, PathModel, RuleModel } from '../model.ts';
import type { Access } from './access.ts';

/** Whether a field may be seen: its entity may be read and it is not hidden. */
export const canReadField = (access: Access, field: FieldModel): boolean =>
  access.can(field.entity, 'read') && !access.hidden(field.entity).has(field.partOf?.field ?? field.id);

/** Whether every step of a path may be seen. */
export const canReadPath = (access: Access, path: PathModel): boolean =>
  path.steps.every((field) => canReadField(access, field));

/**
 * Whether everything that a rule reads may be seen: a rule over a hidden field would tell its value, and the gate refuses
 * it. Fields of the viewer are among those of `user`, which need not be readable for that.
 */
export function canReadRule(access: Access, rule: RuleModel | undefined): boolean {
  const reads = Object.entries(rule?.checked.reads ?? {});
  return reads.every(([entity, fields]) => {
    const hidden = access.hidden(entity);
    return (entity === 'user' || access.can(entity, 'read')) && !fields.some((field) => hidden.has(field));
  });
}
