import { describe, expect, it } from '@jest/globals';
import { durationText } from './value-words.tsx';

describe('durations in words', () => {
  it('name each part in the language of the reader', () => {
    expect(durationText('P3D', 'en')).toBe('3 days');
    expect(durationText('P1M', 'en')).toBe('1 month');
    expect(durationText('P1DT12H30M', 'en')).toBe('1 day 12 hours 30 minutes');
    expect(durationText('PT12H', 'zh-CN')).toMatch(/^12\s?(?:个)?小时$/);
  });

  it('say nothing of what is no duration', () => {
    for (const text of ['', 'P', 'PT', 'P3', 'P3DT', '3D']) expect(durationText(text, 'en')).toBeUndefined();
  });
});
