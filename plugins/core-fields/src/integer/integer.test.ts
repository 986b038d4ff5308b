import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { integer } from './index.ts';
import { integerServer } from './server.ts';

describeFieldType(
  integer,
  integerServer,
  {
    values: [0, -1, 7, 10, 9, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
    invalid: [1.5, '1', 2 ** 53, true, []],
    badOptions: [{ min: 2, max: 1 }, { min: 0.5 }],
    written: [
      ['1,234', 1234],
      [' -5 ', -5],
      ['１２', 12],
      ['3.0', 3],
      ['(7)', -7],
    ],
    unreadable: ['1.5', 'x', '9007199254740993', '1,23'],
  },
  { database: createTestDatabase },
);

describeFieldType(
  integer,
  integerServer,
  {
    options: { min: 1, max: 5 },
    values: [1, 5],
    invalid: [0, 6],
  },
  { database: createTestDatabase },
);
