/** Which roles a user holds: those given, else the organisation's default roles. */
import { sql } from '@tenon/expressions';
import type { Model } from '@tenon/model';
import type { Queryable } from '../database/index.ts';
import { TenonError } from '../errors.ts';

/** Roles of several users at once, by user id. Roles that the model no longer has are left out. */
export async function rolesOf(
  db: Queryable,
  model: Model,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db.query<{ user_id: string; role: string }>(sql`
    select user_id, role from tenon.user_roles where user_id = any(${sql.value(userIds, 'uuid[]')}) order by user_id, role`);
  const roles = new Map<string, string[]>();
  for (const row of rows) roles.set(row.user_id, [...(roles.get(row.user_id) ?? []), row.role]);
  return new Map(
    userIds.map((id) => [
      id,
      (roles.get(id) ?? model.organisation.defaultRoles).filter((role) => model.roles.has(role)),
    ]),
  );
}

/** Replaces the roles of a user. */
export async function setRoles(
  db: Queryable,
  model: Model,
  userId: string,
  roles: readonly string[],
): Promise<void> {
  const unknown = roles.filter((role) => !model.roles.has(role));
  if (unknown.length > 0) {
    const known = [...model.roles.keys()].sort().join(', ');
    throw new TenonError(
      'invalid-values',
      `There is no role ${unknown.join(', ')}; known roles: ${known || 'none'}`,
      {
        errors: unknown.map((role) => ({
          pointer: `/roles/${roles.indexOf(role)}`,
          code: 'unknown-role',
          message: `No role ${role}`,
        })),
      },
    );
  }
  await db.query(sql`
    with gone as (delete from tenon.user_roles where user_id = ${userId} and role <> all(${sql.value(roles, 'text[]')}))
    insert into tenon.user_roles (user_id, role)
    select ${userId}::uuid, role from unnest(${sql.value(roles, 'text[]')}) as role on conflict do nothing`);
}
