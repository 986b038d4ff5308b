/** A company whose records are looked for; an agent sees his own deals, and no secrets of customers. */
import { compile } from '@tenon/model';
import type { Context } from '../../context.ts';
import { type Database, openDatabase } from '../../database/index.ts';
import { createJobs } from '../../jobs/index.ts';
import { type Company, openCompany, registry } from '../../records/testing/company.ts';
import { type LiveRelease, liveRelease } from '../../releases/live.ts';
import { createSearch, type Search } from '../index.ts';

const all = ['read', 'create', 'update', 'delete', 'restore', 'export', 'import', 'assign'];

export const customer = {
  kind: 'entity',
  id: 'customer',
  label: { en: 'Customer', 'zh-CN': '客户' },
  titleField: 'name',
  searchFields: ['name', 'company', 'secret', 'notes'],
  fields: [
    { id: 'name', type: 'text', label: 'Name', required: true },
    { id: 'company', type: 'text', label: 'Company' },
    { id: 'phone', type: 'phone', label: 'Phone' },
    { id: 'email', type: 'email', label: 'E-mail' },
    { id: 'secret', type: 'text', label: 'Secret' },
    { id: 'notes', type: 'long_text', label: 'Notes', options: { maxLength: 20_000 } },
    { id: 'city', type: 'text', label: 'City' },
  ],
};

export const documents: readonly object[] = [
  { kind: 'organisation', id: 'main', label: 'Found', timeZone: 'UTC', currency: 'CNY', phoneRegion: 'CN' },
  customer,
  {
    kind: 'entity',
    id: 'deal',
    label: 'Deal',
    titleField: 'number',
    fields: [
      { id: 'number', type: 'text', label: 'Number', required: true },
      {
        id: 'customer',
        type: 'relation',
        label: 'Customer',
        options: { to: 'customer', cardinality: 'one' },
      },
    ],
  },
  { kind: 'role', id: 'administrator', label: 'Administrator', grants: [{ entity: '*', actions: all }] },
  {
    kind: 'role',
    id: 'agent',
    label: 'Agent',
    grants: [
      { entity: 'customer', actions: ['read'], fields: { hidden: ['secret'] } },
      { entity: 'deal', actions: ['read'], where: { '==': [{ var: 'owner' }, { var: 'viewer.id' }] } },
    ],
  },
  { kind: 'role', id: 'nobody', label: 'Nobody', grants: [] },
];

export interface Searched {
  readonly company: Company;
  readonly search: Search;
  /** Another server process over the same database, under a release of its own. */
  process(
    release?: LiveRelease,
  ): Promise<{ readonly search: Search; readonly db: Database; close(): Promise<void> }>;
  close(): Promise<void>;
}

export async function openSearched(): Promise<Searched> {
  const company = await openCompany(documents);
  return {
    company,
    search: searchOver(company.db, company.release),
    async process(release = company.release) {
      const db = await openDatabase({ url: company.url, poolSize: 3, report: () => {} });
      return { db, search: searchOver(db, release), close: () => db.close() };
    },
    close: () => company.close(),
  };
}

export function releaseOf(number: number, changed: object): LiveRelease {
  const { model, problems } = compile(
    documents.map((document) => (document === customer ? { ...customer, ...changed } : document)),
    registry,
  );
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return liveRelease(number, model, registry);
}

export function under(context: Context, release: LiveRelease): Context {
  return { ...context, release };
}

function searchOver(db: Database, release: LiveRelease): Search {
  const releases = { current: () => release, onChange: () => () => {} };
  return createSearch({ db, releases, jobs: createJobs({ db }), now: () => new Date().toISOString() });
}
