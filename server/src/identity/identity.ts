/** The choke point of sign-in: every way into the product ends here. */
import { sql } from '@tenon/expressions';
import type { Context, Viewer } from '../context.ts';
import type { Database } from '../database/index.ts';
import { TenonError } from '../errors.ts';
import type { Records } from '../records/records.ts';
import type { LiveRelease } from '../releases/live.ts';
import { createAttempts } from './attempts.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import { rolesOf, setRoles } from './roles.ts';
import { hashSecret, newSecret } from './secrets.ts';
import { createSessions, type Session, type Sessions } from './sessions.ts';
import { createViewers, systemContext, type Viewers, viewerLifeMs } from './viewers.ts';

export interface SignedIn {
  readonly secret: string;
  readonly csrf: string;
  readonly userId: string;
}

export interface Identity {
  readonly sessions: Sessions;
  readonly viewers: Viewers;
  signIn(
    release: LiveRelease,
    request: { email: string; password: string; address: string; agent: string },
  ): Promise<SignedIn>;
  signOut(secret: string): Promise<void>;
  /** Who a cookie or a bearer token stands for; undefined when it stands for nobody any more. */
  viewerOf(
    release: LiveRelease,
    credential: { cookie?: string; bearer?: string },
  ): Promise<{ readonly viewer: Viewer; readonly session: Session } | undefined>;
  setPassword(userId: string, password: string): Promise<void>;
  changePassword(userId: string, current: string, next: string, keep: string | undefined): Promise<void>;
  removeSignIn(userId: string): Promise<void>;
  signInIds(userIds: readonly string[]): Promise<ReadonlyMap<string, { readonly seenAt: string | null }>>;
  setRoles(release: LiveRelease, userId: string, roles: readonly string[]): Promise<void>;
  rolesOf(release: LiveRelease, userIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** A secret for the first administrator; undefined once somebody can configure. Valid for a day, for one use. */
  firstLink(): Promise<string | undefined>;
  useFirstLink(
    release: LiveRelease,
    request: { token: string; name: string; email: string; password: string },
  ): Promise<string>;
}

export interface IdentityDependencies {
  readonly db: Database;
  readonly records: Records;
  readonly now: () => string;
  /** Set while the demo company is loaded: its sign-ins do not count as the first administrator. */
  readonly demoUsers?: () => Promise<readonly string[]>;
}

export function createIdentity(deps: IdentityDependencies): Identity {
  const { db, records } = deps;
  const sessions = createSessions(db);
  const viewers = createViewers(deps);
  const attempts = createAttempts(db);
  const rememberedSessions = new Map<
    string,
    { readonly session: Promise<Session | undefined>; readonly until: number }
  >();

  function sessionOf(kind: 'cookie' | 'bearer', secret: string): Promise<Session | undefined> {
    const known = rememberedSessions.get(secret);
    if (known && known.until > Date.now()) return known.session;
    const session = kind === 'cookie' ? sessions.find(secret) : sessions.findToken(secret);
    if (rememberedSessions.size > 10_000) rememberedSessions.clear();
    rememberedSessions.set(secret, { session, until: Date.now() + viewerLifeMs });
    session.catch(() => rememberedSessions.delete(secret));
    return session;
  }

  async function userByEmail(context: Context, email: string): Promise<string | undefined> {
    const page = await records.query(context, 'user', {
      where: { '==': [{ var: 'email' }, email.trim().toLowerCase()] },
      fields: ['id', 'active'],
      limit: 1,
    });
    const user = page.items[0];
    return user?.active === true ? user.id : undefined;
  }

  const passwordHashOf = async (userId: string): Promise<string | undefined> => {
    const [row] = await db.query<{ password_hash: string }>(
      sql`select password_hash from tenon.sign_ins where user_id = ${userId}`,
    );
    return row?.password_hash;
  };

  const identity: Identity = {
    sessions,
    viewers,
    async signIn(release, { email, password, address, agent }) {
      await attempts.admit(email, address);
      const userId = await userByEmail(systemContext(deps, release), email);
      const matches = await checkPassword(userId && (await passwordHashOf(userId)), password);
      if (!userId || !matches) {
        await attempts.failed(email, address);
        throw new TenonError('sign-in-failed', 'E-mail or password is not right');
      }
      return { ...(await sessions.start(userId, { address, agent })), userId };
    },
    async signOut(secret) {
      rememberedSessions.delete(secret);
      await sessions.end(secret);
    },
    async viewerOf(release, { cookie, bearer }) {
      const session =
        bearer !== undefined
          ? await sessionOf('bearer', bearer)
          : cookie !== undefined
            ? await sessionOf('cookie', cookie)
            : undefined;
      if (!session) return undefined;
      const viewer = await viewers.find(release, session.userId);
      return viewer && { viewer, session };
    },
    async setPassword(userId, password) {
      const hash = await hashPassword(password);
      await db.query(sql`
        insert into tenon.sign_ins (user_id, password_hash, changed_at) values (${userId}, ${hash}, now())
        on conflict (user_id) do update set password_hash = excluded.password_hash, changed_at = excluded.changed_at`);
      rememberedSessions.clear();
      await sessions.endAll(userId);
    },
    async changePassword(userId, current, next, keep) {
      if (!(await checkPassword(await passwordHashOf(userId), current))) {
        throw new TenonError('invalid-values', 'The current password is not right', {
          errors: [{ pointer: '/current', code: 'wrong-password', message: 'Not the current password' }],
        });
      }
      const hash = await hashPassword(next);
      await db.query(
        sql`update tenon.sign_ins set password_hash = ${hash}, changed_at = now() where user_id = ${userId}`,
      );
      rememberedSessions.clear();
      await sessions.endAll(userId, keep);
    },
    async removeSignIn(userId) {
      await db.query(sql`delete from tenon.sign_ins where user_id = ${userId}`);
      await db.query(
        sql`update tenon.tokens set revoked_at = now() where user_id = ${userId} and revoked_at is null`,
      );
      rememberedSessions.clear();
      await sessions.endAll(userId);
    },
    async signInIds(userIds) {
      const rows = await db.query<{ user_id: string; seen_at: string | null }>(sql`
        select s.user_id, (select max(seen_at) from tenon.sessions t where t.user_id = s.user_id) as seen_at
        from tenon.sign_ins s where s.user_id = any(${sql.value(userIds, 'uuid[]')})`);
      return new Map(rows.map((row) => [row.user_id, { seenAt: row.seen_at }]));
    },
    async setRoles(release, userId, roles) {
      await setRoles(db, release.model, userId, roles);
      viewers.forget(userId);
    },
    rolesOf: (release, userIds) => rolesOf(db, release.model, userIds),
    async firstLink() {
      if (await someoneConfigures()) return undefined;
      const token = newSecret('first');
      await db.query(
        sql`insert into tenon.first_links (hash, expires_at) values (${hashSecret(token)}, now() + interval '1 day')`,
      );
      return token;
    },
    async useFirstLink(release, { token, name, email, password }) {
      const hash = await hashPassword(password);
      return db.transaction(async (tx) => {
        // The lock makes a second attempt wait, and then find the link used.
        const [link] = await tx.query(
          sql`delete from tenon.first_links where hash = ${hashSecret(token)} and expires_at > now() returning hash`,
        );
        if (!link)
          throw new TenonError(
            'not-allowed',
            'This link has been used or is too old; start the server again for a new one',
          );
        const roles = [...release.model.roles.values()]
          .filter((role) => role.capabilities.includes('configure'))
          .map((role) => role.id);
        if (roles.length === 0)
          throw new TenonError(
            'state-conflict',
            'No role of this configuration has the capability configure',
          );
        const context = { ...systemContext(deps, release), tx };
        const user = await records.create(context, 'user', { name, email, active: true });
        await tx.query(
          sql`insert into tenon.sign_ins (user_id, password_hash, changed_at) values (${user.id}, ${hash}, now())`,
        );
        for (const role of roles) {
          await tx.query(
            sql`insert into tenon.user_roles (user_id, role) values (${user.id}, ${role}) on conflict do nothing`,
          );
        }
        await tx.query(sql`delete from tenon.first_links`);
        return user.id;
      });
    },
  };

  /** Whether anybody outside the demo company can sign in. */
  async function someoneConfigures(): Promise<boolean> {
    const demo = (await deps.demoUsers?.()) ?? [];
    const rows = await db.query(
      sql`select 1 from tenon.sign_ins where user_id <> all(${sql.value(demo, 'uuid[]')}) limit 1`,
    );
    return rows.length > 0;
  }
  return identity;
}
