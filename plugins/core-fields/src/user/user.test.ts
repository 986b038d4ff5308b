import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { user } from './index.ts';
import { userServer } from './server.ts';

describeFieldType(
  user,
  userServer,
  {
    values: ['0198c0de-0000-7000-8000-000000000001', '0198c0de-0000-7000-8000-000000000002'],
    invalid: ['', 'anna', ['0198c0de-0000-7000-8000-000000000001']],
    badOptions: [{ to: 'team' }],
    unreadable: ['anna'],
  },
  { database: createTestDatabase },
);
