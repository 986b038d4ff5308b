import { type Sql, sql } from '../sql.ts';

/** The quotient cut after ten decimals: `numeric / numeric` rounds, and by how much depends on its operands. */
export function quotientSql(a: Sql, b: Sql): Sql {
  return sql`(div(${a} * 10000000000, nullif(${b}, 0)) * 0.0000000001)`;
}
