/** Follows the log in the background: woken by notification, with a poll behind it. Any number of processes may. */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '@tenon/expressions';
import type { Context } from '../../context.ts';
import type { Database } from '../../database/index.ts';
import type { SegmentRefresher } from '../segments/segments.ts';
import { consumer, followBatch } from './batch.ts';

const batchSize = 2_000;
/** Changes that come close together are taken together. */
const gatherMs = 150;
const pollMs = 2_000;
const pauseMs = 20;
const statementTimeoutMs = 600_000;

export interface Follower {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Takes all that is there now; for tests and for callers that need what follows at once. */
  catchUp(): Promise<void>;
}

export function createFollower(
  db: Database,
  refresher: SegmentRefresher,
  contextOf: () => Context,
  report: (error: Error) => void,
): Follower {
  let stopped = true;
  let running: Promise<void> = Promise.resolve();
  let unlisten: (() => Promise<void>) | undefined;
  let wake: (() => void) | undefined;

  const step = () =>
    db.transaction((tx) => followBatch(contextOf(), tx, refresher, batchSize), {
      statementTimeoutMs,
      retry: true,
    });

  async function loop(): Promise<void> {
    while (!stopped) {
      let taken: number | undefined = 0;
      try {
        taken = await step();
      } catch (error) {
        report(new Error('The log of changes could not be followed', { cause: error }));
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
      await ensureCursor(db);
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
      await ensureCursor(db);
      const [newest] = await db.query<{ tx: string; id: string }>(
        sql`select tx, id from tenon.changes order by tx desc, id desc limit 1`,
      );
      // A batch may be empty although changes are there: transactions older than theirs still run somewhere.
      while (newest && !(await passed(db, newest))) {
        if (!(await step())) await sleep(pauseMs);
      }
    },
  };
}

async function passed(
  db: Database,
  { tx, id }: { readonly tx: string; readonly id: string },
): Promise<boolean> {
  const rows = await db.query(sql`
    select from tenon.consumers
    where consumer = ${consumer} and (tx, id) >= (${sql.value(tx, 'xid8')}, ${sql.value(id, 'uuid')})`);
  return rows.length > 0;
}

/** A first start begins at the present: what was before is computed from scratch. */
async function ensureCursor(db: Database): Promise<void> {
  await db.query(sql`
    insert into tenon.consumers (consumer, tx, id)
    values (${consumer}, pg_snapshot_xmin(pg_current_snapshot()), '00000000-0000-0000-0000-000000000000')
    on conflict do nothing`);
}
