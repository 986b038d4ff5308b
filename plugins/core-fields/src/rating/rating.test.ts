import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { rating } from './index.ts';
import { ratingServer } from './server.ts';

describeFieldType(
  rating,
  ratingServer,
  {
    values: [1, 3, 5],
    invalid: [0, 6, 2.5, '3', 2 ** 53, true],
    badOptions: [{ max: 1 }, { max: 11 }, { half: true }],
    written: [
      ['★★★☆☆', 3],
      [' 5 ', 5],
      ['４', 4],
      ['3/5', 3],
      ['3 星', 3],
    ],
    unreadable: ['0', '6', 'good', '★6', '3/10', 'NaN', '⭐'],
  },
  { database: createTestDatabase },
);

describeFieldType(
  rating,
  ratingServer,
  { options: { max: 10 }, values: [1, 10], invalid: [11], written: [['10', 10]] },
  { database: createTestDatabase },
);
