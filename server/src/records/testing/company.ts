/** A small company over a database of its own, and contexts of the people in it. */
import { coreFields, coreRules } from '@tenon/core-fields';
import { coreFieldsServer } from '@tenon/core-fields/server';
import { coreStrategies } from '@tenon/core-strategies';
import { compile, type Model, systemAccess } from '@tenon/model';
import { createRegistry } from '@tenon/plugin-api';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import type { Context, Source } from '../../context.ts';
import type { Database } from '../../database/index.ts';
import { viewerPaths } from '../../query/viewer-paths.ts';
import { type LiveRelease, liveRelease } from '../../releases/live.ts';
import { migrateSystem } from '../../system/migrate.ts';
import { createTables } from '../../tables/index.ts';
import { createOwnershipGate } from '../../work/ownership/ownership.ts';
import { createRecords } from '../create-records.ts';
import type { Records } from '../records.ts';
import { documents } from './documents.ts';

export const registry = createRegistry([coreRules, coreFields, coreStrategies], [coreFieldsServer]);

export interface CompanyIn {
  readonly db: Database;
  readonly release: LiveRelease;
  readonly records: Records;
  /** The server on its own account. */
  readonly system: Context;
  /** Makes a user with those roles; `fields` are of the user record. */
  person(
    name: string,
    roles: readonly string[],
    fields?: { readonly [field: string]: unknown },
  ): Promise<Context>;
}

export interface Company extends CompanyIn {
  readonly url: string;
  close(): Promise<void>;
}

/** The company in a database of its own; `configuration` replaces its documents. */
export async function openCompany(configuration: readonly object[] = documents): Promise<Company> {
  const { url, db, drop } = await createTestDatabase({
    name: 'system',
    build: (fresh) => migrateSystem(fresh.knex()),
  });
  const model = modelOf(configuration);
  await createTables(db, model, registry);
  return { ...openCompanyIn(db, model), url, close: drop };
}

/** The company in a database that has its tables already. */
export function openCompanyIn(db: Database, model: Model = modelOf(documents)): CompanyIn {
  const release = liveRelease(1, model, registry);
  const records = createRecords({ now: () => new Date().toISOString(), ownership: createOwnershipGate() });
  const { organisation } = model;

  const contextFor = (viewer: Context['viewer'], source: Source): Context => ({
    release,
    viewer,
    source,
    db,
    moment: { now: new Date().toISOString(), timeZone: organisation.timeZone },
    locale: {
      language: viewer.language,
      timeZone: viewer.timeZone,
      currency: organisation.currency,
      phoneRegion: organisation.phoneRegion,
    },
  });
  const base = { language: 'en', timeZone: organisation.timeZone } as const;
  const nobody = { ...base, id: null, name: 'Tenon', roles: [], access: systemAccess(model), attributes: {} };
  const system = contextFor(nobody, 'system');

  return {
    db,
    release,
    records,
    system,
    async person(name, roles, fields = {}) {
      const { id } = await records.create(system, 'user', { name, ...fields });
      const attributes = await records.read(system, 'user', id, { fields: viewerPaths(model) });
      return contextFor({ ...base, id, name, roles, access: release.access(roles), attributes }, 'api');
    },
  };
}

function modelOf(configuration: readonly object[]): Model {
  const { model, problems } = compile([...configuration], registry);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors, null, 2));
  return model;
}
