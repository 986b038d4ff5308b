/** A company whose customers come twice: rules of every kind, and everything that may refer to a customer. */
import type { Context } from '../../context.ts';
import { createJobs } from '../../jobs/index.ts';
import { type Company, openCompany } from '../../records/testing/company.ts';
import { createOwnershipGate } from '../../work/ownership/ownership.ts';
import { createDuplicates, type Duplicates } from '../index.ts';

const all = ['read', 'create', 'update', 'delete', 'restore', 'export', 'import', 'assign', 'merge'];
const toCustomer = (cardinality: string) => ({ to: 'customer', cardinality });

export const documents: readonly object[] = [
  { kind: 'organisation', id: 'main', label: 'Twice', timeZone: 'UTC', currency: 'CNY', phoneRegion: 'CN' },
  {
    kind: 'entity',
    id: 'customer',
    label: 'Customer',
    titleField: 'name',
    fields: [
      { id: 'name', type: 'text', label: 'Name' },
      { id: 'company', type: 'text', label: 'Company' },
      { id: 'email', type: 'email', label: 'E-mail' },
      { id: 'phone', type: 'phone', label: 'Phone' },
      { id: 'secret', type: 'text', label: 'Secret' },
      { id: 'code', type: 'text', label: 'Code', unique: true },
      { id: 'lead', type: 'boolean', label: 'Lead' },
      { id: 'parent', type: 'relation', label: 'Parent', options: toCustomer('one') },
      { id: 'friends', type: 'relation', label: 'Friends', options: toCustomer('many') },
      { id: 'tags', type: 'relation', label: 'Tags', options: { to: 'tag', cardinality: 'many' } },
      {
        id: 'orders',
        type: 'relation',
        label: 'Orders',
        options: { ...toCustomer('inverse'), to: 'order', via: 'customer' },
      },
      {
        id: 'total',
        type: 'rollup',
        label: 'Total',
        options: { relation: 'orders', aggregate: 'sum', value: { var: 'amount' } },
      },
    ],
  },
  {
    kind: 'entity',
    id: 'tag',
    label: 'Tag',
    titleField: 'name',
    fields: [{ id: 'name', type: 'text', label: 'Name' }],
  },
  {
    kind: 'entity',
    id: 'order',
    label: 'Order',
    titleField: 'number',
    fields: [
      { id: 'number', type: 'text', label: 'Number' },
      { id: 'amount', type: 'integer', label: 'Amount' },
      { id: 'customer', type: 'relation', label: 'Customer', options: toCustomer('one') },
      { id: 'guests', type: 'relation', label: 'Guests', options: toCustomer('many') },
      { id: 'about', type: 'reference', label: 'About', options: { to: ['customer', 'tag'] } },
    ],
  },
  {
    kind: 'segmentation',
    id: 'state',
    label: 'State',
    entity: 'customer',
    segments: [{ id: 'lead', label: 'Lead', when: { '==': [{ var: 'lead' }, true] } }],
    otherwise: { id: 'customer', label: 'Customer' },
  },
  {
    kind: 'duplicate-rule',
    id: 'contact',
    label: { en: 'Same contact', 'zh-CN': '同一联系人' },
    entity: 'customer',
    match: [
      { all: [{ field: 'email', how: 'email', ignoreTag: true }] },
      { all: [{ field: 'phone', how: 'phone' }] },
      {
        all: [
          { field: 'company', how: 'company' },
          { field: 'name', how: 'fuzzy', threshold: 0.6 },
        ],
      },
    ],
  },
  {
    kind: 'duplicate-rule',
    id: 'hidden',
    label: 'Same secret',
    entity: 'customer',
    match: [{ all: [{ field: 'secret', how: 'exact' }] }],
    where: { '!=': [{ var: 'lead' }, true] },
    action: 'block',
  },
  { kind: 'role', id: 'administrator', label: 'Administrator', grants: [{ entity: '*', actions: all }] },
  {
    kind: 'role',
    id: 'agent',
    label: 'Agent',
    grants: [
      {
        entity: 'customer',
        actions: ['read', 'create', 'update', 'merge'],
        where: { '==': [{ var: 'owner' }, { var: 'viewer.id' }] },
        fields: { hidden: ['secret'] },
      },
    ],
  },
  {
    kind: 'role',
    id: 'reader',
    label: 'Reader',
    grants: [{ entity: 'customer', actions: ['read', 'create'] }],
  },
  { kind: 'role', id: 'nobody', label: 'Nobody', grants: [] },
];

export interface Doubled {
  readonly company: Company;
  readonly duplicates: Duplicates;
  readonly administrator: Context;
  close(): Promise<void>;
}

export async function openDoubled(): Promise<Doubled> {
  const company = await openCompany(documents);
  const { db, release } = company;
  const duplicates = createDuplicates({
    db,
    releases: { current: () => release, onChange: () => () => {} },
    jobs: createJobs({ db }),
    now: () => new Date().toISOString(),
    ownership: createOwnershipGate(),
  });
  await duplicates.catchUp();
  return {
    company,
    duplicates,
    administrator: await company.person('Adam', ['administrator']),
    close: () => company.close(),
  };
}
