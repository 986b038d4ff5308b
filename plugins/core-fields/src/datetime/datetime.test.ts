import { describe, expect, it } from '@jest/globals';
import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { datetime } from './index.ts';
import { datetimeServer } from './server.ts';

const shanghai = {
  language: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  phoneRegion: 'CN',
} as const;

describeFieldType(
  datetime,
  datetimeServer,
  {
    values: [
      '2026-03-15T12:00:00.000Z',
      '2026-03-15T11:59:59.999Z',
      '2024-02-29T23:59:59.001Z',
      '1950-06-01T00:00:00.000Z',
      '0001-01-01T00:00:00.000Z',
      '9999-12-31T23:59:59.999Z',
    ],
    invalid: [
      '2026-02-30T00:00:00Z',
      '2026-01-31',
      '2026-01-31T24:00:00Z',
      '2026-01-31T10:00:00',
      '0001-01-01T00:00:00+01:00',
      0,
    ],
    badOptions: [{ zone: 'x' }],
    written: [
      ['2026-01-31 09:30', '2026-01-31T01:30:00.000Z'],
      ['2026/1/5 9:05:06', '2026-01-05T01:05:06.000Z'],
      ['2026-01-31T09:30:00+02:00', '2026-01-31T07:30:00.000Z'],
      ['2026-01-31', '2026-01-30T16:00:00.000Z'],
    ],
    unreadable: ['noon', '2026-02-30 10:00', '2026-01-31 25:00'],
  },
  { database: createTestDatabase, locale: shanghai },
);

describe('datetime', () => {
  it('brings a moment with an offset to the one form', () => {
    expect(datetime.normalize?.('2026-01-31T09:30+08:00', {}, shanghai)).toBe('2026-01-31T01:30:00.000Z');
  });

  it('[T2] is shown in the time zone of the reader', () => {
    const moment = '2026-03-29T00:30:00.000Z';
    const inZone = (timeZone: string) =>
      datetime.format(moment, {}, { ...shanghai, language: 'en', timeZone });
    expect(inZone('Europe/Berlin')).toMatch(/Mar 29, 2026, 1:30\sAM/);
    expect(inZone('America/New_York')).toMatch(/Mar 28, 2026, 8:30\sPM/);
    expect(inZone('Australia/Lord_Howe')).toMatch(/Mar 29, 2026, 11:30\sAM/);
  });
});
