import type { Capability, RecordAction, RuleModel } from '../model.ts';

/** What somebody may do: the union of the grants of their roles. */
export interface Access {
  /** Whether the action is allowed on at least some records of the entity. */
  can(entity: string, action: RecordAction): boolean;
  /** On which records: one of the rules must hold. */
  rowRules(entity: string, action: RecordAction): 'all' | 'none' | readonly RuleModel[];
  /** Fields that behave as if they did not exist. */
  hidden(entity: string): ReadonlySet<string>;
  /** Fields that can be seen and not written, hidden ones left out. */
  readOnly(entity: string): ReadonlySet<string>;
  readonly capabilities: ReadonlySet<Capability>;
}

export const recordActions: readonly RecordAction[] = [
  'read',
  'create',
  'update',
  'delete',
  'restore',
  'export',
  'import',
  'assign',
  'merge',
];

export const capabilities: readonly Capability[] = [
  'configure',
  'manage_users',
  'manage_work',
  'reveal_secrets',
  'share_views',
  'work',
];
