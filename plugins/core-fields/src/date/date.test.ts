import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { date } from './index.ts';
import { dateServer } from './server.ts';

describeFieldType(
  date,
  dateServer,
  {
    // [T2] days on which clocks change somewhere, and the ends of the calendar
    values: [
      '2026-03-15',
      '2026-03-14',
      '2024-02-29',
      '2026-03-29',
      '1999-12-31',
      '0001-01-01',
      '9999-12-31',
      '2018-11-04',
    ],
    invalid: ['2026-02-30', '2026-2-3', '0000-01-01', '2026-01-31T00:00:00Z', 20260131, ''],
    badOptions: [{ format: 'x' }],
    operands: ['P1D', 'P1M'],
    written: [
      ['2026/1/5', '2026-01-05'],
      ['2026年1月5日', '2026-01-05'],
      [' 2026.01.05 ', '2026-01-05'],
    ],
    unreadable: ['5/1/2026', '2026-13-01', 'yesterday', '20260105'],
  },
  { database: createTestDatabase },
);
