/** One connection of its own: for locks that outlive a transaction and for builds that may not be in one. */
import type { Sql } from '@tenon/expressions';
import pg from 'pg';
import type { Queryable } from '../database/index.ts';
import { sessionSettings } from '../database/settings.ts';
import { valueTypes } from '../database/value-types.ts';

export interface Session extends Queryable {
  /** Committed when `work` returns, undone when it throws. Not to be nested. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
}

/** Gives `work` a connection without a statement timeout and closes it afterwards, which frees its locks. */
export async function withSession<T>(url: string, work: (session: Session) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'tenon tables',
    connectionTimeoutMillis: 10_000,
    statement_timeout: 0,
    options: sessionSettings,
    types: valueTypes,
  });
  // A lost connection also fails the statement under way, and that is where it is told.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(sessionOver(client));
  } finally {
    await client.end().catch(() => {});
  }
}

function sessionOver(client: pg.Client): Session {
  const query = async <R>(statement: Sql): Promise<R[]> => {
    const { text, values } = statement.compile();
    const { rows } = await client.query(text, [...values]);
    return rows as R[];
  };
  return {
    query,
    async transaction(work) {
      await client.query('begin');
      try {
        const result = await work({ query });
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch(() => {});
        throw error;
      }
    },
  };
}
