import type { RoleDocument } from '@tenon/documents';
import { capabilities, recordActions } from '../permissions/access.ts';

/** The role of whoever sets a new instance up. */
const administrator: RoleDocument = {
  kind: 'role',
  id: 'administrator',
  label: { en: 'Administrator', 'zh-CN': '管理员' },
  grants: [{ entity: '*', actions: [...recordActions] }],
  capabilities: [...capabilities],
};

/** Roles that are there until a configuration writes its own of the same id. */
export const builtInRoles: readonly RoleDocument[] = [administrator];
