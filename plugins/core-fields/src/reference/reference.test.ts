import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { reference } from './index.ts';
import { referenceServer } from './server.ts';

const one = '0198c0de-0000-7000-8000-000000000001';
const other = '0198c0de-0000-7000-8000-000000000002';

describeFieldType(
  reference,
  referenceServer,
  {
    options: { to: ['account', 'person'] },
    values: [
      { entity: 'account', id: one },
      { entity: 'account', id: other },
      { entity: 'person', id: one },
    ],
    invalid: [
      one,
      `account/${one}`,
      { entity: 'account' },
      { entity: 'deal', id: one },
      { entity: 'account', id: 'x' },
      { entity: 'account', id: one, title: 'Acme' },
    ],
    badOptions: [{}, { to: [] }, { to: 'account' }, { to: ['account', 'account'] }, { to: ['deal'] }],
    written: [[` Account / ${one.toUpperCase()} `, { entity: 'account', id: one }]],
    unreadable: ['Acme', one, `deal/${one}`, 'account/'],
    operands: [`account/${one}`],
  },
  {
    database: createTestDatabase,
    context: { hasEntity: (id: string) => id === 'account' || id === 'person' },
  },
);
