import type { RoleDocument } from '@tenon/documents';
import { capabilities, recordActions } from '../permissions/access.ts';

/** The role of whoever sets a new instance up. A configuration that has a role of this id writes its own in its place. */
export const administrator: RoleDocument = {
  kind: 'role',
  id: 'administrator',
  label: { en: 'Administrator', 'zh-CN': '管理员' },
  grants: [{ entity: '*', actions: [...recordActions] }],
  capabilities: [...capabilities],
};
