import { describe, expect, it } from '@jest/globals';
import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { money } from './index.ts';
import { moneyServer } from './server.ts';

describeFieldType(
  money,
  moneyServer,
  {
    values: ['0', '-1', '0.01', '1250.5', '123456789123456.1234', '9', '10'],
    invalid: [12, '', '1.23456', '$5', '1e3'],
    badOptions: [{ currency: 'XXZ' }, { currency: 'usd' }, { min: '5', max: '1' }],
    written: [
      ['$1,250.50', '1250.5'],
      ['¥ 12', '12'],
      ['USD 5', '5'],
      ['1250元', '1250'],
      ['(3.20)', '-3.2'],
    ],
    unreadable: ['5 apples', '1,25'],
  },
  { database: createTestDatabase },
);

describeFieldType(
  money,
  moneyServer,
  {
    options: { currency: 'JPY' },
    values: ['1', '1500'],
    invalid: ['1.5'],
  },
  { database: createTestDatabase },
);

describe('money', () => {
  const en = { language: 'en', timeZone: 'UTC', currency: 'EUR', phoneRegion: 'DE' } as const;

  it('[T1] writes every digit, in the currency of the field or of the organisation', () => {
    expect(money.format('123456789123456.1', {}, en)).toBe('€123,456,789,123,456.10');
    expect(money.format('-5', { currency: 'JPY' }, en)).toBe('-¥5');
    expect(money.format('0.125', { currency: 'KWD' }, en)).toMatch(/0\.125$/);
  });
});
