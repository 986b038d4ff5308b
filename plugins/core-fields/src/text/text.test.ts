import { describe, expect, it } from '@jest/globals';
import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { text } from './index.ts';
import { textServer } from './server.ts';

describeFieldType(
  text,
  textServer,
  {
    values: [
      'a',
      'A',
      'ä',
      'Z',
      'z',
      'Zürich',
      'ÄÖÜ Żółć Ω',
      '007',
      '10',
      '9',
      ' padded ',
      '%_\\',
      "O'Neil",
      '张伟',
      '李娜',
      'e\u0301',
      '\u00e9',
      '😀',
      'ﬀ',
      '-',
      'x'.repeat(255),
    ],
    invalid: ['', 7, 'two\nlines', 'nul\u0000', 'half \ud83d', 'x'.repeat(256)],
    badOptions: [
      { maxLength: 0 },
      { pattern: '^(a+)+$' },
      { pattern: '[' },
      { pattern: '(?=a)b' },
      { size: 3 },
    ],
    written: [['two\nlines', 'two lines']],
  },
  { database: createTestDatabase },
);

describeFieldType(
  text,
  textServer,
  {
    options: { pattern: '^[A-Z]{2}-[0-9]{3}$', case: 'upper' },
    values: ['AB-123', 'ZZ-000'],
    invalid: ['ab-123', 'AB-12', 'AB-1234'],
    written: [['ab-123', 'AB-123']],
  },
  { database: createTestDatabase },
);

describe('text', () => {
  it('[T4] counts characters, not UTF-16 units', () => {
    expect(text.valueSchema({ maxLength: 2 })).toMatchObject({ maxLength: 2 });
  });

  it('changes letters to the case that is asked for', () => {
    expect(text.normalize?.('Ab', { case: 'lower' }, locale)).toBe('ab');
    expect(text.normalize?.('Ab', { case: 'upper' }, locale)).toBe('AB');
    expect(text.normalize?.('Ab', {}, locale)).toBe('Ab');
  });
});

const locale = { language: 'en', timeZone: 'UTC', currency: 'USD', phoneRegion: 'US' } as const;
