import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { choice } from './index.ts';
import { choiceServer } from './server.ts';

describeFieldType(
  choice,
  choiceServer,
  {
    options: {
      choices: [
        { id: 'won', label: { en: 'Won', 'zh-CN': '赢单' }, color: 'green' },
        { id: 'lost', label: 'Lost', color: 'red' },
        { id: 'engaging' },
      ],
    },
    values: ['won', 'lost', 'engaging'],
    invalid: ['', 'Won', 'open', 3],
    badOptions: [
      {},
      { choices: [] },
      { choices: [{ id: 'a' }, { id: 'a' }] },
      { choices: [{ id: 'a', color: 'pink' }] },
    ],
    written: [
      ['Won', 'won'],
      ['赢单', 'won'],
      [' LOST ', 'lost'],
      ['Engaging', 'engaging'],
    ],
    unreadable: ['open', 'wo'],
  },
  { database: createTestDatabase },
);

describeFieldType(
  choice,
  choiceServer,
  {
    options: { choices: [{ id: 'zh-CN', label: '中文' }, { id: 'en' }, { id: 'EN' }] },
    values: ['zh-CN', 'en', 'EN'],
    invalid: ['zh-cn'],
    written: [
      ['zh-cn', 'zh-CN'],
      ['中文', 'zh-CN'],
      ['En', 'en'],
    ],
  },
  { database: createTestDatabase },
);
