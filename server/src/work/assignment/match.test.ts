import { describe, expect, it } from '@jest/globals';
import { leastLoaded, roundRobin, weighted } from '@tenon/core-strategies';
import type { AssignmentStrategy } from '@tenon/plugin-api';
import fc from 'fast-check';
import { type MatchInput, type MatchOperator, type MatchResult, match } from './match.ts';

const operator = (id: string, rest: Partial<MatchOperator> = {}): MatchOperator => ({
  id,
  load: 0,
  capacity: undefined,
  weight: 1,
  lastTurn: undefined,
  left: undefined,
  ...rest,
});

/** What the engine must agree with: looks at every candidate for every record. */
function plainly({
  operators,
  groups,
  records,
  strategy,
  lastTurn,
}: MatchInput): readonly (number | undefined)[] {
  const given = operators.map(() => 0);
  const turns = operators.map((each) => each.lastTurn);
  let turn = lastTurn;
  return records.map((group) => {
    let best: { index: number; score: readonly number[] } | undefined;
    for (const index of groups[group]?.members ?? []) {
      const { id, load, capacity, weight, left } = operators[index] as MatchOperator;
      const count = given[index] as number;
      if (capacity !== undefined && load + count + 1 > capacity) continue;
      if (left && count >= left.count) continue;
      const score = strategy.score({
        id,
        load: load + count,
        capacity,
        weight,
        given: count,
        lastTurn: turns[index],
      });
      const order = best ? compare(score, best.score) : -1;
      if (order < 0 || (order === 0 && id < (operators[best?.index ?? 0]?.id ?? ''))) best = { index, score };
    }
    if (!best) return undefined;
    given[best.index] = (given[best.index] as number) + 1;
    turns[best.index] = ++turn;
    return best.index;
  });
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] as number) - (b[at] as number);
}

const input = fc
  .array(
    fc.record({
      load: fc.nat(4),
      capacity: fc.option(fc.nat(8), { nil: undefined }),
      weight: fc.constantFrom(0.5, 1, 2, 3),
      lastTurn: fc.option(fc.nat(20), { nil: undefined }),
      left: fc.option(
        fc.record({
          count: fc.integer({ min: -1, max: 5 }),
          limit: fc.constantFrom('day' as const, 'week' as const),
        }),
        { nil: undefined },
      ),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .chain((rows) => {
    const operators = rows.map((row, index) => operator(`operator-${index}`, row));
    const members = fc.subarray(operators.map((_, index) => index));
    return fc.record({
      operators: fc.constant(operators),
      groups: fc.array(
        members.map((list) => ({ members: list, excluded: { pair: operators.length - list.length } })),
        { minLength: 1, maxLength: 4 },
      ),
      picks: fc.array(fc.nat(3), { maxLength: 40 }),
      strategy: fc.constantFrom<AssignmentStrategy>(roundRobin, leastLoaded, weighted),
    });
  })
  .map(
    ({ operators, groups, picks, strategy }): MatchInput => ({
      operators,
      groups,
      records: picks.map((pick) => pick % groups.length),
      strategy,
      seed: undefined,
      lastTurn: 20,
    }),
  );

const takers = ({ matches }: MatchResult) => matches.map(({ operator: index }) => index);

describe('match', () => {
  it('picks whom a look at every candidate would pick', () => {
    fc.assert(
      fc.property(input, (given) => {
        expect(takers(match(given))).toEqual(plainly(given));
      }),
      { numRuns: 500 },
    );
  });

  it('[AS4] [AS7] passes no capacity and no limit, and gives a reason to whoever waits', () => {
    fc.assert(
      fc.property(input, (given) => {
        const result = match(given);
        given.operators.forEach(({ load, capacity, left }, index) => {
          const count = result.given[index] as number;
          if (count > 0 && capacity !== undefined) expect(load + count).toBeLessThanOrEqual(capacity);
          if (left) expect(count).toBeLessThanOrEqual(Math.max(0, left.count));
        });
        for (const each of result.matches) {
          expect(each.operator === undefined).toBe(each.reason !== undefined);
          const left = Object.values(each.excluded).reduce((sum, count) => sum + count, 0);
          expect(each.candidates + left).toBe(given.operators.length);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('[AS12] gives the same for the same data, rule and seed', () => {
    fc.assert(
      fc.property(input, fc.option(fc.string(), { nil: undefined }), (given, seed) => {
        expect(match({ ...given, seed })).toEqual(match(structuredCloneOf({ ...given, seed })));
      }),
    );
  });

  it('[AS2] round robin differs by one at most, and goes on in the next run where it stopped', () => {
    const operators = ['a', 'b', 'c'].map((id) => operator(id));
    const run = (count: number, from: readonly MatchOperator[], lastTurn: number) =>
      match({
        operators: from,
        groups: [{ members: [0, 1, 2], excluded: {} }],
        records: Array.from({ length: count }, () => 0),
        strategy: roundRobin,
        seed: undefined,
        lastTurn,
      });
    const first = run(4, operators, 0);
    expect(takers(first)).toEqual([0, 1, 2, 0]);
    const later = operators.map((each, index) => ({ ...each, lastTurn: first.turns[index] }));
    expect(takers(run(3, later, 4))).toEqual([1, 2, 0]);
  });

  it('[AS2] weighted gives shares by weight', () => {
    const result = match({
      operators: [operator('a', { weight: 3 }), operator('b')],
      groups: [{ members: [0, 1], excluded: {} }],
      records: Array.from({ length: 400 }, () => 0),
      strategy: weighted,
      seed: undefined,
      lastTurn: 0,
    });
    expect(result.given).toEqual([300, 100]);
  });

  it('says when a tie was broken, and lets a seed break it otherwise', () => {
    const base: MatchInput = {
      operators: ['a', 'b', 'c', 'd'].map((id) => operator(id)),
      groups: [{ members: [0, 1, 2, 3], excluded: {} }],
      records: [0],
      strategy: roundRobin,
      seed: undefined,
      lastTurn: 0,
    };
    expect(match(base).matches[0]).toMatchObject({ operator: 0, tie: true, candidates: 4 });
    const picked = new Set(
      Array.from({ length: 20 }, (_, seed) => takers(match({ ...base, seed: `s${seed}` }))[0]),
    );
    expect(picked.size).toBeGreaterThan(1);
  });

  it('is near-linear: 200,000 records for 40 operators in 200 groups', () => {
    const operators = Array.from({ length: 40 }, (_, index) => operator(`operator-${index + 10}`));
    const groups = Array.from({ length: 200 }, (_, group) => ({
      members: operators.flatMap((_each, index) => ((index * 7 + group) % 3 === 0 ? [] : [index])),
      excluded: {},
    }));
    let scored = 0;
    const counting: AssignmentStrategy = {
      ...roundRobin,
      score: (candidate) => {
        scored += 1;
        return roundRobin.score(candidate);
      },
    };
    const records = Array.from({ length: 200_000 }, (_, index) => index % groups.length);
    const result = match({ operators, groups, records, strategy: counting, seed: undefined, lastTurn: 0 });
    expect(result.given.reduce((sum, count) => sum + count, 0)).toBe(200_000);
    // Looking at every candidate for every record would score some five million times.
    expect(scored).toBe(200_000 + operators.length);
  });
});

function structuredCloneOf(value: MatchInput): MatchInput {
  return { ...structuredClone({ ...value, strategy: undefined }), strategy: value.strategy };
}
