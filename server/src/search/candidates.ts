/** Records that may answer, from the index: those that the viewer's row rules let pass, a bounded number of each kind. */
import { type Sql, sql } from '@tenon/expressions';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/index.ts';
import { physicalEntity } from '../query/compile/columns.ts';
import { scopeOf } from '../query/compile/select.ts';
import { liveRows } from '../query/compile/sql-context.ts';
import { rightsOf, rulesOf } from '../query/rights.ts';
import { limits } from './limits.ts';
import {
  asMisspelt,
  asTitleStart,
  asValue,
  asWordStarts,
  asWritten,
  type Condition,
  ofEntity,
  ownedBy,
  type Question,
} from './text/question.ts';

export interface Candidate {
  readonly entity: string;
  readonly id: string;
}

export interface Candidates {
  readonly found: readonly Candidate[];
  /** There are more that nobody looked at. */
  readonly more: ReadonlySet<string>;
}

/** Collects candidates by growing effort; each statement has a bound of its own. */
export class CandidateSearch {
  readonly #context: Context;
  readonly #tx: Transaction;
  readonly #entities: readonly string[];
  readonly #found = new Map<string, Candidate>();
  readonly #more = new Set<string>();
  readonly #asked = new Map<string, Promise<readonly Candidate[]>>();

  constructor(context: Context, tx: Transaction, entities: readonly string[]) {
    this.#context = context;
    this.#tx = tx;
    this.#entities = entities;
  }

  result(): Candidates {
    return { found: [...this.#found.values()], more: this.#more };
  }

  /** Time ran out: there may be more of everything. */
  cutOff(): void {
    for (const entity of this.#entities) this.#more.add(entity);
  }

  /** The record with that id. */
  async byId(id: string): Promise<void> {
    const of = (entity: string) => sql`e.entity = ${entity} and e.record_id = ${sql.value(id, 'uuid')}`;
    await this.#run(this.#entities, of, 1);
  }

  /** Everything as it was written, or, where that is too much, the best of it. */
  async asWritten(question: Question): Promise<void> {
    for (const terms of question.readings) {
      const written = asWritten(terms);
      const common = await this.#newest(written);
      const rare = this.#entities.filter((entity) => !common.has(entity));
      const begun = await this.#all(rare, asWordStarts(terms));
      const inside = await this.#all(
        rare.filter((entity) => !begun.includes(entity)),
        written,
      );
      const most = [...common, ...begun, ...inside];
      if (most.length === 0) continue;
      for (const entity of most) this.#more.add(entity);
      const { id } = this.#context.viewer;
      await this.#matching(most, asValue(question), limits.kept);
      await this.#matching(most, asTitleStart(question, terms), limits.kept);
      if (id !== null) await this.#matching(most, [...written, ownedBy(id)], limits.kept);
    }
  }

  /** With a mistake in a word. */
  async asMisspelt(question: Question): Promise<void> {
    for (const terms of question.readings) {
      const conditions = asMisspelt(terms);
      if (conditions) await this.#matching(this.#entities, conditions, limits.similar);
    }
  }

  /**
   * What matches among the newest records of each entity. Gives the entities where so many do that a look through the
   * whole index would bring more than anybody wants.
   */
  async #newest(conditions: readonly Condition[]): Promise<ReadonlySet<string>> {
    const counts = countsOf(await this.#amongNewest(this.#entities, conditions, limits.newest));
    const common = [...counts].flatMap(([entity, count]) => (count >= limits.common ? [entity] : []));
    await this.#amongNewest(common, conditions, limits.newestOfCommon);
    return new Set(common);
  }

  #amongNewest(
    entities: readonly string[],
    conditions: readonly Condition[],
    newest: number,
  ): Promise<readonly Candidate[]> {
    const source = (entity: string) => sql`(select * from search.entries where entity = ${entity}
      order by record_id desc limit ${sql.value(newest, 'bigint')})`;
    return this.#run(entities, () => where(conditions), limits.kept, source);
  }

  /** Up to the limit of each entity; gives those that have more. */
  async #all(entities: readonly string[], conditions: readonly Condition[]): Promise<readonly string[]> {
    const counts = countsOf(await this.#matching(entities, conditions, limits.written + 1));
    return [...counts].flatMap(([entity, count]) => (count > limits.written ? [entity] : []));
  }

  /**
   * The entity is asked for by its number alone: a part that is common in one is no reason to walk through it for the
   * others, and an index over entities would tempt the planner away from the numbers.
   */
  #matching(
    entities: readonly string[],
    conditions: readonly Condition[],
    most: number,
  ): Promise<readonly Candidate[]> {
    // Two ways to read a question may ask for the same.
    const key = JSON.stringify([entities, conditions, most]);
    const known = this.#asked.get(key);
    if (known) return known;
    const asking = this.#run(entities, (entity) => where([...conditions, ofEntity(entity)]), most);
    this.#asked.set(key, asking);
    return asking;
  }

  async #run(
    entities: readonly string[],
    condition: (entity: string) => Sql,
    most: number,
    source: (entity: string) => Sql = () => sql`search.entries`,
  ): Promise<readonly Candidate[]> {
    if (entities.length === 0) return [];
    const scope = scopeOf(this.#context, rightsOf(this.#context));
    const limit = sql.value(most, 'bigint');
    const branches = entities.map((entity) => {
      const ruled = rulesOf(scope.rights, entity, 'read') !== undefined;
      const r = sql.id('r');
      const joined = ruled
        ? sql` join ${physicalEntity(this.#context.release, entity).table} r on r.id = e.record_id and ${liveRows(scope, entity, r)}`
        : sql.empty;
      return sql`(select e.entity, e.record_id as id from ${source(entity)} e${joined}
        where ${condition(entity)} limit ${limit})`;
    });
    const rows = await this.#tx.query<Candidate>(sql.join(branches, ' union all '));
    // Two numbers may fall together.
    const asked = rows.filter(({ entity }) => entities.includes(entity));
    for (const row of asked) this.#found.set(`${row.entity} ${row.id}`, row);
    return asked;
  }
}

function countsOf(rows: readonly Candidate[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { entity } of rows) counts.set(entity, (counts.get(entity) ?? 0) + 1);
  return counts;
}

function where(conditions: readonly Condition[]): Sql {
  return sql.join(conditions.map(holds), ' and ');
}

function holds(condition: Condition): Sql {
  if ('all' in condition) return contains(condition.all);
  if ('any' in condition) return sql`e.grams && ${numbers(condition.any)}`;
  return sql`(${sql.join(condition.lists.map(contains), ' or ')})`;
}

function contains(list: readonly number[]): Sql {
  return sql`e.grams @> ${numbers(list)}`;
}

function numbers(list: readonly number[]): Sql {
  return sql.value([...list], 'integer[]');
}
