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
    await this.#run(this.#entities, () => sql`e.record_id = ${sql.value(id, 'uuid')}`, limits.kept);
  }

  /** Everything as it was written, or, where that is too much, the best of it. */
  async asWritten(question: Question): Promise<void> {
    for (const terms of question.readings) {
      const written = asWritten(terms);
      const common = await this.#newest(written);
      const rare = this.#entities.filter((entity) => !common.has(entity));
      const capped = new Set([...common, ...(await this.#all(rare, written))]);
      if (capped.size === 0) continue;
      for (const entity of capped) this.#more.add(entity);
      const { id } = this.#context.viewer;
      const most = [...capped];
      await this.#matching(most, asValue(question), limits.kept);
      await this.#matching(most, asTitleStart(question, terms), limits.kept);
      if (common.size === 0) await this.#matching(most, asWordStarts(terms), limits.kept);
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
    const rows = await this.#run(
      this.#entities,
      () => where(conditions),
      limits.kept,
      (entity) => sql`(select * from search.entries where entity = ${entity}
        order by record_id desc limit ${sql.value(limits.newest, 'bigint')})`,
    );
    const counts = new Map<string, number>();
    for (const { entity } of rows) counts.set(entity, (counts.get(entity) ?? 0) + 1);
    return new Set([...counts].flatMap(([entity, count]) => (count >= limits.kept ? [entity] : [])));
  }

  /** Up to the limit of each entity; gives those that have more. */
  async #all(entities: readonly string[], conditions: readonly Condition[]): Promise<readonly string[]> {
    const rows = await this.#matching(entities, conditions, limits.written + 1);
    const counts = new Map<string, number>();
    for (const { entity } of rows) counts.set(entity, (counts.get(entity) ?? 0) + 1);
    return [...counts].flatMap(([entity, count]) => (count > limits.written ? [entity] : []));
  }

  /** A part that is common in one entity is no reason to walk through it for the others: each is asked for by a number. */
  #matching(
    entities: readonly string[],
    conditions: readonly Condition[],
    most: number,
  ): Promise<readonly Candidate[]> {
    return this.#run(entities, (entity) => where([...conditions, ofEntity(entity)]), most);
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
        where e.entity = ${entity} and ${condition(entity)} limit ${limit})`;
    });
    const rows = await this.#tx.query<Candidate>(sql.join(branches, ' union all '));
    for (const row of rows) this.#found.set(`${row.entity} ${row.id}`, row);
    return rows;
  }
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
