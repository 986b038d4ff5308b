import { describe, expect, it } from '@jest/globals';
import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { time } from './index.ts';
import { timeServer } from './server.ts';

const zh = { language: 'zh-CN', timeZone: 'Asia/Shanghai', currency: 'CNY', phoneRegion: 'CN' } as const;

describeFieldType(
  time,
  timeServer,
  {
    values: ['00:00', '09:30', '10:00', '12:00', '23:59'],
    invalid: ['24:00', '9:30', '09:60', '09:30:00', '09:30Z', 930, ''],
    badOptions: [{ precision: 'hours' }, { zone: 'UTC' }],
    written: [
      ['9:30', '09:30'],
      ['9:30 pm', '21:30'],
      ['12 a.m.', '00:00'],
      ['12:05 PM', '12:05'],
      ['９：３０', '09:30'],
      ['下午3点', '15:00'],
      ['下午3:30', '15:30'],
      ['上午9点30分', '09:30'],
      ['15时5分', '15:05'],
    ],
    unreadable: ['24:00', '9:60', '13 pm', '9', '0930', 'noon', '9:30:15', '上午9 am', '-1:00', 'NaN'],
  },
  { database: createTestDatabase, locale: zh },
);

describeFieldType(
  time,
  timeServer,
  {
    options: { precision: 'seconds' },
    values: ['00:00:00', '09:30:15', '23:59:59'],
    invalid: ['23:59:60', '09:30', '09:30:15.5'],
    written: [
      ['9:30', '09:30:00'],
      ['9点30分15秒', '09:30:15'],
    ],
  },
  { database: createTestDatabase },
);

describe('time', () => {
  it('is shown as readers write it, and read back from that', () => {
    const en = { ...zh, language: 'en', timeZone: 'America/New_York' } as const;
    expect(time.format('21:05', {}, zh)).toBe('21:05');
    expect(time.format('21:05', {}, en)).toMatch(/^9:05\sPM$/);
    for (const locale of [en, zh]) {
      for (const value of ['00:00', '00:30', '11:59', '12:00', '12:30', '23:59']) {
        expect(time.parse(time.format(value, {}, locale), {}, locale)).toEqual({ ok: true, value });
      }
    }
  });
});
