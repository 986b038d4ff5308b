/** Counts failed sign-ins per account and per address in the database, so that every process counts alike. */

import { createHash } from 'node:crypto';
import { sql } from '@tenon/expressions';
import type { Database } from '../database/index.ts';
import { TenonError } from '../errors.ts';

export const attemptLimits = { account: 10, address: 60, windowSeconds: 60 };

export interface Attempts {
  /** Throws `too-many-requests` when either has failed too often within the window. */
  admit(account: string, address: string): Promise<void>;
  failed(account: string, address: string): Promise<void>;
}

export function createAttempts(db: Database): Attempts {
  // An account is kept as a hash: a mistyped password in the e-mail field does not end up in a table.
  const keys = (account: string, address: string) => ({
    account: `account:${createHash('sha256').update(account.trim().toLowerCase()).digest('hex')}`,
    address: `address:${address}`,
  });
  return {
    async admit(account, address) {
      const key = keys(account, address);
      const rows = await db.query<{ key: string; count: number }>(sql`
        select key, count(*)::integer as count from tenon.attempts
        where key in (${key.account}, ${key.address}) and at > now() - make_interval(secs => ${attemptLimits.windowSeconds})
        group by key`);
      const count = (wanted: string) => rows.find((row) => row.key === wanted)?.count ?? 0;
      if (count(key.account) >= attemptLimits.account || count(key.address) >= attemptLimits.address) {
        throw new TenonError('too-many-requests', 'Too many failed sign-ins; wait a minute and try again', {
          retryAfterSeconds: attemptLimits.windowSeconds,
        });
      }
    },
    async failed(account, address) {
      const key = keys(account, address);
      await db.query(
        sql`insert into tenon.attempts (key, at) values (${key.account}, now()), (${key.address}, now())`,
      );
    },
  };
}
