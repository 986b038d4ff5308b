import { describe, expect, it } from '@jest/globals';
import { bucketTitle } from './bucket-titles.ts';

describe('bucketTitle', () => {
  it.each([
    ['month', 'Mar 2017', '2017年3月'],
    ['quarter', 'Q1 2017', '2017年第1季度'],
    ['year', '2017', '2017年'],
    ['day', 'Mar 1, 2017', '2017年3月1日'],
  ] as const)('names a %s in the language of the reader', (bucket, english, chinese) => {
    expect(bucketTitle('2017-03-01', bucket, 'en')).toBe(english);
    expect(bucketTitle('2017-03-01', bucket, 'zh-CN')).toBe(chinese);
  });

  it('leaves a date alone that no calendar of ours holds', () => {
    expect(bucketTitle('4713-01-01 BC', 'month', 'en')).toBe('4713-01-01 BC');
  });
});
