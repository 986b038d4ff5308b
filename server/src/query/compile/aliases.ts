import { type Sql, sql } from '@tenon/expressions';

/** Names for the tables of one statement: never the same twice, and the same for the same question. */
export interface Aliases {
  next(): Sql;
}

export function createAliases(prefix = 't'): Aliases {
  let count = 0;
  return { next: () => sql.id(`${prefix}${++count}`) };
}
