/**
 * Who gets what: the engine that a run and a simulation share. Pure: the same input gives the same output, whatever the
 * clock and the database do. Near-linear in records: candidates of a group of like records stand in a heap, and a score
 * that has changed is noticed when its holder comes to the top (scores never fall, see AssignmentStrategy).
 */
import { createHash } from 'node:crypto';
import type { AssignmentStrategy, Candidate } from '@tenon/plugin-api';

export interface MatchOperator {
  readonly id: string;
  readonly load: number;
  readonly capacity: number | undefined;
  readonly weight: number;
  readonly lastTurn: number | undefined;
  /** How many more tasks this rule may give: the least of what its limits leave, and which limit that is. */
  readonly left: { readonly count: number; readonly limit: 'day' | 'week' | 'month' } | undefined;
}

/** Records with the same values on their side of the pair condition: the same operators come into question. */
export interface MatchGroup {
  /** Indexes of operators. */
  readonly members: readonly number[];
  /** Operators that are out of the question for these records, by reason. */
  readonly excluded: { readonly [reason: string]: number };
}

export interface MatchInput {
  readonly operators: readonly MatchOperator[];
  readonly groups: readonly MatchGroup[];
  /** For each record in order the index of its group. */
  readonly records: readonly number[];
  readonly strategy: AssignmentStrategy;
  readonly seed: string | undefined;
  /** The last turn that the rule ever gave. */
  readonly lastTurn: number;
}

export interface Match {
  /** Index of the operator, or undefined when nobody can take the record. */
  readonly operator: number | undefined;
  readonly reason: WaitingReason | undefined;
  readonly candidates: number;
  readonly excluded: { readonly [reason: string]: number };
  readonly score: { readonly [part: string]: number };
  /** Another candidate had the same score. */
  readonly tie: boolean;
}

export type WaitingReason =
  | 'no-operators'
  | 'nobody-matches'
  | 'nobody-may-see'
  | 'all-full'
  | 'all-at-limit';

export interface MatchResult {
  readonly matches: readonly Match[];
  /** Tasks given to each operator, by index. */
  readonly given: readonly number[];
  /** The last turn of each operator, by index. */
  readonly turns: readonly (number | undefined)[];
}

export function match(input: MatchInput): MatchResult {
  const pool = new Pool(input);
  return {
    matches: input.records.map((group) => pool.take(group)),
    given: input.operators.map((_, index) => pool.given(index)),
    turns: input.operators.map((_, index) => pool.turn(index)),
  };
}

interface Entry {
  readonly operator: number;
  readonly score: readonly number[];
  /** `given` of the operator when the score was computed. */
  readonly stamp: number;
}

interface GroupState {
  readonly members: readonly number[];
  readonly heap: Entry[];
  available: number;
  excluded: { readonly [reason: string]: number };
}

class Pool {
  readonly #operators: readonly MatchOperator[];
  readonly #strategy: AssignmentStrategy;
  readonly #given: number[];
  readonly #turns: (number | undefined)[];
  #lastTurn: number;
  /** Order between equal scores. */
  readonly #rank: readonly number[];
  readonly #groups: readonly GroupState[];
  /** Groups of each operator, by index. */
  readonly #groupsOf: number[][];

