/** mulberry32: a small seeded generator, so that the demo is the same everywhere. */
export interface Random {
  /** From 0 up to, and without, `most`. */
  below(most: number): number;
  pick<T>(items: readonly T[]): T;
  chance(share: number): boolean;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const random: Random = {
    below: (most) => Math.floor(next() * most),
    pick: (items) => {
      const item = items[random.below(items.length)];
      if (item === undefined) throw new RangeError('Nothing to pick from');
      return item;
    },
    chance: (share) => next() < share,
  };
  return random;
}
