/** A small sales team over a database of its own, with the engine and contexts of its people. */
import { coreFields, coreRules } from '@tenon/core-fields';
import { coreFieldsServer } from '@tenon/core-fields/server';
import { coreStrategies } from '@tenon/core-strategies';
import { sql } from '@tenon/expressions';
import { compile, systemAccess } from '@tenon/model';
import { createRegistry } from '@tenon/plugin-api';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import type { Context, Viewer } from '../../context.ts';
import { type Database, openDatabase } from '../../database/index.ts';
import { setRoles } from '../../identity/roles.ts';
import { createJobs, type Jobs } from '../../jobs/index.ts';
import { createRecords } from '../../records/create-records.ts';
import type { Records } from '../../records/records.ts';
import { type LiveRelease, liveRelease } from '../../releases/live.ts';
import { migrateSystem } from '../../system/migrate.ts';
import { createTables } from '../../tables/index.ts';
import { createWork, type WorkDependencies } from '../create-work.ts';
import { createOwnershipGate } from '../ownership/ownership.ts';
import type { Work } from '../work.ts';
import { dealRule, documents } from './documents.ts';

export const registry = createRegistry([coreRules, coreFields, coreStrategies], [coreFieldsServer]);

export interface Company {
  readonly db: Database;
  readonly url: string;
  readonly release: LiveRelease;
  readonly records: Records;
  readonly jobs: Jobs;
  readonly work: Work;
  /** The clock of the whole company; advance it by milliseconds. */
  readonly clock: { advance(ms: number): void; now(): string };
  system(): Context;
  /** A manager of work, who sees everything. */
  manager(): Context;
  /** Makes a user with those roles (`agent` by default) and gives what makes a context of it. */
  agent(
    name: string,
    fields?: { readonly [field: string]: unknown },
    roles?: readonly string[],
  ): Promise<() => Context>;
  deal(fields?: { readonly [field: string]: unknown }): Promise<string>;
  /** Another server process over the same database. */
  process(): Promise<{ readonly work: Work; readonly context: () => Context; close(): Promise<void> }>;
  close(): Promise<void>;
}

export interface CompanyOptions {
  /** Merged into the rule `give_deals`. */
  readonly rule?: object;
  readonly documents?: readonly object[];
}

export async function openCompany(options: CompanyOptions = {}): Promise<Company> {
  const { db, url, drop } = await createTestDatabase({
    name: 'system',
    build: (fresh) => migrateSystem(fresh.knex()),
  });
  const { model, problems } = compile(
    [...documents, { ...dealRule, ...options.rule }, ...(options.documents ?? [])],
    registry,
  );
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors, null, 2));
  await createTables(db, model, registry);
  const release = liveRelease(1, model, registry);
  let offset = 0;
  const now = () => new Date(Date.now() + offset).toISOString();
  const ownership = createOwnershipGate();
  const records = createRecords({ now, ownership });
  const base = { language: 'en', timeZone: model.organisation.timeZone } as const;
  const contextOf = (viewer: Viewer, over: Database = db): Context => ({
    release,
    viewer,
    source: 'api',
    db: over,
    moment: { now: now(), timeZone: model.organisation.timeZone },
    locale: { language: viewer.language, timeZone: viewer.timeZone, currency: 'CNY', phoneRegion: 'CN' },
  });
  const nobody: Viewer = {
    ...base,
    id: null,
    name: 'Tenon',
    roles: [],
    access: systemAccess(model),
    attributes: {},
  };
  const system = () => contextOf(nobody);
  const releases = { current: () => release, onChange: () => () => {} };
  const jobs = createJobs({ db, pollSeconds: 0.5 });
  const deps: WorkDependencies = { db, records, releases, jobs, ownership, now };
  const work = createWork(deps);
  let count = 0;

  const agent: Company['agent'] = async (name, fields = {}, roles = ['agent']) => {
    const record = await records.create(system(), 'user', { name, ...fields });
    await setRoles(db, model, record.id, roles);
    const viewer: Viewer = {
      ...base,
      id: record.id,
      name,
      roles,
      access: release.access(roles),
      attributes: record,
    };
    return () => contextOf(viewer);
  };
  const manager = await agent('Manager', {}, ['manager']);

  return {
    db,
    url,
    release,
    records,
    jobs,
    work,
    clock: {
      now,
      advance(ms) {
        offset += ms;
      },
    },
    system,
    manager,
    agent,
    deal: async (fields = {}) => {
      count += 1;
      const record = await records.create(system(), 'deal', {
        name: `Deal ${count}`,
        region: 'east',
        owner: null,
        ...fields,
      });
      return record.id;
    },
    async process() {
      const other = await openDatabase({ url, poolSize: 3, statementTimeoutMs: 60_000 });
      const gate = createOwnershipGate();
      const own = createRecords({ now, ownership: gate });
      const otherJobs = createJobs({ db: other });
      const otherWork = createWork({
        db: other,
        records: own,
        releases,
        jobs: otherJobs,
        ownership: gate,
        now,
      });
      return { work: otherWork, context: () => contextOf(nobody, other), close: () => other.close() };
    },
    async close() {
      await work.stop();
      await jobs.stop({ timeoutMs: 1_000 });
      await drop();
    },
  };
}

/** Many deals at once, past the gate: for tests of size. */
export async function fillDeals(
  db: Database,
  count: number,
  regions: readonly string[] = ['east', 'west'],
): Promise<void> {
  await db.query(sql`
    insert into records.deal (id, created_at, updated_at, version, name, stage, region, value)
    select gen_random_uuid(), now(), now(), 1, 'Deal ' || n, 'open',
      (${sql.value(regions, 'text[]')})[1 + n % ${sql.value(regions.length, 'integer')}], n % 1000
    from generate_series(1, ${sql.value(count, 'integer')}) n`);
}
