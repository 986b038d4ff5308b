import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { formula } from './index.ts';
import { formulaServer } from './server.ts';

describeFieldType(
  formula,
  formulaServer,
  {
    options: {
      expression: { '*': [{ var: 'price' }, 2] },
      result: { type: 'decimal', options: { scale: 2 } },
    },
    values: [],
    invalid: ['x', 1, null],
    badOptions: [
      {},
      { expression: 1 },
      { result: { type: 'decimal' } },
      { expression: 1, result: 'decimal' },
    ],
  },
  { database: createTestDatabase },
);
