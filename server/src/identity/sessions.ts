/** Cookie sessions and bearer tokens: who a secret stands for. */

import { randomBytes } from 'node:crypto';
import { sql } from '@tenon/expressions';
import type { Database } from '../database/index.ts';
import { newId } from '../ids.ts';
import { hashSecret, newSecret } from './secrets.ts';

/** A session ends after a week without use, and after 30 days in any case. */
export const sessionLife = { idleDays: 7, absoluteDays: 30 };

export interface Session {
  readonly userId: string;
  /** Sent back by the browser on each write; undefined for tokens, which no browser sends by itself. */
  readonly csrf: string | undefined;
}

export interface IssuedToken {
  readonly id: string;
  readonly token: string;
}

export interface Sessions {
  start(
    userId: string,
    from: { address: string; agent: string },
  ): Promise<{ readonly secret: string; readonly csrf: string }>;
  find(secret: string): Promise<Session | undefined>;
  end(secret: string): Promise<void>;
  /** All sessions of a user but one; after a change of password, say. */
  endAll(userId: string, except?: string): Promise<void>;
  issueToken(userId: string, label: string, days: number | undefined): Promise<IssuedToken>;
  findToken(token: string): Promise<Session | undefined>;
  revokeToken(id: string): Promise<boolean>;
}

export function createSessions(db: Database): Sessions {
  return {
    async start(userId, from) {
      const secret = newSecret('ts');
      const csrf = randomBytes(18).toString('base64url');
      await db.query(sql`
        insert into tenon.sessions (hash, user_id, csrf, created_at, seen_at, expires_at, address, agent)
        values (${hashSecret(secret)}, ${userId}, ${csrf}, now(), now(), now() + make_interval(days => ${sessionLife.absoluteDays}),
                ${from.address}, ${from.agent.slice(0, 300)})`);
      return { secret, csrf };
    },
    async find(secret) {
      const [row] = await db.query<{ user_id: string; csrf: string; stale: boolean }>(sql`
        select user_id, csrf, seen_at < now() - interval '5 minutes' as stale from tenon.sessions
        where hash = ${hashSecret(secret)} and expires_at > now()
          and seen_at > now() - make_interval(days => ${sessionLife.idleDays})`);
      if (!row) return undefined;
      if (row.stale)
        await db.query(sql`update tenon.sessions set seen_at = now() where hash = ${hashSecret(secret)}`);
      return { userId: row.user_id, csrf: row.csrf };
    },
    async end(secret) {
      await db.query(sql`delete from tenon.sessions where hash = ${hashSecret(secret)}`);
    },
    async endAll(userId, except) {
      const kept = except === undefined ? null : hashSecret(except);
      await db.query(
        sql`delete from tenon.sessions where user_id = ${userId} and hash is distinct from ${sql.value(kept, 'bytea')}`,
      );
    },
    async issueToken(userId, label, days) {
      const token = newSecret('tenon');
      const id = newId();
      await db.query(sql`
        insert into tenon.tokens (id, hash, user_id, label, created_at, expires_at)
        values (${id}, ${hashSecret(token)}, ${userId}, ${label}, now(), now() + make_interval(days => ${sql.value(days ?? null, 'integer')}))`);
      return { id, token };
    },
    async findToken(token) {
      const [row] = await db.query<{ user_id: string }>(sql`
        select user_id from tenon.tokens
        where hash = ${hashSecret(token)} and revoked_at is null and (expires_at is null or expires_at > now())`);
      return row && { userId: row.user_id, csrf: undefined };
    },
    async revokeToken(id) {
      const rows = await db.query(
        sql`update tenon.tokens set revoked_at = now() where id = ${id} and revoked_at is null returning id`,
      );
      return rows.length === 1;
    },
  };
}
