import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../tests/support/index.ts';
import { atLeastStars, stars } from './index.ts';
import { starsServer } from './server.ts';

describeFieldType(
  stars,
  starsServer,
  {
    values: [1, 3, 5],
    invalid: [0, 6, 2.5, '3'],
    badOptions: [{ max: 1 }, { max: 11 }, { half: true }],
    written: [
      ['★★★☆☆', 3],
      [' 5 ', 5],
    ],
    unreadable: ['0', '6', 'good', '★6'],
  },
  { database: createTestDatabase, operators: [atLeastStars] },
);

describeFieldType(
  stars,
  starsServer,
  { options: { max: 10 }, values: [1, 10], invalid: [11] },
  { database: createTestDatabase, operators: [atLeastStars] },
);
