import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { relation } from './index.ts';
import { relationServer } from './server.ts';

/** Accounts point to kits by `deal`, and to other accounts by `parent`. */
const fields = new Map([
  ['deal', { type: 'relation', options: { to: 'kit' } }],
  ['parent', { type: 'relation', options: { to: 'account' } }],
  ['industry', { type: 'text', options: {} }],
]);
const context = {
  hasEntity: (id: string) => id === 'account',
  fieldOf: (entity: string, field: string) => (entity === 'account' ? fields.get(field) : undefined),
};

describeFieldType(
  relation,
  relationServer,
  {
    options: { to: 'account' },
    values: ['0198c0de-0000-7000-8000-000000000001', '0198c0de-0000-7000-8000-000000000002'],
    invalid: ['', 'x', ['0198c0de-0000-7000-8000-000000000001'], '0198C0DE-0000-7000-8000-000000000001'],
    badOptions: [
      {},
      { to: 'nobody' },
      { to: 'account', via: 'owner' },
      { to: 'account', cardinality: 'inverse' },
      { to: 'account', cardinality: 'inverse', via: 'missing' },
      { to: 'account', cardinality: 'inverse', via: 'industry' },
      { to: 'account', cardinality: 'inverse', via: 'parent' },
      { to: 'account', cardinality: 'some' },
    ],
    written: [[' 0198C0DE-0000-7000-8000-000000000001 ', '0198c0de-0000-7000-8000-000000000001']],
    unreadable: ['Acme', '0198c0de-0000-7000-8000-000000000001; 0198c0de-0000-7000-8000-000000000002'],
  },
  { database: createTestDatabase, context },
);

describeFieldType(
  relation,
  relationServer,
  {
    options: { to: 'account', cardinality: 'many' },
    values: [
      ['0198c0de-0000-7000-8000-000000000001'],
      ['0198c0de-0000-7000-8000-000000000001', '0198c0de-0000-7000-8000-000000000002'],
    ],
    invalid: [
      '0198c0de-0000-7000-8000-000000000001',
      [],
      ['x'],
      ['0198c0de-0000-7000-8000-000000000001', '0198c0de-0000-7000-8000-000000000001'],
    ],
    unreadable: ['Acme'],
  },
  { database: createTestDatabase, context },
);

describeFieldType(
  relation,
  relationServer,
  {
    options: { to: 'account', cardinality: 'inverse', via: 'deal' },
    values: [
      ['0198c0de-0000-7000-8000-000000000001'],
      ['0198c0de-0000-7000-8000-000000000001', '0198c0de-0000-7000-8000-000000000002'],
    ],
    invalid: ['0198c0de-0000-7000-8000-000000000001'],
  },
  { database: createTestDatabase, context },
);