  constructor({ operators, groups, strategy, seed, lastTurn }: MatchInput) {
    this.#operators = operators;
    this.#strategy = strategy;
    this.#given = operators.map(() => 0);
    this.#turns = operators.map((operator) => operator.lastTurn);
    this.#lastTurn = lastTurn;
    this.#rank = ranks(operators, seed);
    this.#groupsOf = operators.map(() => []);
    this.#groups = groups.map(({ members, excluded }, index) => {
      for (const member of members) this.#groupsOf[member]?.push(index);
      return { members, heap: [], available: members.length, excluded };
    });
    operators.forEach((_, index) => {
      const reason = this.#exhausted(index);
      if (reason) this.#retire(index, reason);
    });
    for (const group of this.#groups) {
      for (const member of group.members) {
        if (!this.#exhausted(member)) push(group.heap, this.#entry(member), this.#rank);
      }
    }
  }

  given(operator: number): number {
    return this.#given[operator] ?? 0;
  }

  turn(operator: number): number | undefined {
    return this.#turns[operator];
  }

  take(index: number): Match {
    const group = this.#groups[index];
    if (!group) throw new Error(`There is no group ${index}`);
    const { available: candidates, excluded } = group;
    const best = this.#pop(group);
    if (!best) {
      return {
        operator: undefined,
        reason: this.#reason(group),
        candidates,
        excluded,
        score: {},
        tie: false,
      };
    }
    const next = this.#peek(group);
    const tie = next !== undefined && compare(next.score, best.score) === 0;
    this.#give(best.operator);
    if (!this.#exhausted(best.operator)) push(group.heap, this.#entry(best.operator), this.#rank);
    return {
      operator: best.operator,
      reason: undefined,
      candidates,
      excluded,
      score: this.#named(best.score),
      tie,
    };
  }

  #give(operator: number): void {
    this.#given[operator] = this.given(operator) + 1;
    this.#turns[operator] = ++this.#lastTurn;
    const reason = this.#exhausted(operator);
    if (reason) this.#retire(operator, reason);
  }

  /** The best candidate, taken off the heap. */
  #pop(group: GroupState): Entry | undefined {
    const entry = this.#peek(group);
    if (entry) pop(group.heap, this.#rank);
    return entry;
  }

  #peek(group: GroupState): Entry | undefined {
    for (;;) {
      const top = group.heap[0];
      if (!top) return undefined;
      if (this.#exhausted(top.operator)) pop(group.heap, this.#rank);
      else if (top.stamp !== this.given(top.operator)) {
        pop(group.heap, this.#rank);
        push(group.heap, this.#entry(top.operator), this.#rank);
      } else return top;
    }
  }

  #entry(operator: number): Entry {
    return { operator, score: this.#strategy.score(this.#candidate(operator)), stamp: this.given(operator) };
  }

  #candidate(index: number): Candidate {
    const operator = this.#operators[index];
    if (!operator) throw new Error(`There is no operator ${index}`);
    const given = this.given(index);
    const { id, load, capacity, weight } = operator;
    return { id, load: load + given, capacity, weight, given, lastTurn: this.turn(index) };
  }

  #exhausted(index: number): 'full' | 'day' | 'week' | 'month' | undefined {
    const operator = this.#operators[index];
    if (!operator) return 'full';
    const given = this.given(index);
    const { capacity, load, left } = operator;
    if (capacity !== undefined && load + given + 1 > capacity) return 'full';
    return left && given >= left.count ? left.limit : undefined;
  }

  #retire(operator: number, why: 'full' | 'day' | 'week' | 'month'): void {
    const reason = why === 'full' ? 'full' : `limit-${why}`;
    for (const index of this.#groupsOf[operator] ?? []) {
      const group = this.#groups[index];
      if (!group) continue;
      group.available -= 1;
      group.excluded = { ...group.excluded, [reason]: (group.excluded[reason] ?? 0) + 1 };
    }
  }

  #reason({ members, excluded }: GroupState): WaitingReason {
    if (this.#operators.length === 0) return 'no-operators';
    if (members.length === 0) return excluded['pair'] ? 'nobody-matches' : 'nobody-may-see';
    const full = members.every((member) => this.#exhausted(member) === 'full');
    return full ? 'all-full' : 'all-at-limit';
  }

  #named(score: readonly number[]): { readonly [part: string]: number } {
    return Object.fromEntries(this.#strategy.parts.map(({ id }, index) => [id, score[index] ?? 0]));
  }
}

/** Operators in the order that decides between equal scores: by id, or shuffled by the seed. */
function ranks(operators: readonly MatchOperator[], seed: string | undefined): readonly number[] {
  const key = ({ id }: MatchOperator) =>
    seed === undefined ? id : createHash('sha256').update(`${seed}\n${id}`).digest('hex');
  const order = operators.map((operator, index) => ({ index, key: key(operator) }));
  order.sort((a, b) => (a.key < b.key ? -1 : 1));
  const rank: number[] = [];
  order.forEach(({ index }, place) => {
    rank[index] = place;
  });
  return rank;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function less(a: Entry, b: Entry, rank: readonly number[]): boolean {
  const order = compare(a.score, b.score);
  return order < 0 || (order === 0 && (rank[a.operator] ?? 0) < (rank[b.operator] ?? 0));
}

function push(heap: Entry[], entry: Entry, rank: readonly number[]): void {
  let at = heap.push(entry) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent];
    if (!above || !less(entry, above, rank)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = entry;
}

function pop(heap: Entry[], rank: readonly number[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    const left = heap[child];
    if (!left) break;
    const right = heap[child + 1];
    let least = left;
    if (right && less(right, left, rank)) {
      child += 1;
      least = right;
    }
    if (!less(least, last, rank)) break;
    heap[at] = least;
    at = child;
  }
  heap[at] = last;
}
