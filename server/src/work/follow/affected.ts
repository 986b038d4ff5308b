/** From changed records back, along the routes, to the records whose result may have changed. */
import { type Sql, sql } from '@tenon/expressions';
import type { Queryable } from '../../database/index.ts';
import { physicalEntity, physicalField, valueSql } from '../../query/compile/columns.ts';
import type { LiveRelease } from '../../releases/live.ts';
import type { Route, Step } from './routes.ts';

export interface Change {
  readonly entity: string;
  readonly record_id: string;
  readonly action: 'create' | 'update' | 'delete' | 'restore';
  /** Field → its old and its new value. */
  readonly changes: { readonly [field: string]: readonly [unknown, unknown] };
}

/** Written by the gate with every update, and not told in `changes`. */
const alwaysChanged = ['updated_at', 'updated_by', 'version'];

/** Ids of records of the entity that the routes start from. */
export async function affectedBy(
  db: Queryable,
  release: LiveRelease,
  routes: readonly Route[],
  changes: readonly Change[],
): Promise<ReadonlySet<string>> {
  const affected = new Set<string>();
  for (const route of routes) {
    const touching = changes.filter((change) => touches(route, change));
    if (touching.length === 0) continue;
    await follow(
      db,
      release,
      route.steps,
      touching.map(({ record_id }) => record_id),
      affected,
    );
    const before = formerHolders(release, route, touching);
    if (before.length > 0) await follow(db, release, route.steps.slice(0, -1), before, affected);
  }
  return affected;
}

/** Records from which those steps lead to one of the ids, added to `found`. */
export async function follow(
  db: Queryable,
  release: LiveRelease,
  steps: readonly Step[],
  ids: readonly string[],
  found: Set<string>,
): Promise<void> {
  if (ids.length === 0) return;
  if (steps.length === 0) {
    for (const id of ids) found.add(id);
    return;
  }
  const end = sql`select unnest(${sql.value([...new Set(ids)], 'uuid[]')})`;
  const start = steps.reduceRight<Sql>((set, step) => backwards(release, step, set), end);
  const rows = await db.query<{ id: string | null }>(sql`select distinct id from (${start}) as found (id)`);
  for (const { id } of rows) if (id !== null) found.add(id);
}

function touches({ entity, fields }: Route, change: Change): boolean {
  if (change.entity !== entity) return false;
  if (change.action !== 'update') return true;
  return (
    alwaysChanged.some((field) => fields.has(field)) ||
    Object.keys(change.changes).some((field) => fields.has(field))
  );
}

/** Whom a record belonged to before the field that points back was changed. */
function formerHolders(
  release: LiveRelease,
  { steps }: Route,
  changes: readonly Change[],
): readonly string[] {
  const last = steps.at(-1);
  const storage = last && physicalField(release, last.from, last.field).field.storage;
  if (storage?.kind !== 'inverse') return [];
  return changes.flatMap((change) => {
    const [old] = change.changes[storage.via] ?? [];
    return Array.isArray(old) ? old.map(String) : typeof old === 'string' ? [old] : [];
  });
}

/** Deleted records are walked too: that they are gone is what changed. */
function backwards(release: LiveRelease, { from, field: id }: Step, to: Sql): Sql {
  const field = physicalField(release, from, id);
  if (field.link) return sql`select l.from_id from ${field.link.table} l where l.to_id in (${to})`;
  const { storage } = field.field;
  const x = sql.id('x');
  if (storage.kind !== 'inverse') {
    return sql`select x.id from ${physicalEntity(release, from).table} x where ${valueSql(field, x)} in (${to})`;
  }
  const back = physicalField(release, storage.entity, storage.via);
  if (back.link) return sql`select l.to_id from ${back.link.table} l where l.from_id in (${to})`;
  return sql`select ${valueSql(back, x)} from ${physicalEntity(release, storage.entity).table} x where x.id in (${to})`;
}
