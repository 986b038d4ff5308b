/** Runs expressions over every customer of a world, in memory and on Postgres. */
import {
  type CheckedExpression,
  type Language,
  type Moment,
  readValue,
  type Sql,
  sql,
  type ValueType,
  writeValue,
} from '@tenon/expressions';
import { type World, worldContext } from '@tenon/expressions/testing';
import type { Database } from '@tenon/server/database';
import { tablesContext } from './tables.ts';

/** Results per expression, in the order of the world's customers. */
export type Results = readonly (readonly unknown[])[];

export function inMemory(
  language: Language,
  expressions: readonly CheckedExpression[],
  world: World,
  moment: Moment,
): Results {
  const contexts = world.customer.map(worldContext(world, moment));
  return expressions.map((expression) => contexts.map((context) => language.evaluate(expression, context)));
}

/** `where` puts each condition where a condition stands in a query; the result is whether the row passes. */
export async function onPostgres(
  db: Database,
  language: Language,
  expressions: readonly CheckedExpression[],
  world: World,
  moment: Moment,
  form: 'value' | 'where' = 'value',
): Promise<Results> {
  const selected = expressions.map((expression, index) => {
    const compiled = language.toSql(expression, tablesContext(world, moment), form);
    const shown =
      form === 'where'
        ? sql`case when ${compiled} then true else false end`
        : asText(compiled, expression.root.type);
    return sql`${shown} as ${sql.id(`e${index}`)}`;
  });
  const rows = await db.query<{ [column: string]: unknown }>(
    sql`select root.id::text, ${sql.join(selected)} from law.customer root`,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return expressions.map(({ root }, index) =>
    world.customer.map(({ id }) => writeValue(readValue(byId.get(id)?.[`e${index}`], root.type), root.type)),
  );
}

/** Free of how the driver reads a type. */
function asText(value: Sql, type: ValueType): Sql {
  if (type.kind === 'datetime')
    return sql`to_char((${value}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  return type.kind === 'boolean' ? value : sql`(${value})::text`;
}
