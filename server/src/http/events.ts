/**
 * Live updates as server-sent events. What goes out is only which entity changed, never a value: the page asks again
 * through the gate, with its own rights.
 */
import { sql } from '@tenon/expressions';
import type { Response } from 'express';
import type { Viewer } from '../context.ts';
import type { Database } from '../database/index.ts';

export type LiveEvent =
  | { readonly type: 'release'; readonly number: number }
  | { readonly type: 'record'; readonly entity: string }
  | { readonly type: 'tasks' };

export interface LiveEvents {
  subscribe(viewer: Viewer, response: Response): void;
  send(event: LiveEvent): void;
  stop(): Promise<void>;
}

/** At most this many open streams in one process; more are told to come back. */
export const streamLimit = 5_000;
const gatherMs = 400;
const lookMs = 5_000;

export async function createLiveEvents(db: Database): Promise<LiveEvents> {
  const streams = new Map<Response, Viewer>();
  const [start] = await db.query<{ oldest: string }>(
    sql`select pg_snapshot_xmin(pg_current_snapshot())::text as oldest`,
  );
  let since = start?.oldest ?? '0';
  let gathering: NodeJS.Timeout | undefined;

  function send(event: LiveEvent): void {
    const line = `data: ${JSON.stringify(event)}\n\n`;
    for (const [response, viewer] of streams) {
      if (event.type === 'record' && !viewer.access.can(event.entity, 'read')) continue;
      response.write(line);
    }
  }

  // Many changes in a moment become one event per entity. A transaction that committed since the last look is at least
  // as young as the oldest one that was open then, so nothing is missed; an entity told twice is only asked for again.
  async function gather(): Promise<void> {
    gathering = undefined;
    const [look] = await db.query<{ oldest: string; entities: readonly string[] }>(sql`
      select pg_snapshot_xmin(pg_current_snapshot())::text as oldest,
        array(select distinct entity from tenon.changes where tx >= ${sql.value(since, 'xid8')}) as entities`);
    if (!look) return;
    since = look.oldest;
    for (const entity of look.entities) send({ type: 'record', entity });
  }

  const wake = () => {
    gathering ??= setTimeout(() => void gather().catch(() => undefined), gatherMs);
  };
  const stopListening = await db.listen('tenon_changes', wake);
  const stopTasks = await db.listen('tenon_tasks', () => send({ type: 'tasks' }));
  // What a process announces is lost when it dies right after its commit: open pages hear of it at the next look.
  const look = setInterval(() => {
    if (streams.size > 0) wake();
  }, lookMs);
  look.unref();
  const heartbeat = setInterval(() => {
    for (const response of streams.keys()) response.write(': still here\n\n');
  }, 25_000);
  heartbeat.unref();

  return {
    subscribe(viewer, response) {
      if (streams.size >= streamLimit) {
        response.setHeader('Retry-After', '30');
        response.status(503).end();
        return;
      }
      response.writeHead(200, {
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-cache, no-transform',
        'X-Accel-Buffering': 'no',
      });
      response.write('retry: 3000\n\n');
      streams.set(response, viewer);
      response.on('close', () => streams.delete(response));
    },
    send,
    async stop() {
      clearInterval(look);
      clearInterval(heartbeat);
      clearTimeout(gathering);
      for (const response of streams.keys()) response.end();
      await stopListening();
      await stopTasks();
    },
  };
}
