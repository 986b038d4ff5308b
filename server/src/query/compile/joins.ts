/** Left joins to the records that paths walk to, each once, through the rights of the statement. */
import { type Sql, sql } from '@tenon/expressions';
import type { FieldModel } from '@tenon/model';
import { physicalEntity, physicalField, valueSql } from './columns.ts';
import { liveRows, type RuleScope, reachOf } from './sql-context.ts';

export class Joins {
  readonly #scope: RuleScope;
  readonly #root: Sql;
  readonly #aliases = new Map<string, Sql>();
  readonly #parts: Sql[] = [];

  constructor(scope: RuleScope, root: Sql) {
    this.#scope = scope;
    this.#root = root;
  }

  /** Alias of the record that those relations lead to; the root for none. */
  aliasOf(relations: readonly FieldModel[]): Sql {
    const last = relations.at(-1);
    if (!last) return this.#root;
    const key = relations.map(({ id }) => id).join('.');
    const known = this.#aliases.get(key);
    if (known) return known;
    const holder = this.aliasOf(relations.slice(0, -1));
    if (last.relation?.cardinality !== 'one') throw new Error(`${last.id} does not lead to one record`);
    const { release, aliases } = this.#scope;
    const target = last.relation.entity;
    const alias = aliases.next();
    const reference = valueSql(physicalField(release, last.entity, last.id), holder, reachOf(this.#scope));
    this.#parts.push(
      sql`left join ${physicalEntity(release, target).table} ${alias} on ${alias}.id = ${reference} and ${liveRows(this.#scope, target, alias)}`,
    );
    this.#aliases.set(key, alias);
    return alias;
  }

  /** All joins so far, with a space before each. */
  sql(): Sql {
    return this.#parts.length === 0 ? sql.empty : sql` ${sql.join(this.#parts, ' ')}`;
  }
}
