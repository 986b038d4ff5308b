import { describe, expect, it } from '@jest/globals';
import { type AssignmentStrategy, type Candidate, createRegistry } from '@tenon/plugin-api';
import fc from 'fast-check';
import { coreStrategies, leastLoaded, roundRobin, weighted } from './index.ts';

const strategies = [roundRobin, leastLoaded, weighted];

function operator(id: string, facts: Partial<Candidate> = {}): Candidate {
  return { id, load: 0, capacity: undefined, weight: 1, given: 0, lastTurn: undefined, ...facts };
}

/** The contract's rule: the least score wins, and between equal ones the least id. */
function pick(strategy: AssignmentStrategy, candidates: readonly Candidate[]): Candidate {
  const [best] = candidates
    .map((candidate) => ({ candidate, score: strategy.score(candidate) }))
    .sort((a, b) => order(a.score, b.score) || (a.candidate.id < b.candidate.id ? -1 : 1));
  if (!best) throw new Error('Nobody to pick from');
  return best.candidate;
}

function order(a: readonly number[], b: readonly number[]): number {
  for (const [at, number] of a.entries()) {
    const difference = number - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Gives one record after the other, as an assignment run does. */
function run(
  strategy: AssignmentStrategy,
  candidates: readonly Candidate[],
  records: number,
): readonly string[] {
  let state = [...candidates];
  return Array.from({ length: records }, (_, turn) => {
    const { id } = pick(strategy, state);
    state = state.map((one) =>
      one.id === id ? { ...one, load: one.load + 1, given: one.given + 1, lastTurn: 1000 + turn } : one,
    );
    return id;
  });
}

const counted = (ids: readonly string[], id: string) => ids.filter((one) => one === id).length;

describe('round-robin', () => {
  it('gives in turn, first to those who never had one', () => {
    const team = [operator('a', { lastTurn: 7 }), operator('b'), operator('c', { lastTurn: 3 })];
    expect(run(roundRobin, team, 6)).toEqual(['b', 'c', 'a', 'b', 'c', 'a']);
  });

  it('[C6] gives a newcomer one turn and not all that was missed', () => {
    const team = [operator('a', { lastTurn: 500 }), operator('b', { lastTurn: 501 }), operator('new')];
    expect(run(roundRobin, team, 6)).toEqual(['new', 'a', 'b', 'new', 'a', 'b']);
  });
});

describe('least-loaded', () => {
  it('fills by the part of capacity that is used', () => {
    const team = [operator('big', { load: 10, capacity: 100 }), operator('small', { load: 2, capacity: 10 })];
    expect(run(leastLoaded, team, 10).every((id) => id === 'big')).toBe(true);
  });

  it('levels loads where no capacity is stated', () => {
    const ids = run(leastLoaded, [operator('a', { load: 4 }), operator('b'), operator('c')], 8);
    expect([counted(ids, 'a'), counted(ids, 'b'), counted(ids, 'c')]).toEqual([0, 4, 4]);
  });
});

describe('weighted', () => {
  it('spreads turns over the run', () => {
    expect(run(weighted, [operator('a', { weight: 3 }), operator('b', { weight: 1 })], 8).join('')).toBe(
      'abaaabaa',
    );
  });

  it('gives everybody his share, to within one task for two operators', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.nat(200),
        (a, b, records) => {
          const ids = run(weighted, [operator('a', { weight: a }), operator('b', { weight: b })], records);
          expect(Math.abs(counted(ids, 'a') - (records * a) / (a + b))).toBeLessThanOrEqual(0.5);
        },
      ),
    );
  });

  it('gives whole rounds exactly by weight', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 4 }), (shares, rounds) => {
        const team = shares.map((weight, at) => operator(`u${at}`, { weight }));
        const ids = run(weighted, team, rounds * shares.reduce((sum, weight) => sum + weight, 0));
        for (const [at, weight] of shares.entries()) expect(counted(ids, `u${at}`)).toBe(weight * rounds);
      }),
    );
  });
});

describe('every strategy', () => {
  const candidate: fc.Arbitrary<Candidate> = fc.record({
    id: fc.string({ minLength: 1 }),
    load: fc.nat(1000),
    capacity: fc.option(fc.integer({ min: 1, max: 1000 }), { nil: undefined }),
    weight: fc.double({ min: 0.01, max: 100, noNaN: true }),
    given: fc.nat(1000),
    lastTurn: fc.option(fc.nat(), { nil: undefined }),
  });

  it.each(strategies.map((strategy) => [strategy]))(
    '$id scores with one finite number for each part',
    (strategy) => {
      fc.assert(
        fc.property(candidate, (one) => {
          const score = strategy.score(one);
          expect(score).toHaveLength(strategy.parts.length);
          expect(score.every(Number.isFinite)).toBe(true);
        }),
      );
    },
  );

  it.each(strategies.map((strategy) => [strategy]))(
    '$id never prefers somebody for being given more',
    (strategy) => {
      fc.assert(
        fc.property(candidate, fc.nat(5), (one, more) => {
          const after = { ...one, load: one.load + more, given: one.given + more };
          expect(order(strategy.score(after), strategy.score(one))).toBeGreaterThanOrEqual(0);
        }),
      );
    },
  );

  it('is registered', () => {
    expect(createRegistry([coreStrategies]).assignmentStrategies.ids()).toEqual([
      'round-robin',
      'least-loaded',
      'weighted',
    ]);
  });
});
