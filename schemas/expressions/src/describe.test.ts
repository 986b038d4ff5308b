import { describe, expect, it } from '@jest/globals';
import type { Labels } from './describe.ts';
import { createLanguage } from './language.ts';
import { coreOperators } from './operators/index.ts';
import { sampleScope } from './testing/world.ts';
import type { Expression } from './types.ts';

const language = createLanguage(coreOperators);

const english: Labels = {
  field: (_, field) => field.replaceAll('_', ' '),
  option: (_, field, option) => `${option.charAt(0).toUpperCase()}${option.slice(1)} ${field}`,
  name: (name) => `the ${name}`,
  record: (entity, id) => `${entity} ${id.slice(0, 4)}`,
  segment: (_, segment) => segment,
};
const words: { readonly [word: string]: string } = {
  city: '城市',
  name: '姓名',
  points: '积分',
  orders: '订单',
  status: '状态',
  paid: '已付',
  paid_at: '付款时间',
  amount: '金额',
  owner: '负责人',
  team: '团队',
  viewer: '当前用户',
  lost: '流失',
  oslo: '奥斯陆',
};
const chinese: Labels = {
  field: (_, field) => words[field] ?? field,
  option: (_entity, _field, option) => words[option] ?? option,
  name: (name) => words[name] ?? name,
  record: (_, id) => id,
  segment: (_, segment) => words[segment] ?? segment,
};

function inWords(expression: Expression): readonly [string, string] {
  const parsed = language.parse(expression, sampleScope);
  expect(parsed.problems).toEqual([]);
  return [
    language.describe(parsed.expression!, 'en', english),
    language.describe(parsed.expression!, 'zh-CN', chinese),
  ];
}

describe('describe', () => {
  it('[EX20] puts conditions in words', () => {
    expect(inWords({ '==': [{ var: 'city' }, 'oslo'] })).toEqual(['city is Oslo city', '城市 等于 奥斯陆']);
    expect(
      inWords({
        and: [
          { empty: { var: 'name' } },
          { or: [{ '>': [{ var: 'points' }, 3] }, { '!': { empty: { var: 'city' } } }] },
        ],
      }),
    ).toEqual([
      'name is empty and ((points is greater than 3) or not (city is empty))',
      '姓名 为空 且 （（积分 大于 3） 或 不满足 （城市 为空））',
    ]);
    expect(inWords({ '==': [{ var: 'owner.team' }, { var: 'viewer.team' }] })).toEqual([
      'team of owner is team of the viewer',
      '负责人的团队 等于 当前用户的团队',
    ]);
  });

  it('[EX20] puts questions about related records in words', () => {
    expect(inWords({ exists: ['orders', { within: [{ var: 'paid_at' }, 'P90D'] }] })).toEqual([
      'there is orders where paid at within the past 90 days',
      '存在 付款时间 在最近 90 天的订单',
    ]);
    expect(
      inWords({ '>': [{ sum: ['orders', { var: 'amount' }, { '==': [{ var: 'status' }, 'paid'] }] }, 99.5] }),
    ).toEqual([
      'sum of amount of orders where status is Paid status is greater than 99.5',
      '状态 等于 已付的订单的金额的合计 大于 99.5',
    ]);
  });

  it('[EX20] puts values in words', () => {
    expect(inWords({ '*': [{ '+': [{ var: 'points' }, 1] }, 2] })[0]).toBe('(points + 1) × 2');
    expect(inWords({ if: [{ var: 'vip' }, 'a', 'b'] })[0]).toBe('if(vip, “a”, “b”)');
    expect(inWords({ in: [{ var: 'name' }, ['a', 'b']] })[0]).toBe('name is one of “a”, “b”');
    expect(inWords({ in_segment: ['lifecycle', 'lost', 'new'] })[0]).toBe('is in segment lost, new');
    expect(inWords({ within: [{ var: 'born' }, 'P1Y2DT1H'] })[0]).toBe(
      'born within the past 12 months 2 days 60 minutes',
    );
  });
});
