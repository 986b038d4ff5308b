import { describeFieldType } from '@tenon/plugin-api/testing';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { image } from './index.ts';
import { imageServer } from './server.ts';

const one = {
  id: '01a20000-0000-7000-8000-000000000001',
  name: 'a (1).png',
  mediaType: 'image/png',
  size: 12,
};
const two = { ...one, id: '01a20000-0000-7000-8000-000000000002', name: '合同, 最终; 版.png', size: 0 };

describeFieldType(
  image,
  imageServer,
  {
    options: { maxFiles: 2, maxSize: 1 },
    values: [[one], [two], [one, two]],
    invalid: [
      [],
      one.id,
      [one.id],
      [{ name: 'a' }],
      [{ ...one, id: '../x' }],
      [{ ...one, url: 'https://x.example' }],
      [{ ...one, mediaType: 'text/html; charset=x' }],
      [one, two, { ...one, id: '01a20000-0000-7000-8000-000000000003' }],
    ],
    badOptions: [{ maxFiles: 0 }, { maxSize: 1_000 }, { sizes: 1 }],
    unreadable: ['a.png', `a.png (${'x'.repeat(36)}, image/png, 1)`],
  },
  { database: createTestDatabase },
);
