import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { boolean } from './index.ts';
import { booleanServer } from './server.ts';

describeFieldType(
  boolean,
  booleanServer,
  {
    values: [false, true],
    invalid: ['true', 0, []],
    badOptions: [{ label: 'x' }],
    written: [
      ['Yes', true],
      ['0', false],
      ['是', true],
      ['否', false],
    ],
    unreadable: ['maybe', '2'],
  },
  { database: createTestDatabase },
);
