/** A node over a database of its own, and small configurations for it. */
import { coreFields, coreRules } from '@tenon/core-fields';
import { coreFieldsServer } from '@tenon/core-fields/server';
import { coreStrategies } from '@tenon/core-strategies';
import { createRegistry } from '@tenon/plugin-api';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import type { Database } from '../../database/index.ts';
import { migrateSystem } from '../../system/migrate.ts';
import { createReleases, type Releases, type ReleasesOptions } from '../releases.ts';

export const registry = createRegistry([coreRules, coreFields, coreStrategies], [coreFieldsServer]);

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

export interface FieldPart {
  readonly id: string;
  readonly type: string;
  readonly [property: string]: unknown;
}

/** The text of an entity document with a unique-free title `name` and these fields. */
export function entity(id: string, fields: readonly FieldPart[] = [], rest: object = {}): string {
  const name = { id: 'name', type: 'text', label: 'Name' };
  return JSON.stringify({
    kind: 'entity',
    id,
    label: id,
    titleField: 'name',
    fields: [name, ...fields.map((field) => ({ label: field.id, ...field }))],
    ...rest,
  });
}

/** The text of a segmentation into records that have a name and all others. */
export function segmentation(id: string, of: string): string {
  const named = { id: 'named', label: 'Named', when: { '!': { empty: [{ var: 'name' }] } } };
  const otherwise = { id: 'other', label: 'Other' };
  return JSON.stringify({ kind: 'segmentation', id, label: id, entity: of, segments: [named], otherwise });
}
