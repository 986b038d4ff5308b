import { randomBytes } from 'node:crypto';
import { TenonError } from '../../errors.ts';
import { objectBody, optionalText, textsOf } from '../input.ts';
import type { Route, SignedInCall } from '../route.ts';
import type { AppServices } from '../services.ts';

/** Users' sign-ins and roles, and jobs that gave up. */
export function adminRoutes(services: AppServices): readonly Route[] {
  const { identity, records, jobs } = services;
  const users = ['manage_users'] as const;
  const configure = ['configure'] as const;

  /** The user named in the address, as the caller may see it: no sign-in for a record that they cannot read. */
  async function userOf(call: SignedInCall): Promise<string> {
    const user = await records.read(call.context, 'user', call.params.id ?? '', { fields: ['id'] });
    return user.id;
  }

  return [
    {
      method: 'get',
      path: '/admin/users',
      needs: users,
      handle: async ({ context, query, release }) => {
        const page = await records.query(context, 'user', {
          fields: ['id', 'name', 'email', 'team', 'active'],
          sort: [{ field: 'name' }],
          limit: 200,
          titles: true,
          ...(query.after !== undefined && { after: query.after }),
          ...(query.search !== undefined && { search: query.search }),
        });
        const ids = page.items.map((item) => item.id);
        const [roles, signIns] = await Promise.all([identity.rolesOf(release, ids), identity.signInIds(ids)]);
        return {
          items: page.items.map((item) => ({
            id: item.id,
            name: item.name,
            email: item.email ?? null,
            team: item.$titles?.team ?? null,
            active: item.active,
            roles: roles.get(item.id) ?? [],
            signIn: signIns.has(item.id),
            lastSeen: signIns.get(item.id)?.seenAt ?? null,
          })),
          next: page.next,
        };
      },
    },
    {
      method: 'put',
      path: '/admin/users/:id/roles',
      needs: users,
      handle: async (call) => {
        const roles = textsOf(objectBody(call.body, ['roles']), 'roles', 50);
        const id = await userOf(call);
        mayGrant(call, roles);
        if (
          id === call.session.userId &&
          !roles.some((role) => call.release.model.roles.get(role)?.capabilities.includes('manage_users'))
        ) {
          throw new TenonError('state-conflict', 'You cannot take the right to manage users from yourself');
        }
        await identity.setRoles(call.release, id, roles);
        return { roles };
      },
    },
    {
      method: 'post',
      path: '/admin/users/:id/sign-in',
      needs: users,
      handle: async (call) => {
        const given = optionalText(objectBody(call.body, ['password']), 'password', { most: 1_000 });
        const id = await userOf(call);
        mayGrant(call, (await identity.rolesOf(call.release, [id])).get(id) ?? []);
        const password = given ?? randomBytes(12).toString('base64url');
        await identity.setPassword(id, password);
        return given === undefined ? { password } : {};
      },
    },
    {
      method: 'delete',
      path: '/admin/users/:id/sign-in',
      needs: users,
      handle: async (call) => {
        const id = await userOf(call);
        if (id === call.session.userId)
          throw new TenonError('state-conflict', 'You cannot remove your own sign-in');
        mayGrant(call, (await identity.rolesOf(call.release, [id])).get(id) ?? []);
        await identity.removeSignIn(id);
      },
    },
    {
      method: 'get',
      path: '/admin/roles',
      needs: users,
      handle: async ({ release }) =>
        [...release.model.roles.values()].map(({ id, label, capabilities }) => ({ id, label, capabilities })),
    },
    { method: 'get', path: '/admin/jobs/dead', needs: configure, handle: () => jobs.deadLetters() },
    {
      method: 'post',
      path: '/admin/jobs/:id/replay',
      needs: configure,
      handle: async (call) => {
        const id = call.params.id ?? '';
        if (!(await jobs.replay(id))) throw new TenonError('not-found', `There is no dead letter ${id}`);
      },
    },
  ];

  /** Nobody hands out, or takes over by a new password, capabilities that they do not hold. */
  function mayGrant(call: SignedInCall, roles: readonly string[]): void {
    const held = call.context.viewer.access.capabilities;
    const beyond = roles.filter((role) =>
      call.release.model.roles.get(role)?.capabilities.some((capability) => !held.has(capability)),
    );
    if (beyond.length > 0)
      throw new TenonError('not-allowed', `The role ${beyond.join(', ')} can do more than you can`);
  }
}
