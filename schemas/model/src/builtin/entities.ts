import type { EntityDocument, RoleDocument } from '@tenon/documents';
import { administrator } from './administrator.ts';
import { team } from './team.ts';
import { user } from './user.ts';

/** Entities that are always there; a configuration may add fields to them. */
export const builtInEntities: readonly EntityDocument[] = [user, team];

/** Roles that are there until a configuration writes its own of the same id. */
export const builtInRoles: readonly RoleDocument[] = [administrator];
