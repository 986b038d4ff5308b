/**
 * Who gets what: the engine that a run and a simulation share. Pure: the same input gives the same output, whatever the
 * clock and the database do. All operators stand in one order by score, in which only he who was given a task moves; a
 * record takes the first that is in its group. Groups too small for that are looked through one by one, so that a record
 * costs at most about the square root of the number of operators.
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

interface GroupState {
  readonly members: readonly number[];
  /** By index of operator; undefined for groups that are looked through. */
  readonly isMember: Uint8Array | undefined;
  available: number;
  excluded: { readonly [reason: string]: number };
}

class Pool {
  readonly #operators: readonly MatchOperator[];
  readonly #strategy: AssignmentStrategy;
  readonly #given: number[];
  readonly #turns: (number | undefined)[];
  #lastTurn: number;
  /** Score of each operator as things stand; undefined when he can take no more. */
  readonly #scores: (readonly number[] | undefined)[];
  /** Decides between equal scores. */
  readonly #rank: readonly number[];
  /** Operators that can take more, best first. */
  readonly #order: number[];
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
    const small = Math.sqrt(operators.length);
    this.#groups = groups.map(({ members, excluded }, index) => {
      for (const member of members) this.#groupsOf[member]?.push(index);
      const isMember = members.length <= small ? undefined : new Uint8Array(operators.length);
      for (const member of members) isMember?.fill(1, member, member + 1);
      return { members, isMember, available: members.length, excluded };
    });
    this.#scores = operators.map((_, index) => {
      const reason = this.#exhausted(index);
      if (!reason) return this.#score(index);
      this.#retire(index, reason);
      return undefined;
    });
    this.#order = operators.flatMap((_, index) => (this.#scores[index] ? [index] : []));
    this.#order.sort((a, b) => this.#compare(a, b));
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
    const { best, tie } = group.isMember ? this.#walk(group.isMember) : this.#scan(group.members);
    if (best === undefined) {
      return {
        operator: undefined,
        reason: this.#reason(group),
        candidates,
        excluded,
        score: {},
        tie: false,
      };
    }
    const score = this.#named(this.#scores[best] ?? []);
    this.#give(best);
    return { operator: best, reason: undefined, candidates, excluded, score, tie };
  }

  /** Along the order to the first member, and on to the next one while scores are equal. */
  #walk(isMember: Uint8Array): { readonly best: number | undefined; readonly tie: boolean } {
    let best: number | undefined;
    for (const operator of this.#order) {
      if (best !== undefined && !this.#equal(best, operator)) break;
      if (isMember[operator] !== 1) continue;
      if (best !== undefined) return { best, tie: true };
      best = operator;
    }
    return { best, tie: false };
  }

  #scan(members: readonly number[]): { readonly best: number | undefined; readonly tie: boolean } {
    let best: number | undefined;
    let tie = false;
    for (const member of members) {
      if (!this.#scores[member]) continue;
      const equal = best !== undefined && this.#equal(best, member);
      if (best === undefined || this.#compare(member, best) < 0) {
        best = member;
        tie = equal;
      } else if (equal) tie = true;
    }
    return { best, tie };
  }

  #give(operator: number): void {
    this.#order.splice(this.#place(operator), 1);
    this.#given[operator] = this.given(operator) + 1;
    this.#turns[operator] = ++this.#lastTurn;
    const reason = this.#exhausted(operator);
    if (reason) {
      this.#scores[operator] = undefined;
      this.#retire(operator, reason);
    } else {
      this.#scores[operator] = this.#score(operator);
      this.#order.splice(this.#place(operator), 0, operator);
    }
  }

  /** Where the operator stands in the order, or would. */
  #place(operator: number): number {
    let low = 0;
    let high = this.#order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#compare(this.#order[middle] ?? operator, operator) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #score(index: number): readonly number[] {
    const operator = this.#operators[index];
    if (!operator) throw new Error(`There is no operator ${index}`);
    const { id, load, capacity, weight } = operator;
    const given = this.given(index);
    const candidate: Candidate = {
      id,
      load: load + given,
      capacity,
      weight,
      given,
      lastTurn: this.turn(index),
    };
    const score = this.#strategy.score(candidate);
    if (!score.every((part) => Number.isFinite(part))) {
      throw new Error(`The assignment strategy '${this.#strategy.id}' gave a score that is no number`);
    }
    return score;
  }

  #compare(a: number, b: number): number {
    const order = compareScores(this.#scores[a] ?? [], this.#scores[b] ?? []);
    return order === 0 ? (this.#rank[a] ?? 0) - (this.#rank[b] ?? 0) : order;
  }

  #equal(a: number, b: number): boolean {
    return compareScores(this.#scores[a] ?? [], this.#scores[b] ?? []) === 0;
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
    if (members.length === 0) return excluded.pair ? 'nobody-matches' : 'nobody-may-see';
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

function compareScores(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
