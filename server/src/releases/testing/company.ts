/** A node over a database of its own, and records for it. */

import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '@tenon/expressions';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import type { Database, Queryable } from '../../database/index.ts';
import { newId } from '../../ids.ts';
import { migrateSystem } from '../../system/migrate.ts';
import { baseColumnNames } from '../../tables/desire.ts';
import { introspect } from '../../tables/introspect.ts';
import { createReleases, type Releases, type ReleasesOptions } from '../releases.ts';
import { registry } from './registry.ts';

export { entity, type FieldPart, segmentation } from './documents.ts';

export interface Company {
  readonly url: string;
  readonly db: Database;
  readonly releases: Releases;
  /** Another node over the same database. */
  node(options?: Partial<ReleasesOptions>): Promise<Releases>;
  close(): Promise<void>;
}

export async function openReleases(options: Partial<ReleasesOptions> = {}): Promise<Company> {
  const { url, db, drop } = await createTestDatabase({
    name: 'system',
    build: (fresh) => migrateSystem(fresh.knex()),
  });
  const nodes: Releases[] = [];
  const node = async (other: Partial<ReleasesOptions> = {}): Promise<Releases> => {
    const now = () => new Date().toISOString();
    const releases = createReleases({ db, registry, now, graceMs: 0, report: fail, ...options, ...other });
    nodes.push(releases);
    await releases.start();
    return releases;
  };
  const close = async (): Promise<void> => {
    for (const one of nodes) await one.stop();
    await drop();
  };
  try {
    return { url, db, releases: await node(), node, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function fail(error: unknown): void {
  console.error('in the background:', error);
}

/** Adds records by their columns; returns their ids. */
export async function fill(
  db: Queryable,
  table: string,
  rows: readonly Record<string, unknown>[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const row of rows) {
    const id = newId();
    const values = { id, created_at: 'now', updated_at: 'now', version: 1, ...row };
    const names = sql.join(Object.keys(values).map((name) => sql.id(name)));
    // By way of jsonb, as a prepared statement keeps the types that columns had.
    await db.query(sql`
      insert into ${sql.id('records', table)} (${names})
      select ${names} from jsonb_populate_record(null::${sql.id('records', table)}, ${sql.value(JSON.stringify(values), 'jsonb')})`);
    ids.push(id);
  }
  return ids;
}

/** Adds many records in one statement; the name of each is its number. */
export async function fillMany(db: Queryable, table: string, count: number): Promise<void> {
  await db.query(sql`
    insert into ${sql.id('records', table)} (id, created_at, updated_at, version, name)
    select gen_random_uuid(), now(), now(), 1, n::text from generate_series(1, ${count}::integer) n`);
}

/** The values of a column in the order of the records' names. */
export async function valuesOf(db: Queryable, table: string, column: string): Promise<unknown[]> {
  const rows = await db.query<{ value: unknown }>(
    sql`select ${sql.id(column)} as value from ${sql.id('records', table)} order by name`,
  );
  return rows.map(({ value }) => value);
}

/** Names of the columns of a table that do not belong to every record. */
export async function columnsOf(db: Queryable, table: string): Promise<string[]> {
  const actual = (await introspect(db)).get(`records.${table}`);
  return [...(actual?.columns.keys() ?? [])].filter((name) => !baseColumnNames.includes(name)).sort();
}

/** Runs what a publish left for afterwards, or waits for whoever does. */
export async function settled(releases: Releases): Promise<void> {
  while (!(await releases.settle())) await sleep(50);
}
