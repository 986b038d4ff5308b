import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { lookup } from './index.ts';
import { lookupServer } from './server.ts';

describeFieldType(
  lookup,
  lookupServer,
  {
    options: { field: 'account.sector' },
    values: [],
    invalid: ['x', 1, null],
    badOptions: [{}, { field: 'sector' }, { field: 'Account.sector' }, { field: 'a.b.c.d.e' }],
  },
  { database: createTestDatabase },
);
