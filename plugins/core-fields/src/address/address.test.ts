import { describe, expect, it } from '@jest/globals';
import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import type { Address } from './address.ts';
import { address } from './index.ts';
import { addressServer } from './server.ts';

const springfield: Address = {
  street: '1 Main St\nSuite 5',
  city: 'Springfield',
  region: 'IL',
  postal_code: '62701',
  country: 'US',
};
const shanghai: Address = {
  street: '浦东新区世纪大道100号',
  city: '上海市',
  region: '上海市',
  postal_code: '200120',
  country: 'CN',
};

describeFieldType(
  address,
  addressServer,
  {
    values: [
      springfield,
      shanghai,
      { country: 'DE' },
      { city: 'Köln', postal_code: '50667' },
      { street: 'a;b\\c\nd' },
      { street: 'شارع التحرير', city: 'القاهرة', country: 'EG' },
      { street: '😀 1', city: 'München', region: 'Bayern', postal_code: '80331', country: 'DE' },
    ],
    invalid: [
      '1 Main St',
      [],
      { city: '' },
      { city: ' ' },
      { country: 'XX' },
      { country: 'USA' },
      { country: 'us' },
      { street: 'a\nb\nc\nd\ne' },
      { city: 'a\nb' },
      { city: 'x'.repeat(101) },
      { zip: '62701' },
      { city: 5 },
      { city: '\ud800' },
    ],
    badOptions: [{ country: 'US' }],
    written: [
      ['1 Main St;Springfield;IL;62701;United States', { ...springfield, street: '1 Main St' }],
      ['1 Main St; Springfield; IL; 62701; us', { ...springfield, street: '1 Main St' }],
      [';上海市;;;中国', { city: '上海市', country: 'CN' }],
      ['1 Main St, Springfield', { street: '1 Main St, Springfield' }],
      ['Suite 5; 1 Main St', { street: 'Suite 5; 1 Main St' }],
      ['a\r\nb', { street: 'a\nb' }],
    ],
    unreadable: [';;;;Atlantis', 'x'.repeat(501), 'a\nb\nc\nd\ne', 'a\u0000', `;${'x'.repeat(101)};;;`],
    operands: ['Springfield', '世纪'],
  },
  { database: createTestDatabase },
);

describe('address', () => {
  const en = { language: 'en', timeZone: 'UTC', currency: 'EUR', phoneRegion: 'DE' } as const;
  const zh = { ...en, language: 'zh-CN' } as const;
  const shown = (value: Address, locale: typeof en | typeof zh = en) => address.format(value, {}, locale);

  it('is written in the order of its country, the country in the words of the reader', () => {
    expect(shown(springfield)).toBe('1 Main St, Suite 5, Springfield, IL 62701, United States');
    expect(shown(springfield, zh)).toBe('1 Main St, Suite 5, Springfield, IL 62701, 美国');
    expect(shown({ street: 'Domkloster 4', city: 'Köln', postal_code: '50667', country: 'DE' })).toBe(
      'Domkloster 4, 50667 Köln, Germany',
    );
    expect(shown({ street: '10 Downing St', city: 'London', postal_code: 'SW1A 2AA', country: 'GB' })).toBe(
      '10 Downing St, London, SW1A 2AA, United Kingdom',
    );
    expect(shown(shanghai, zh)).toBe('中国 上海市浦东新区世纪大道100号 200120');
    expect(shown({ country: 'CN' }, zh)).toBe('中国');
  });
});
