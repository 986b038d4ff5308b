import { type Sql, sql } from '@tenon/expressions';
import type { Sharing } from '@tenon/model';
import type { Context } from '../context.ts';
import { TenonError } from '../errors.ts';
import { isPlainObject } from '../query/plain.ts';
import { limits } from './limits.ts';

/** How sharing stands in a row. */
export interface SharedColumns {
  readonly everybody: boolean;
  readonly roles: readonly string[];
}

export function sharingOf({ everybody, roles }: SharedColumns): Sharing {
  if (everybody) return 'everybody';
  return roles.length === 0 ? 'nobody' : { roles };
}

/** Sharing as somebody asked for it; roles must be there. */
export function readSharing({ release }: Context, asked: unknown): SharedColumns {
  if (asked === undefined || asked === 'nobody') return { everybody: false, roles: [] };
  if (asked === 'everybody') return { everybody: true, roles: [] };
  const roles = isPlainObject(asked) && Object.keys(asked).length === 1 ? asked.roles : undefined;
  if (!Array.isArray(roles) || roles.length === 0 || roles.length > limits.roles)
    throw wrong('/sharing', 'Sharing is "nobody", "everybody" or { "roles": […] }');
  const unknown = roles.findIndex((role) => typeof role !== 'string' || !release.model.roles.has(role));
  if (unknown >= 0) throw wrong(`/sharing/roles/${unknown}`, 'There is no such role');
  return { everybody: false, roles: [...new Set(roles as string[])] };
}

export function isShared({ everybody, roles }: SharedColumns): boolean {
  return everybody || roles.length > 0;
}

/** Only those who have the right put things in front of others. */
export function requireSharing({ viewer }: Context): void {
  if (!viewer.access.capabilities.has('share_views'))
    throw new TenonError('not-allowed', 'This needs the capability share_views');
}

/** Rows that are the viewer's own or shared with them. */
export function visibleTo({ viewer }: Context): Sql {
  return sql`(owner = ${sql.value(viewer.id, 'uuid')} or everybody or roles && ${sql.value(viewer.roles, 'text[]')})`;
}

/** Who keeps things is a person. */
export function ownerOf({ viewer }: Context): string {
  if (viewer.id === null) throw new TenonError('not-allowed', 'Only people keep views');
  return viewer.id;
}

export function wrong(pointer: string, message: string): TenonError {
  return new TenonError('invalid-input', message, { errors: [{ pointer, code: 'invalid', message }] });
}
