import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { email } from './index.ts';
import { emailServer } from './server.ts';

describeFieldType(
  email,
  emailServer,
  {
    values: [
      'anna@example.com',
      'Anna@example.com',
      "o'neil+tag@sub.example.co.uk",
      '用户@例子.中国',
      'a@b.co',
    ],
    invalid: [
      '',
      'anna',
      'anna@localhost',
      'a b@example.com',
      'a@@example.com',
      '<a@example.com>',
      'a@-example.com',
      'a@example.com\n',
      `${'a'.repeat(65)}@example.com`,
    ],
    badOptions: [{ domain: 'x' }],
    written: [
      [' Anna@EXAMPLE.com ', 'Anna@example.com'],
      ['mailto:a@b.co', 'a@b.co'],
    ],
    unreadable: ['anna at example.com', 'a@b'],
  },
  { database: createTestDatabase },
);
