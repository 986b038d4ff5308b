import { describe, expect, it } from '@jest/globals';
import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { autoNumber } from './index.ts';
import { numberText, readNumber } from './pattern.ts';
import { autoNumberServer } from './server.ts';

const options = { pattern: 'INV-{yyyy}-{00000}', start: 1, restart: 'year' };

describeFieldType(
  autoNumber,
  autoNumberServer,
  {
    options,
    values: [
      'INV-2026-00009',
      'INV-2026-00010',
      'INV-2026-100000',
      'INV-2025-00011',
      'inv-1',
      '编号 7',
      '007',
      '7',
    ],
    invalid: ['', ' ', 'a\nb', 'x'.repeat(101), 7],
    badOptions: [
      { pattern: 'INV', start: 1, restart: 'never' },
      { pattern: '{00}-{00}', start: 1, restart: 'never' },
      { pattern: '{00000}', start: 1, restart: 'year' },
      { pattern: '{yyyy}-{000}', start: 1, restart: 'month' },
      { pattern: '{000', start: 1, restart: 'never' },
      { pattern: '{hh}{000}', start: 1, restart: 'never' },
      { start: -1 },
    ],
    written: [[' INV-2026-00001 ', 'INV-2026-00001']],
    unreadable: ['x'.repeat(101)],
  },
  { database: createTestDatabase },
);

describe('patterns of numbers', () => {
  const day = { year: '2026', month: '03', day: '07' };

  it.each([
    ['INV-{yyyy}-{00000}', 42, 'INV-2026-00042'],
    ['{yy}{mm}{dd}/{0}', 1234567, '260307/1234567'],
    ['合同（{000}）', 5, '合同（005）'],
    ['$&-{00}.*', 1, '$&-01.*'],
  ])('%s', (pattern, number, text) => {
    expect(numberText(pattern, number, day)).toBe(text);
    expect(readNumber(pattern, text)?.number).toBe(number);
  });

  it('does not take other texts for its own', () => {
    expect(readNumber('INV-{yyyy}-{00000}', 'INV-2026-42')).toBeUndefined();
    expect(readNumber('INV-{yyyy}-{00000}', 'xINV-2026-00042')).toBeUndefined();
    expect(readNumber('{0}', '9'.repeat(16))).toBeUndefined();
  });
});
