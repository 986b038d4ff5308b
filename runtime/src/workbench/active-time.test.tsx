import { describe, expect, it } from '@jest/globals';
import { createActiveTime } from './active-time.ts';

const second = 1000;

describe('active time', () => {
  it('[TK5] counts while something is done at least once a minute', () => {
    const time = createActiveTime(0);
    time.touch(30 * second);
    time.touch(80 * second);
    expect(time.seconds(100 * second)).toBe(100);
  });

  it('[TK5] leaves out what is longer than a minute of silence', () => {
    const time = createActiveTime(0);
    time.touch(10 * second);
    time.touch(600 * second);
    expect(time.seconds(605 * second)).toBe(10 + 60 + 5);
  });

  it('[TK5] leaves out the time in which the page is behind another', () => {
    const time = createActiveTime(0);
    time.show(false, 20 * second);
    time.show(true, 50 * second);
    expect(time.seconds(60 * second)).toBe(30);
  });

  it('[TK5] gives the same answer however often it is asked', () => {
    const time = createActiveTime(0);
    for (let now = 0; now <= 200; now += 7) time.seconds(now * second);
    expect(time.seconds(200 * second)).toBe(60);
  });
});
