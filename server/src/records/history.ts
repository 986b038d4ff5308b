import { sql } from '@tenon/expressions';
import type { HistoryEntry } from '@tenon/model';
import { type Context, queryable } from '../context.ts';
import { TenonError } from '../errors.ts';
import { isId } from '../ids.ts';
import { entityFor } from '../query/authorize.ts';
import { invalidCursor } from '../query/cursor.ts';
import { limits } from '../query/limits.ts';
import { can, rightsOf } from '../query/rights.ts';
import { findRecord } from './find.ts';
import { type ChangeRow, changeColumns, presentChanges, tellsSomething } from './past/changes.ts';

export interface HistoryPage {
  readonly items: readonly HistoryEntry[];
  readonly next: string | null;
}

export interface HistoryOptions {
  readonly after?: string;
  readonly limit?: number;
  /** Only entries that changed this field. */
  readonly field?: string;
  /** Only entries by this user. */
  readonly by?: string;
}

/** What happened to a record, newest first, as far as the viewer may see it now. */
export async function recordHistory(
  context: Context,
  entityId: string,
  id: string,
  { after, limit = limits.defaultPageSize, field, by }: HistoryOptions = {},
): Promise<HistoryPage> {
  // Authorize: of a deleted record those may know who may restore it.
  const entity = entityFor(context, entityId, 'read');
  const rows = can(rightsOf(context), entityId, 'restore') ? 'any' : 'live';
  await findRecord(context, entityId, id, { paths: [], rows });
  if (!Number.isInteger(limit) || limit < 1 || limit > limits.historyPage) {
    throw new TenonError('limit-exceeded', `A page of history has 1 to ${limits.historyPage} entries`);
  }
  if (after !== undefined && !isId(after)) throw invalidCursor();

  // Run.
  const c = sql.id('c');
  const where = [
    sql`c.entity = ${sql.value(entityId, 'text')} and c.record_id = ${sql.value(id, 'uuid')}`,
    tellsSomething(entity, c),
    ...(after === undefined ? [] : [sql`c.id < ${sql.value(after, 'uuid')}`]),
    // A hidden field is one that nothing ever happened to.
    ...(field === undefined
      ? []
      : [isHidden(field) ? sql`false` : sql`c.changes ? ${sql.value(field, 'text')}`]),
    ...(by === undefined ? [] : [isId(by) ? sql`c.by_id = ${sql.value(by, 'uuid')}` : sql`false`]),
  ];
  const found = await queryable(context).query<ChangeRow>(
    sql`select ${changeColumns(c)} from tenon.changes c where ${sql.join(where, ' and ')} order by c.id desc limit ${sql.value(limit + 1, 'bigint')}`,
  );
  const more = found.length > limit;
  if (more) found.pop();

  // Present.
  const next = more ? (found.at(-1)?.id ?? null) : null;
  return { items: await presentChanges(context, entity, found), next };

  function isHidden(name: string): boolean {
    return entity.entity.fields.has(name) && !entity.fields.has(name);
  }
}
