import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { decimal } from './index.ts';
import { decimalServer } from './server.ts';

describeFieldType(
  decimal,
  decimalServer,
  {
    options: { precision: 38, scale: 10 },
    // [T1] what a floating point number would round
    values: [
      '0',
      '-1',
      '0.1',
      '0.3',
      '12.5',
      '9',
      '10',
      '123456789123456.12345',
      '1234567890123456789012345678.0123456789',
      '-0.0000000001',
    ],
    invalid: [1.5, '', '1e3', '+1', '.5', '1.', 'NaN', 'Infinity', '0.12345678901', '1'.repeat(29)],
    badOptions: [{ scale: 11 }, { precision: 2, scale: 3 }, { min: '2', max: '1' }, { min: 'x' }, { min: 1 }],
    written: [
      ['1,234.50', '1234.5'],
      ['-0.00', '0'],
      ['1E+5', '100000'],
      ['12.500', '12.5'],
      ['−3', '-3'],
    ],
    unreadable: ['1.2.3', '1,2', 'abc', '0x10', '1e999'],
  },
  { database: createTestDatabase },
);

describeFieldType(
  decimal,
  decimalServer,
  {
    options: { scale: 2, min: '0.1', max: '0.3' },
    values: ['0.1', '0.2', '0.3'],
    invalid: ['0.09', '0.31', '0', '0.123'],
  },
  { database: createTestDatabase },
);
