import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { phone } from './index.ts';
import { phoneServer } from './server.ts';

describeFieldType(
  phone,
  phoneServer,
  {
    values: ['+8613800138000', '+14155552671', '+4930123456'],
    invalid: ['', '13800138000', '+86', '+86 138 0013 8000', '+0123456789', 4155552671],
    badOptions: [{ region: 'CN' }],
    written: [
      ['138 0013 8000', '+8613800138000'],
      ['+86-138-0013-8000', '+8613800138000'],
      ['(0)10 6552 9988', '+861065529988'],
      ['+1 (415) 555-2671', '+14155552671'],
      ['１３８００１３８０００', '+8613800138000'],
    ],
    unreadable: ['12', 'call me', '+999 123'],
  },
  {
    database: createTestDatabase,
    locale: { language: 'zh-CN', timeZone: 'Asia/Shanghai', currency: 'CNY', phoneRegion: 'CN' },
  },
);
