import { describe, expect, it } from '@jest/globals';
import { mapInTurns, slicesOf } from './in-turns.ts';

const busyFor = (ms: number) => {
  for (const until = performance.now() + ms; performance.now() < until; );
};

describe('mapInTurns', () => {
  it('lets others have their turn, and keeps the order', async () => {
    let turns = 0;
    const other = setInterval(() => turns++, 1);
    const made = await mapInTurns(
      Array.from({ length: 60 }, (_none, index) => index),
      (index) => {
        busyFor(1);
        return index * 2;
      },
    );
    clearInterval(other);
    expect(made).toEqual(Array.from({ length: 60 }, (_none, index) => index * 2));
    expect(turns).toBeGreaterThan(5);
  });

  it('fails with what making one fails with', async () => {
    await expect(
      mapInTurns([1], () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
  });
});

describe('slicesOf', () => {
  it('has every item once, in order', () => {
    expect([...slicesOf([1, 2, 3, 4, 5], 2)]).toEqual([[1, 2], [3, 4], [5]]);
    expect([...slicesOf([], 2)]).toEqual([]);
  });
});
