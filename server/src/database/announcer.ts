import type { Pool } from 'pg';

/** Shortest time between two announcements; what is announced meanwhile goes out together. */
const pauseMs = 25;

/**
 * Tells listeners that something was committed. Postgres commits transactions with a NOTIFY one after the other, each
 * waiting for the disk, so a write does not carry its own: one small transaction speaks for all writes of a moment.
 */
export class Announcer {
  readonly #pool: Pool;
  readonly #report: (error: Error) => void;
  readonly #channels = new Set<string>();
  #running: Promise<void> | undefined;

  constructor(pool: Pool, report: (error: Error) => void) {
    this.#pool = pool;
    this.#report = report;
  }

  announce(channel: string): void {
    this.#channels.add(channel);
    this.#running ??= this.#run();
  }

  /** Waits until all that was announced has gone out. */
  async close(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#channels.size > 0) {
      const channels = [...this.#channels];
      this.#channels.clear();
      // Nothing is lost when the server dies before this is on disk: the listeners died with it.
      await this.#pool
        .query({
          name: 'announce',
          text: `select set_config('synchronous_commit', 'off', true), pg_notify(channel, '') from unnest($1::text[]) as channel`,
          values: [channels],
        })
        .catch(this.#report);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    this.#running = undefined;
  }
}
