import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { multiChoice } from './index.ts';
import { multiChoiceServer } from './server.ts';

describeFieldType(
  multiChoice,
  multiChoiceServer,
  {
    options: {
      choices: [
        { id: 'won', label: { en: 'Won', 'zh-CN': '赢单' }, color: 'green' },
        { id: 'lost', label: 'Lost', color: 'red' },
        { id: 'engaging' },
      ],
    },
    values: [['won'], ['lost'], ['won', 'lost'], ['won', 'lost', 'engaging']],
    invalid: [[], 'won', ['open'], ['won', 'won']],
    badOptions: [{}, { choices: [{ id: 'a b' }] }],
    written: [
      ['lost; Won', ['won', 'lost']],
      ['赢单、engaging', ['won', 'engaging']],
      ['won,won', ['won']],
    ],
    unreadable: ['won; open'],
  },
  { database: createTestDatabase },
);
