import { describe, expect, it } from '@jest/globals';
import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { personName } from './index.ts';
import { personNameServer } from './server.ts';

describeFieldType<{ readonly [part: string]: string }>(
  personName,
  personNameServer,
  {
    values: [
      { family: 'Ek', given: 'Anna' },
      { family: 'Ek' },
      { given: 'Anna' },
      { family: 'van der Berg', given: 'Anna', middle: 'Maria', prefix: 'Dr.', suffix: 'Jr.' },
      { family: '张', given: '伟' },
      { family: '欧阳', given: '娜娜', suffix: '女士' },
      { family: 'كمال', given: 'علي' },
      { family: "O'Neil;\\", given: '😀' },
      { given: 'é', family: 'Ångström' },
    ],
    invalid: [
      'Anna Ek',
      [],
      { middle: 'Maria' },
      { family: '' },
      { family: '  ' },
      { family: 'E\nk' },
      { family: 'x'.repeat(101) },
      { family: 'Ek', nick: 'A' },
      { family: 5 },
      { family: '\ud800' },
    ],
    badOptions: [{ extended: 'yes' }, { order: 'family' }],
    written: [
      ['Anna Ek', { family: 'Ek', given: 'Anna' }],
      ['Anna Maria Ek', { family: 'Ek', given: 'Anna', middle: 'Maria' }],
      ['Ek, Anna', { family: 'Ek', given: 'Anna' }],
      ['Ek; Anna;;Dr.', { family: 'Ek', given: 'Anna', prefix: 'Dr.' }],
      ['张伟', { family: '张', given: '伟' }],
      ['张 伟', { family: '张', given: '伟' }],
      ['欧阳娜娜', { family: '欧阳', given: '娜娜' }],
      ['欧阳', { family: '欧', given: '阳' }],
      ['Cher', { given: 'Cher' }],
    ],
    unreadable: [';', 'a;b;c;d;e;f', 'Ek, Anna, Dr.', `${'x'.repeat(101)} Ek`, ';;Maria', 'a\u0000b'],
    operands: ['Anna Ek', '伟'],
  },
  { database: createTestDatabase },
);

describe('person_name', () => {
  const en = { language: 'en', timeZone: 'UTC', currency: 'EUR', phoneRegion: 'DE' } as const;

  it('puts the family where the bearers of the name put it', () => {
    const shown = (name: Parameters<typeof personName.format>[0]) => personName.format(name, {}, en);
    expect(shown({ family: '张', given: '伟' })).toBe('张伟');
    expect(shown({ family: '张', given: '伟', suffix: '先生' })).toBe('张伟先生');
    expect(shown({ family: '山田', given: 'たろう' })).toBe('山田たろう');
    expect(shown({ family: 'Ek', given: 'Anna', prefix: 'Dr.' })).toBe('Dr. Anna Ek');
    expect(shown({ family: 'Zhang', given: '伟' })).toBe('伟 Zhang');
  });

  it('drops what says nothing', () => {
    const written = { family: ' Ek ', given: 'Anna' };
    expect(personName.normalize?.(written, {}, en)).toEqual({ family: 'Ek', given: 'Anna' });
  });
});
