/** From changed records back, along the routes, to the records whose result may have changed. */
import { type Sql, sql } from '@tenon/expressions';
import type { Context } from '../../context.ts';
import type { Queryable } from '../../database/index.ts';
import { createAliases } from '../compile/aliases.ts';
import { physicalEntity, physicalField, type Reach, valueSql } from '../compile/columns.ts';
import { reachOf } from '../compile/sql-context.ts';
import type { Route, Step } from './routes.ts';

export interface Change {
  readonly entity: string;
  readonly record_id: string;
  readonly action: 'create' | 'update' | 'delete' | 'restore';
  /** Field → its old and its new value. */
  readonly changes: { readonly [field: string]: readonly [unknown, unknown] };
  /** A new record that others may have referred to before it was there. */
  readonly reserved?: boolean;
}

/** Written by the gate with every update, and not told in `changes`. */
const alwaysChanged = ['updated_at', 'updated_by', 'version'];

type Reading = Pick<Context, 'release' | 'moment'>;

/** Ids of records of the entity that the routes start from. */
export async function affectedBy(
  context: Reading,
  db: Queryable,
  routes: readonly Route[],
  changes: readonly Change[],
): Promise<ReadonlySet<string>> {
  const affected = new Set<string>();
  for (const route of routes) {
    const touching = changes.filter((change) => touches(route, change));
    if (touching.length === 0) continue;
    await followChanges(context, db, route, touching, affected);
  }
  return affected;
}

async function followChanges(
  context: Reading,
  db: Queryable,
  route: Route,
  touching: readonly Change[],
  found: Set<string>,
): Promise<void> {
  await follow(context, db, route.steps, idsOf(touching), found);
  const before = formerHolders(context, route, touching);
  if (before.length > 0) await follow(context, db, route.steps.slice(0, -1), before, found);
}

/** The records whose result those changes at the end of the route may alter, as queries for their ids. */
export function affectedSets(context: Reading, route: Route, touching: readonly Change[]): readonly Sql[] {
  const before = formerHolders(context, route, touching);
  return [
    leadingTo(context, route.steps, idsOf(touching)),
    ...(before.length > 0 ? [leadingTo(context, route.steps.slice(0, -1), before)] : []),
  ];
}

/** Records from which those steps lead to one of the ids, added to `found`. */
export async function follow(
  context: Reading,
  db: Queryable,
  steps: readonly Step[],
  ids: readonly string[],
  found: Set<string>,
): Promise<void> {
  if (ids.length === 0) return;
  if (steps.length === 0) {
    for (const id of ids) found.add(id);
    return;
  }
  const rows = await db.query<{ id: string | null }>(
    sql`select distinct id from (${leadingTo(context, steps, ids)}) as found (id)`,
  );
  for (const { id } of rows) if (id !== null) found.add(id);
}

function leadingTo(context: Reading, steps: readonly Step[], ids: readonly string[]): Sql {
  const end = sql`select unnest(${sql.value([...new Set(ids)], 'uuid[]')})`;
  const reach = reachOf({ ...context, aliases: createAliases('c') });
  return steps.reduceRight<Sql>((set, step) => backwards(context, step, set, reach), end);
}

const idsOf = (changes: readonly Change[]) => changes.map(({ record_id }) => record_id);

/** Whether a change is one that the end of the route is about. */
export function touches({ entity, fields }: Route, change: Change): boolean {
  if (change.entity !== entity) return false;
  if (change.action !== 'update') return true;
  return (
    alwaysChanged.some((field) => fields.has(field)) ||
    Object.keys(change.changes).some((field) => fields.has(field))
  );
}

/** Whom a record belonged to before the field that points back was changed. */
function formerHolders(
  { release }: Reading,
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
function backwards({ release }: Reading, { from, field: id }: Step, to: Sql, reach: Reach): Sql {
  const field = physicalField(release, from, id);
  if (field.link) return sql`select l.from_id from ${field.link.table} l where l.to_id in (${to})`;
  const { storage } = field.field;
  const x = sql.id('x');
  if (storage.kind !== 'inverse') {
    return sql`select x.id from ${physicalEntity(release, from).table} x where ${valueSql(field, x, reach)} in (${to})`;
  }
  const back = physicalField(release, storage.entity, storage.via);
  if (back.link) return sql`select l.to_id from ${back.link.table} l where l.from_id in (${to})`;
  return sql`select ${valueSql(back, x)} from ${physicalEntity(release, storage.entity).table} x where x.id in (${to})`;
}
