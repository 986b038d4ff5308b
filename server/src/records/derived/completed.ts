/** What a written record is with its computed fields, which no RETURNING can tell: roll-ups follow the write. */
import { sql } from '@tenon/expressions';
import type { PathModel, RecordBody } from '@tenon/model';
import { type Context, queryable } from '../../context.ts';
import { physicalEntity } from '../../query/compile/columns.ts';
import { Joins } from '../../query/compile/joins.ts';
import { scopeOf } from '../../query/compile/select.ts';
import { root, selectJoined } from '../../query/compile/selection.ts';

export async function withComputed(
  context: Context,
  entity: string,
  record: RecordBody,
  paths: readonly PathModel[],
): Promise<RecordBody> {
  const computed = paths.filter(({ field }) => field.computed);
  if (computed.length === 0) return record;
  const scope = scopeOf(context, 'system');
  const joins = new Joins(scope, root);
  const selection = selectJoined(scope, computed, joins);
  const { table } = physicalEntity(context.release, entity);
  const [row] = await queryable(context).query(
    sql`select ${selection.list} from ${table} ${root}${joins.sql()} where ${root}.id = ${sql.value(record.id, 'uuid')}`,
  );
  return row ? { ...record, ...selection.read(row) } : record;
}

/** Paths whose values a statement that writes can give back. */
export function storedPaths(context: Context, paths: readonly PathModel[]): readonly PathModel[] {
  if (paths.every(({ field }) => !field.computed)) return paths;
  const known = context.release.memo(
    'records:stored-paths',
    () => new WeakMap<readonly PathModel[], readonly PathModel[]>(),
  );
  let stored = known.get(paths);
  if (!stored) {
    stored = paths.filter(({ field }) => !field.computed);
    known.set(paths, stored);
  }
  return stored;
}
