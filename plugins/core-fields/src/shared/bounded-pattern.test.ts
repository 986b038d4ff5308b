import { describe, expect, it } from '@jest/globals';
import { patternFault } from './bounded-pattern.ts';

describe('patternFault', () => {
  it.each([
    '^[A-Z]{2}-\\d{4,8}$',
    '^\\d+-\\d+$',
    '^(ab|cd){1,5}$',
    '^\\p{L}+$',
    '^[^\\]]*\\u{4e00}$',
    '^(?:EU|US)\\x20\\S{1,40}$',
    '^.?$',
  ])('takes %s', (pattern) => {
    expect(patternFault(pattern, 255)).toBeUndefined();
  });

  it.each([
    '^(a+)+$',
    '^(a|a)*$',
    '^(a|aa)+$',
    '^\\d*\\d*\\d*x$',
    'a.*b.*c',
    '^x|a.*b.*c',
    '^(?=a)a',
    '^(?<n>a)\\k<n>$',
    '^(a)\\1$',
    '[',
  ])('refuses %s', (pattern) => {
    expect(patternFault(pattern, 255)).toEqual(expect.any(String));
  });

  it('keeps its promise: what it takes ends soon on the worst texts', () => {
    const started = performance.now();
    for (const pattern of ['^\\d+-\\d+$', '^.*a.*$', '^(a|b){1,15}$']) {
      expect(patternFault(pattern, 255)).toBeUndefined();
      for (const text of ['1'.repeat(255), 'a'.repeat(254), 'ab'.repeat(127)]) {
        expect(new RegExp(pattern, 'u').test(`${text}\n`)).toBe(false);
      }
    }
    // A pattern that backtracks without bound needs hours here, so the figure only has to be far from both.
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
