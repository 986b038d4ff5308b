import { describe, expect, it } from '@jest/globals';
import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { duration } from './index.ts';
import { durationServer } from './server.ts';

const zh = { language: 'zh-CN', timeZone: 'Asia/Shanghai', currency: 'CNY', phoneRegion: 'CN' } as const;
const en = { ...zh, language: 'en' } as const;

describeFieldType(
  duration,
  durationServer,
  {
    values: [0, 60, 5400, 86_400, 3600, 31_622_400_000],
    invalid: [-60, 30, 1.5, '5400', 'PT1H', 2 ** 53, 31_622_400_060],
    badOptions: [{ precision: 'hours' }, { days: 'yes' }],
    written: [
      ['1h 30m', 5400],
      ['1h30m', 5400],
      ['90m', 5400],
      ['90 min', 5400],
      ['1:30', 5400],
      ['1.5h', 5400],
      ['1 hour, 30 minutes', 5400],
      ['1小时30分', 5400],
      ['1个小时30分钟', 5400],
      ['１：３０', 5400],
      ['2天3小时', 183_600],
      ['P1DT2H', 93_600],
      ['pt90m', 5400],
      ['1w', 604_800],
      ['0', 0],
    ],
    unreadable: [
      '90',
      'NaN',
      '1:60',
      '-1h',
      '1m 1h',
      '1h 1h',
      '30s',
      'P1M',
      'P1Y',
      'P',
      'PT',
      '1h30',
      'one hour',
      `${'9'.repeat(50)}h`,
      '1 constructor',
      '0.0001h',
    ],
  },
  { database: createTestDatabase, locale: zh },
);

describeFieldType(
  duration,
  durationServer,
  {
    options: { precision: 'seconds', days: true },
    values: [1, 59, 3661, 90_061],
    invalid: [0.5, -1],
    written: [
      ['1:30:15', 5415],
      ['45秒', 45],
      ['0.5m', 30],
    ],
    unreadable: ['0.5s'],
  },
  { database: createTestDatabase },
);

describe('duration', () => {
  it('is shown in the words of the reader', () => {
    expect(duration.format(5400, {}, en)).toBe('1h 30m');
    expect(duration.format(5400, {}, zh)).toBe('1小时30分');
    expect(duration.format(0, {}, en)).toBe('0m');
    expect(duration.format(90_061, { precision: 'seconds' }, en)).toBe('25h 1m 1s');
    expect(duration.format(90_061, { precision: 'seconds', days: true }, zh)).toBe('1天1小时1分1秒');
  });

  it('reads what it shows', () => {
    for (const value of [0, 60, 3600, 93_660, 86_400 * 400]) {
      for (const days of [true, false]) {
        for (const locale of [en, zh]) {
          const shown = duration.format(value, { days }, locale);
          expect(duration.parse(shown, { days }, locale)).toEqual({ ok: true, value });
        }
      }
    }
  });
});
