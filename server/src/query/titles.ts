/** What people read in place of ids, for ids that are at hand already. */
import { sql } from '@tenon/expressions';
import { type Context, queryable } from '../context.ts';
import { columnsOf, physicalEntity } from './compile/columns.ts';
import { scopeOf } from './compile/select.ts';
import { titleField } from './compile/selection.ts';
import { liveRows } from './compile/sql-context.ts';
import { rightsOf } from './rights.ts';

/** Titles by id. Records that are deleted, or that the viewer may not read, have none. */
export async function titlesOf(
  context: Context,
  entity: string,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const list = [...new Set(ids)];
  const scope = scopeOf(context, rightsOf(context));
  const title = titleField(scope, entity);
  if (!title || list.length === 0) return new Map();
  const alias = sql.id('r');
  const columns = columnsOf(title, alias);
  const names = columns.map((_column, index) => `f${index}`);
  const selected = columns.map((column, index) => sql`${column} as ${sql.id(names[index] ?? '')}`);
  const rows = await queryable(context).query(
    sql`select r.id, ${sql.join(selected)} from ${physicalEntity(context.release, entity).table} r where r.id = any(${sql.value(list, 'uuid[]')}) and ${liveRows(scope, entity, alias)}`,
  );
  const titles = new Map<string, string>();
  for (const row of rows) {
    const values = names.map((name) => row[name] ?? null);
    if (values.every((value) => value === null)) continue;
    const { type, options } = title.field;
    titles.set(
      String(row.id),
      type.format(title.serverType.fromDb(values, options), options, context.locale),
    );
  }
  return titles;
}
