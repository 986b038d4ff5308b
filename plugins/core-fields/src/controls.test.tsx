import { beforeAll } from '@jest/globals';
import { describeControl } from '@tenon/plugin-api/testing/browser';
import { coreFieldsBrowser } from './browser.ts';
import { coreFields } from './index.ts';

const choices = [
  { id: 'won', label: { en: 'Won', 'zh-CN': '赢单' }, color: 'green' },
  { id: 'lost', label: 'Lost', color: 'red' },
];
const acme = '0198c0de-0000-7000-8000-000000000001';
const beta = '0198c0de-0000-7000-8000-000000000002';
const records = {
  account: [
    { id: acme, title: 'Acme' },
    { id: beta, title: 'Beta' },
  ],
  user: [{ id: acme, title: 'Anna Ek' }],
};

const samples: { readonly [type: string]: Parameters<typeof describeControl>[2] } = {
  text: { values: ['Acme', '张伟'], typed: [['Acme', 'Acme']] },
  long_text: { values: ['one\ntwo'], typed: [['a b', 'a b']] },
  integer: { options: { min: 0, max: 99 }, values: [0, 42], typed: [['42', 42]] },
  decimal: { options: { scale: 2 }, values: ['0', '1234.5'], typed: [['1,234.50', '1234.5']] },
  money: { options: { currency: 'CNY' }, values: ['0', '1234.5'], typed: [['￥12.30', '12.3']] },
  percent: {
    options: { scale: 1 },
    values: ['0', '0.125'],
    typed: [
      ['12.5', '0.125'],
      ['７％', '0.07'],
    ],
  },
  rating: { options: { max: 5 }, values: [1, 5] },
  duration: {
    values: [0, 5400],
    typed: [
      ['1h 30m', 5400],
      ['1小时30分', 5400],
    ],
  },
  time: {
    values: ['00:00', '21:30'],
    typed: [
      ['9:30 pm', '21:30'],
      ['下午3点', '15:00'],
    ],
  },
  person_name: {
    options: { extended: true },
    values: [
      { family: 'Ek', given: 'Anna' },
      { family: '张', given: '伟', prefix: 'Dr.' },
    ],
  },
  address: {
    values: [
      { city: 'Springfield', country: 'US' },
      { street: '世纪大道100号', city: '上海市' },
    ],
  },
  json: { values: [{ a: [1, '张伟'] }, 'text', false], typed: [['[[1]', [1]]] },
  geo_point: { values: ['0,0', '31.2304,121.4737'], typed: [['31.2304, 121.4737', '31.2304,121.4737']] },
  reference: {
    options: { to: ['account', 'user'] },
    values: [
      { entity: 'account', id: acme },
      { entity: 'user', id: acme },
    ],
    records,
  },
  boolean: { values: [true, false] },
  date: { values: ['2026-01-31'], typed: [['2026-03-15', '2026-03-15']] },
  datetime: { values: ['2026-01-31T09:30:00.000Z'] },
  choice: { options: { choices }, values: ['won', 'lost'] },
  multi_choice: { options: { choices }, values: [['won'], ['won', 'lost']] },
  relation: { options: { to: 'account' }, values: [acme], records },
  user: { values: [acme], records },
  email: { values: ['anna@example.com'], typed: [['Anna@EXAMPLE.com', 'Anna@example.com']] },
  phone: { values: ['+14155552671'], typed: [['+1 415 555 2671', '+14155552671']] },
  url: { values: ['https://example.com', 'mailto:a@b.co'], typed: [['example.com', 'https://example.com']] },
};

const uploaded = { id: acme, name: '报价 (1).png', mediaType: 'image/png', size: 2_048 };

const kept: typeof samples = {
  file: {
    options: { maxFiles: 5, maxSize: 10 },
    values: [[uploaded], [uploaded, { ...uploaded, id: beta }]],
  },
  image: { options: { maxFiles: 1, maxSize: 10 }, values: [[uploaded]] },
  auto_number: { options: { pattern: '{000}', start: 1, restart: 'never' }, values: ['007'] },
  encrypted_text: {
    options: { maxLength: 40, visible: 4 },
    values: ['••••••', '••••••1234'],
    typed: [['DE89', 'DE89']],
  },
  rich_text: {
    options: { maxLength: 1_000 },
    values: ['<p>Plain</p>', '<h2>标题</h2><p><strong>a</strong></p>'],
  },
};
Object.assign(samples, kept);
// Loaded beforehand, so that no control changes after a test has looked at it.
beforeAll(() => import('./rich_text/editor.tsx'));

for (const browserType of coreFieldsBrowser.contributes.fieldTypes ?? []) {
  const type = coreFields.contributes.fieldTypes?.find(({ id }) => id === browserType.id);
  // Fields of a computed type have the control of their result.
  if (type?.compute) continue;
  const given = samples[browserType.id];
  if (!type || !given) throw new Error(`There are no samples for the control of ${browserType.id}`);
  describeControl(browserType, type, given);
}
