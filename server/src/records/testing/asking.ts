/** What tests of refusals look at. */
import { sql } from '@tenon/expressions';
import type { Database } from '../../database/index.ts';

let count = 0;
/** A name that no other record has. */
export const fresh = (stem = 'Account') => `${stem} ${++count}`;

/** Everything in the tables that a refused write must leave as it was. */
export async function dump(db: Database): Promise<unknown> {
  const rows: unknown[] = [];
  for (const table of ['account', 'deal', 'user', 'account__partners']) {
    rows.push(await db.query(sql`select * from ${sql.id('records', table)} t order by t::text`));
  }
  rows.push(await db.query(sql`select * from tenon.changes order by id`));
  return rows;
}

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly errors: readonly { readonly pointer: string; readonly code: string }[];
}

/** The error of ours that the work ends in. */
export async function refusal(work: Promise<unknown>): Promise<Refusal> {
  try {
    await work;
  } catch (error) {
    const { code, message, errors = [] } = error as Partial<Refusal> & Error;
    if (typeof code !== 'string') throw error;
    return { code, message, errors };
  }
  throw new Error('It was not refused');
}
