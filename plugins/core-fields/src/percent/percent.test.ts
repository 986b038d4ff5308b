import { describe, expect, it } from '@jest/globals';
import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { percent } from './index.ts';
import { percentServer } from './server.ts';

describeFieldType(
  percent,
  percentServer,
  {
    options: { scale: 4 },
    // [T1] 0.07 × 100 is no 7 in floating point
    values: ['0', '0.07', '0.125', '1', '-0.5', '10', '0.000001', '123456789012.123456'],
    invalid: [0.125, '', '12.5%', '1e3', 'NaN', '0.0000001', '1'.repeat(13)],
    badOptions: [{ scale: 9 }, { scale: -1 }, { min: '1', max: '0.5' }, { max: 1 }, { max: '100%' }],
    written: [
      ['１２％', '0.12'],
      ['12.5 %', '0.125'],
      ['12.5', '0.125'],
      ['7%', '0.07'],
      ['-3%', '-0.03'],
      ['1,250%', '12.5'],
    ],
    unreadable: ['NaN', '%', '12%%', '%12', 'twelve', '1e999', '12‰'],
  },
  { database: createTestDatabase },
);

describeFieldType(
  percent,
  percentServer,
  {
    options: { scale: 0, min: '0', max: '1' },
    values: ['0', '0.5', '1'],
    invalid: ['-0.01', '1.01', '0.125'],
  },
  { database: createTestDatabase },
);

describe('percent', () => {
  const en = { language: 'en', timeZone: 'UTC', currency: 'EUR', phoneRegion: 'DE' } as const;

  it('[T1] writes every digit, and none that is not there', () => {
    expect(percent.format('0.125', {}, en)).toBe('12.5%');
    expect(percent.format('123456789012.123456', { scale: 4 }, en)).toBe('12,345,678,901,212.3456%');
    expect(percent.toText('0.07', {})).toBe('7%');
  });

  it('names its limits as people write them', () => {
    expect(percent.check?.('1.5', { max: '1' })).toMatchObject({ en: 'must be at most 100%' });
  });
});
