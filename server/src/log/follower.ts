/**
 * Follows the log of changes in the background, with a cursor of its own: woken by notification, with a poll behind it.
 * Any number of processes may; each stretch of the log is taken by one.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '@tenon/expressions';
import type { Database, Transaction } from '../database/index.ts';

export interface LoggedChange {
  readonly id: string;
  readonly tx: string;
  readonly entity: string;
  readonly record_id: string;
  readonly action: 'create' | 'update' | 'delete' | 'restore';
  /** Field → its old and its new value. */
  readonly changes: { readonly [field: string]: readonly [unknown, unknown] };
  /** The one that it was written under. */
  readonly release: number;
}

export interface LogFollower {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Takes all that is there now; for tests and for callers that need what follows at once. */
  catchUp(): Promise<void>;
}

export interface LogFollowerOptions {
  readonly db: Database;
  /** Names the cursor. */
  readonly consumer: string;
  /** Changes that are taken at once. */
  readonly batchSize: number;
  /**
   * Brings what follows from the changes in step, in one transaction with the cursor. False when this process is not the one
   * to do it: the cursor stays.
   */
  readonly take: (tx: Transaction, changes: readonly LoggedChange[]) => Promise<boolean>;
  readonly report: (error: Error) => void;
}

/** Changes that come close together are taken together. */
const gatherMs = 150;
const pollMs = 2_000;
const pauseMs = 20;
const statementTimeoutMs = 600_000;

export function createLogFollower(options: LogFollowerOptions): LogFollower {
  const { db, consumer, batchSize, report } = options;
  let stopped = true;
  let running: Promise<void> = Promise.resolve();
  let unlisten: (() => Promise<void>) | undefined;
  let wake: (() => void) | undefined;

  const step = () => db.transaction((tx) => takeBatch(tx, options), { statementTimeoutMs, retry: true });

  async function loop(): Promise<void> {
    while (!stopped) {
      let taken: number | undefined = 0;
      try {
        taken = await step();
      } catch (error) {
        report(new Error(`The log of changes could not be followed for ${consumer}`, { cause: error }));
      }
      if (taken === batchSize || stopped) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollMs);
        wake = () => {
          clearTimeout(timer);
          setTimeout(resolve, gatherMs);
        };
      });
      wake = undefined;
    }
  }

  return {
    async start() {
      if (!stopped) return;
      stopped = false;
      await ensureCursor(db, consumer);
      unlisten = await db.listen('tenon_changes', () => wake?.());
      running = loop();
    },
    async stop() {
      stopped = true;
      wake?.();
      await running;
      await unlisten?.();
      unlisten = undefined;
    },
    async catchUp() {
      await ensureCursor(db, consumer);
      const [newest] = await db.query<{ tx: string; id: string }>(
        sql`select tx, id from tenon.changes order by tx desc, id desc limit 1`,
      );
      // A batch may be empty although changes are there: transactions older than theirs still run somewhere.
      while (newest && !(await passed(db, consumer, newest))) {
        if (!(await step())) await sleep(pauseMs);
      }
    },
  };
}

/** How many changes were taken; undefined when another process is at it, 0 also when this one is not to do it. */
async function takeBatch(
  tx: Transaction,
  { consumer, batchSize, take }: LogFollowerOptions,
): Promise<number | undefined> {
  const [cursor] = await tx.query<{ tx: string; id: string }>(
    sql`select tx, id from tenon.consumers where consumer = ${consumer} for update skip locked`,
  );
  if (!cursor) return undefined;
  // Transactions that still run may commit rows that sort before: wait until none older is left.
  const changes = await tx.query<LoggedChange>(sql`
    select id, tx, entity, record_id, action, changes, release from tenon.changes
    where (tx, id) > (${sql.value(cursor.tx, 'xid8')}, ${sql.value(cursor.id, 'uuid')})
      and tx < pg_snapshot_xmin(pg_current_snapshot())
    order by tx, id limit ${sql.value(batchSize, 'bigint')}`);
  const last = changes.at(-1);
  if (!last) return 0;
  if (!(await take(tx, changes))) return 0;
  await tx.query(sql`
    update tenon.consumers set tx = ${sql.value(last.tx, 'xid8')}, id = ${sql.value(last.id, 'uuid')}
    where consumer = ${consumer}`);
  return changes.length;
}

async function passed(
  db: Database,
  consumer: string,
  { tx, id }: { readonly tx: string; readonly id: string },
): Promise<boolean> {
  const rows = await db.query(sql`
    select from tenon.consumers
    where consumer = ${consumer} and (tx, id) >= (${sql.value(tx, 'xid8')}, ${sql.value(id, 'uuid')})`);
  return rows.length > 0;
}

/** A first start begins at the present: what was before is computed from scratch. */
async function ensureCursor(db: Database, consumer: string): Promise<void> {
  await db.query(sql`
    insert into tenon.consumers (consumer, tx, id)
    values (${consumer}, pg_snapshot_xmin(pg_current_snapshot()), '00000000-0000-0000-0000-000000000000')
    on conflict do nothing`);
}
