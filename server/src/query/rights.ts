/**
 * Whose rights a statement runs under. Rights of a viewer restrict what is asked; row rules themselves, and what the
 * system does on its own account, are evaluated without restriction.
 */
import type { CheckedExpression } from '@tenon/expressions';
import type { Access, RecordAction } from '@tenon/model';
import type { Context } from '../context.ts';

export type Rights = Access | 'system';

export function rightsOf(context: Context): Rights {
  return context.viewer.id === null ? 'system' : context.viewer.access;
}

export function can(rights: Rights, entity: string, action: RecordAction): boolean {
  return rights === 'system' || rights.can(entity, action);
}

/** Any one of these must hold for a record; undefined when every record passes. */
export function rulesOf(
  rights: Rights,
  entity: string,
  action: RecordAction,
): readonly CheckedExpression[] | undefined {
  if (rights === 'system') return undefined;
  const rules = rights.rowRules(entity, action);
  if (rules === 'all') return undefined;
  return rules === 'none' ? [] : rules.map((rule) => rule.checked);
}

export function isHidden(rights: Rights, entity: string, field: string): boolean {
  return rights !== 'system' && rights.hidden(entity).has(field);
}

/** Seen, but not written, by the rights of a role. */
export function isReadOnly(rights: Rights, entity: string, field: string): boolean {
  return rights !== 'system' && rights.readOnly(entity).has(field);
}
