/** What tests of imports share: short ways to load files and to look at what they left. */
import { Readable } from 'node:stream';
import { sql } from '@tenon/expressions';
import type { ImportMapping, ImportResult, RecordBody } from '@tenon/model';
import type { Context } from '../../context.ts';
import { type Company, openCompany } from './company.ts';

export type Chunks = string | Buffer | readonly (string | Buffer)[];

export interface Importing {
  readonly company: Company;
  readonly admin: Context;
  readonly rep: Context;
  load(entity: string, csv: Chunks, mapping?: ImportMapping, context?: Context): Promise<ImportResult>;
  /** Records of an entity with titles, as the administrator sees them. */
  all(entity: string): Promise<readonly RecordBody[]>;
  /** Rows of the log. */
  logged(): Promise<number>;
  /** Removes all records but people, the log and what is known of imports. */
  empty(): Promise<void>;
}

export async function openImporting(): Promise<Importing> {
  const company = await openCompany();
  const { db, records } = company;
  const admin = await company.person('Ada', ['administrator']);
  const rep = await company.person('Rob', ['rep']);
  return {
    company,
    admin,
    rep,
    load(entity, csv, mapping = {}, context = admin) {
      const chunks = typeof csv === 'string' || Buffer.isBuffer(csv) ? [csv] : [...csv];
      return records.import(context, entity, Readable.from(chunks), mapping);
    },
    async all(entity) {
      return (await records.query(admin, entity, { limit: 500, titles: true })).items;
    },
    async logged() {
      const [found] = await db.query<{ count: string }>(sql`select count(*) from tenon.changes`);
      return Number(found?.count);
    },
    async empty() {
      for (const table of ['account', 'deal', 'account__partners']) {
        await db.query(sql`delete from ${sql.id('records', table)}`);
      }
      for (const table of ['changes', 'imports']) await db.query(sql`delete from ${sql.id('tenon', table)}`);
    },
  };
}

export function counts({ state, rows, created, updated, unchanged, failed }: ImportResult): unknown[] {
  return [state, rows, created, updated, unchanged, failed];
}
