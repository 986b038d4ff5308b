import { describe, expect, it } from '@jest/globals';
import { closest } from './suggest.ts';

describe('closest', () => {
  const words = ['text', 'money', 'taskType', 'long_text', 'date'];

  it.each([
    ['mony', 'money'],
    ['txet', 'text'],
    ['tasktype', 'taskType'],
    ['longtext', 'long_text'],
    ['dat', 'date'],
  ])('%s means %s', (word, meant) => expect(closest(word, words)).toBe(meant));

  it.each(['', 'zebra', 'x', 'a'.repeat(100)])('%j means nothing known', (word) => {
    expect(closest(word, words)).toBeUndefined();
  });
});
