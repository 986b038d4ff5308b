import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Edits,
  exampleDocuments,
  examplesWith,
  testRegistry,
} from '../../../../tests/support/configuration.ts';
import { describeChanges } from './describe-changes.ts';

const said = (...edits: Edits): readonly string[] =>
  describeChanges(exampleDocuments(), examplesWith(...edits)).flatMap(({ sentences }) =>
    sentences.map(({ en }) => en),
  );

describe('describeChanges', () => {
  it('[CH1] nothing changed, nothing said; the order of keys and documents is no change', () => {
    expect(describeChanges(exampleDocuments(), exampleDocuments().toReversed())).toEqual([]);
    const turned = exampleDocuments().map((one) => Object.fromEntries(Object.entries(one).toReversed()));
    expect(describeChanges(exampleDocuments(), turned)).toEqual([]);
  });

  it('[CH2] documents that come and go', () => {
    const without = exampleDocuments().filter(({ kind }) => kind !== 'queue');
    expect(describeChanges(exampleDocuments(), without)).toMatchObject([
      {
        document: { kind: 'queue', id: 'winback' },
        change: 'removed',
        sentences: [{ en: 'Queue Win back removed', 'zh-CN': '移除公海“挽回客户”' }],
        after: null,
      },
    ]);
    expect(describeChanges(without, exampleDocuments())).toMatchObject([
      {
        change: 'added',
        sentences: [{ en: 'Queue Win back added', 'zh-CN': '新增公海“挽回客户”' }],
        before: null,
      },
    ]);
  });

  it.each([
    ['entity/customer', '/fields/-', { id: 'vip', type: 'boolean' }, 'Customer: field Vip added (boolean)'],
    ['entity/customer', '/fields/5', undefined, 'Customer: field Orders removed'],
    [
      'entity/customer',
      '/fields/3/type',
      'text',
      'Customer: field Newsletter: type changed from “boolean” to “text”',
    ],
    ['entity/customer', '/fields/0/required', false, 'Customer: field Name: required changed from yes to no'],
    ['entity/customer', '/fields/1/unique', undefined, 'Customer: field E-mail: unique removed (was yes)'],
    [
      'entity/customer',
      '/fields/0/label/en',
      'Full name',
      'Customer: field Full name: label changed from “Name” to “Full name”',
    ],
    [
      'entity/customer',
      '/fields/2/options/choices/-',
      { id: 'east' },
      'Customer: field Region: choice East added',
    ],
    [
      'segmentation/lifecycle',
      '/segments/1/when',
      { exists: ['orders'] },
      'Lifecycle: segment Active: condition changed',
    ],
    [
      'assignment-rule/winback',
      '/match/strategy',
      'round-robin',
      'Win back lost customers: match strategy changed from “weighted” to “round-robin”',
    ],
    [
      'assignment-rule/winback',
      '/match/limits/perDay',
      20,
      'Win back lost customers: match.limits.perDay changed from 15 to 20',
    ],
    [
      'role/agent',
      '/grants/0/actions',
      ['read'],
      'Agent: grant on Customer: actions changed from ["read","update"] to ["read"]',
    ],
    [
      'role/agent',
      '/grants/2/fields/hidden',
      ['weight'],
      'Agent: grant on User: hidden fields changed from ["weight","capacity"] to ["weight"]',
    ],
    ['view/customers', '/columns/1', undefined, 'Customers: column Region removed'],
    [
      'organisation/main',
      '/timeZone',
      'Asia/Shanghai',
      'Northside Bicycles: time zone changed from “Europe/Berlin” to “Asia/Shanghai”',
    ],
  ])('[CH3] %s %s', (document, pointer, value, sentence) => {
    const edit = [document, pointer, value] as const;
    const all = said(edit).filter((one) => !one.includes('order of'));
    expect(all).toEqual([sentence]);
  });

  it('[CH4] entries in another order', () => {
    const [first, second] = (exampleDocuments().find(({ id }) => id === 'lifecycle')?.segments ??
      []) as readonly unknown[];
    expect(said(['segmentation/lifecycle', '/segments', [second, first]])).toEqual([
      'Lifecycle: order of segments changed',
    ]);
  });

  it('types are told by what they are called, where a registry says', () => {
    const after = examplesWith(
      ['entity/customer', '/fields/-', { id: 'vip', type: 'boolean' }],
      ['entity/customer', '/fields/3/type', 'no-such-type'],
    );
    const [change] = describeChanges(exampleDocuments(), after, testRegistry);
    expect(change?.sentences).toEqual([
      { en: 'Customer: field Vip added (Yes or no)', 'zh-CN': '客户：新增字段“Vip”（是否）' },
      {
        en: 'Customer: field Newsletter: type changed from “Yes or no” to “no-such-type”',
        'zh-CN': '客户：字段“订阅邮件”：类型由 “是否” 改为 “no-such-type”',
      },
    ]);
  });

  it('[CH5] every difference is said, in both languages, whatever the documents hold', () => {
    const document = fc.record({
      kind: fc.constantFrom('entity', 'role', 'other'),
      id: fc.constantFrom('a', 'b'),
      label: fc.jsonValue({ maxDepth: 2 }),
      fields: fc.jsonValue({ maxDepth: 4 }),
      grants: fc.jsonValue({ maxDepth: 3 }),
    });
    fc.assert(
      fc.property(
        fc.array(document, { maxLength: 3 }),
        fc.array(document, { maxLength: 3 }),
        (before, after) => {
          const changes = describeChanges(before, after);
          for (const { change, sentences, before: from, after: to } of changes) {
            expect(change === 'changed' ? from !== to : from === null || to === null).toBe(true);
            expect(sentences.length).toBeGreaterThan(0);
            for (const sentence of sentences)
              expect(Object.values(sentence).every((text) => text.length > 0)).toBe(true);
          }
          expect(describeChanges(after, before)).toHaveLength(changes.length);
        },
      ),
    );
  });
});
