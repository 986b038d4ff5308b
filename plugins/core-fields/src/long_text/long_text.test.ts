import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { longText } from './index.ts';
import { longTextServer } from './server.ts';

describeFieldType(
  longText,
  longTextServer,
  {
    values: ['one line', 'two\nlines', '第一行\n第二行', 'tab\tand 😀'],
    invalid: ['', false, 'nul\u0000', 'half \udc00', 'a\r\nb'],
    badOptions: [{ maxLength: 100_001 }],
    written: [['a\r\nb\rc', 'a\nb\nc']],
  },
  { database: createTestDatabase },
);
