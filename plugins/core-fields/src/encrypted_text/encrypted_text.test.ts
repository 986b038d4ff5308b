import { describe, expect, it } from '@jest/globals';
import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { encryptedText, maskOf } from './index.ts';
import { encryptedTextServer } from './server.ts';

const options = { maxLength: 40, visible: 4 };

describeFieldType(
  encryptedText,
  encryptedTextServer,
  {
    options,
    values: ['••••••', '••••••1234', '••••••户口9x'],
    invalid: ['', '  ', 'a\nb', 42, 'x'.repeat(41)],
    badOptions: [{ visible: 5 }, { maxLength: 0 }],
    written: [[' DE89 3704 0044 ', 'DE89 3704 0044']],
    unreadable: ['x'.repeat(41)],
  },
  { database: createTestDatabase },
);

describe('encrypted text', () => {
  it.each([
    ['DE89370400440532013000', 4, '••••••3000'],
    ['DE89370400440532013000', 0, '••••••'],
    ['1234567', 4, '••••••'],
    ['😀😀😀😀😀😀😀😀', 4, '••••••😀😀😀😀'],
  ])('masks %s with %d shown', (text, visible, mask) => {
    expect(maskOf(text, visible)).toBe(mask);
  });

  it('covers whatever is not sealed, in texts and on its way into the database', () => {
    const locale = { language: 'en', timeZone: 'UTC', currency: 'EUR', phoneRegion: 'DE' } as const;
    expect(encryptedText.format('clear text', options, locale)).toBe('••••••');
    expect(encryptedText.toText('clear text', options)).toBe('••••••');
    expect(encryptedTextServer.toDb('clear text', options)).toEqual(['••••••', null, null]);
    const refusal = encryptedText.parse('clear text '.repeat(9), options, locale);
    expect(JSON.stringify(refusal)).not.toContain('clear');
  });
});
