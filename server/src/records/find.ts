/** One record as it stands, for those who may read it, with whether they may do more. */
import { type Sql, sql } from '@tenon/expressions';
import type { PathModel, RecordAction, RecordBody } from '@tenon/model';
import { type Context, queryable } from '../context.ts';
import { TenonError } from '../errors.ts';
import { isId } from '../ids.ts';
import { physicalEntity } from '../query/compile/columns.ts';
import { Joins } from '../query/compile/joins.ts';
import { scopeOf } from '../query/compile/select.ts';
import { root, selectJoined, selectTitles } from '../query/compile/selection.ts';
import { rowRule } from '../query/compile/sql-context.ts';
import type { RowsAsked } from '../query/nodes.ts';
import { rightsOf } from '../query/rights.ts';

export interface Found {
  readonly record: RecordBody;
  readonly deleted: boolean;
  /** Whether the row rules of the action let it pass. */
  readonly may: boolean;
}

export interface FindOptions {
  readonly paths: readonly PathModel[];
  readonly action?: RecordAction;
  readonly rows?: RowsAsked;
  readonly titles?: boolean;
  /** Records that the viewer may not read, too: for a record of his own making. */
  readonly unread?: boolean;
  /** Other writers wait until the transaction ends. */
  readonly lock?: boolean;
}

/** Those of the records that exist for the viewer, in no order. */
export async function findRecords(
  context: Context,
  entity: string,
  ids: readonly string[],
  { paths, action = 'read', rows = 'live', titles = false, unread = false, lock = false }: FindOptions,
): Promise<readonly Found[]> {
  const scope = scopeOf(context, rightsOf(context));
  const joins = new Joins(scope, root);
  const selection = selectJoined(scope, paths, joins);
  const named = titles ? selectTitles(scope, paths, joins) : undefined;
  const read = unread ? undefined : rowRule(scope, entity, 'read', root);
  const may = action === 'read' ? undefined : rowRule(scope, entity, action, root);
  const conditions: Sql[] = [];
  const [only] = ids;
  if (ids.length === 1 && only !== undefined) conditions.push(sql`r.id = ${sql.value(only, 'uuid')}`);
  else conditions.push(sql`r.id = any(${sql.value(ids, 'uuid[]')})`);
  if (rows === 'live') conditions.push(sql`r.deleted_at is null`);
  if (rows === 'deleted') conditions.push(sql`r.deleted_at is not null`);
  if (read) conditions.push(read);
  const columns = [
    ...(paths.length > 0 ? [selection.list] : []),
    ...(named?.list ?? []),
    sql`r.deleted_at is not null as "deleted"`,
    may ? sql`coalesce(${may}, false) as "may"` : sql`true as "may"`,
  ];
  const table = physicalEntity(context.release, entity).table;
  const found = await queryable(context).query(
    sql`select ${sql.join(columns)} from ${table} r${joins.sql()} where ${sql.join(conditions, ' and ')}${lock ? sql` for update of r` : sql.empty}`,
  );
  return found.map((row) => {
    const values = selection.read(row);
    const record = named ? { ...values, $titles: named.read(row, context.locale) } : values;
    return { record: record as unknown as RecordBody, deleted: row.deleted === true, may: row.may === true };
  });
}

/** The record, or `not-found`: for one that is not there and for one that may not be read alike. */
export async function findRecord(
  context: Context,
  entity: string,
  id: string,
  options: FindOptions,
): Promise<Found> {
  const [found] = isId(id) ? await findRecords(context, entity, [id], options) : [];
  if (!found) throw notFound(entity);
  return found;
}

export function notFound(entity: string): TenonError {
  return new TenonError('not-found', `There is no such ${entity}`);
}
