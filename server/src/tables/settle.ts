/**
 * What a publish leaves for afterwards: indexes of filled tables are built without stopping anybody, and what was retired
 * is moved aside when no request can still be bound to the release before. Any process may run it at any time; killed, it
 * is run again: what is left to do is found by comparing the tables, not remembered.
 */
import { sql } from '@tenon/expressions';
import type { Database, Queryable } from '../database/index.ts';
import { applyChanges } from './apply.ts';
import type { CreateIndex, TableChange } from './changes.ts';
import { diff } from './diff.ts';
import { introspect } from './introspect.ts';
import { defaultPatience, type LockPatience, takePublishLock, withPatience } from './locks.ts';
import { canWait } from './order.ts';
import { createIndex } from './render.ts';
import { listRetired, noteRetired } from './retired.ts';
import { type Session, withSession } from './session.ts';
import type { DesiredTables, StorageSchema } from './shape.ts';

export interface SettleOptions {
  readonly release: number;
  readonly desired: DesiredTables;
  /** Retired before this ISO time: no request uses it any more. */
  readonly before: string;
  readonly patience?: LockPatience;
  /** Whether `release` is still live. */
  readonly stillLive: (tx: Queryable) => Promise<boolean>;
  readonly step?: (name: string) => Promise<void>;
}

const settleLock = 7_218_002;

/** Returns whether nothing is left to do now. Does nothing while another process is at it. */
export async function settle(db: Database, options: SettleOptions): Promise<boolean> {
  return await withSession(db.url, async (session) => {
    const [lock] = await session.query<{ mine: boolean }>(
      sql`select pg_try_advisory_lock(${settleLock}::bigint) as mine`,
    );
    if (!lock?.mine) return false;
    await moveAside(session, options);
    return await buildIndexes(session, options);
  });
}

async function moveAside(session: Session, options: SettleOptions): Promise<void> {
  const { release, desired, before, patience = defaultPatience } = options;
  const due = (await listRetired(session)).filter(({ aside, at }) => aside === undefined && at <= before);
  if (due.length === 0) return;
  const names = new Set(due.map(({ schema, table, column = '' }) => `${schema}.${table}.${column}`));
  await withPatience(patience, () =>
    session.transaction(async (tx) => {
      await takePublishLock(tx, patience);
      if (!(await options.stillLive(tx))) return;
      const { changes } = diff(desired, await introspect(tx), release);
      const moved = canWait(changes).filter((change) => names.has(placeOf(change)));
      await options.step?.('move_aside');
      await applyChanges(tx, moved, { patience, wait: false });
      await noteRetired(tx, moved, { release, at: before, moved: true });
    }),
  );
}

async function buildIndexes(session: Session, options: SettleOptions): Promise<boolean> {
  const { changes } = diff(options.desired, await introspect(session), options.release);
  const missing = changes.filter((change) => change.kind === 'create_index');
  // Left by a build for a release that was replaced while it ran.
  for (const change of changes) {
    if (change.kind === 'drop_index') await dropIndex(session, change.schema, change.index);
  }
  let done = true;
  for (const change of missing) {
    const { schema, table, index } = change;
    await session.query(sql`
      insert into tenon.pending_steps (name, schema_name, table_name, release, since, attempts, tried_at)
      values (${index.name}, ${schema}, ${table}, ${options.release}, now(), 1, now())
      on conflict (name) do update set attempts = tenon.pending_steps.attempts + 1, tried_at = now()`);
    await options.step?.('build_index');
    try {
      await build(session, change);
      await session.query(sql`delete from tenon.pending_steps where name = ${index.name}`);
    } catch (error) {
      done = false;
      const { code, message } = error as { code?: unknown; message: string };
      // The table went away with a newer release, or others hold it: the next run sees to it.
      const text = code === '23505' ? `The values of ${index.field} are not unique: ${message}` : message;
      await session.query(sql`update tenon.pending_steps set error = ${text} where name = ${index.name}`);
    }
  }
  const wanted = missing.map(({ index }) => index.name);
  // A release published meanwhile has noted what it wants itself.
  await session.query(sql`
    delete from tenon.pending_steps where name <> all(${wanted}::text[]) and release <= ${options.release}`);
  return done;
}

/** What broke off is an invalid index of that name. Waits for long transactions at most ten seconds. */
async function build(session: Session, { schema, table, index }: CreateIndex): Promise<void> {
  await dropIndex(session, schema, index.name);
  await session.query(createIndex(schema, table, index, true));
}

async function dropIndex(session: Session, schema: StorageSchema, name: string): Promise<void> {
  await session.query(sql`select set_config('lock_timeout', '10s', false)`);
  await session.query(sql`drop index concurrently if exists ${sql.id(schema, name)}`);
}

function placeOf(change: TableChange): string {
  if (change.kind === 'retire_table') return `${change.schema}.${change.table}.`;
  return change.kind === 'retire_column' ? `${change.schema}.${change.table}.${change.column}` : '';
}
