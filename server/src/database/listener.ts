import pg from 'pg';

type Handler = (payload: string) => void;

const firstPauseMs = 100;
const longestPauseMs = 10_000;

/** One connection of its own for LISTEN, made on first use and made again whenever it is lost. */
export class Listener {
  readonly #config: pg.ClientConfig;
  readonly #report: (error: Error) => void;
  readonly #handlers = new Map<string, Set<Handler>>();
  #client: Promise<pg.Client> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(config: pg.ClientConfig, report: (error: Error) => void) {
    this.#config = config;
    this.#report = report;
  }

  async listen(channel: string, handler: Handler): Promise<() => Promise<void>> {
    const handlers = this.#handlers.get(channel) ?? new Set<Handler>();
    this.#handlers.set(channel, handlers);
    handlers.add(handler);
    const client = await this.#connected();
    await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    return async () => {
      handlers.delete(handler);
      if (handlers.size > 0 || this.#closed || this.#handlers.get(channel) !== handlers) return;
      this.#handlers.delete(channel);
      const current = await this.#client?.catch(() => undefined);
      await current?.query(`UNLISTEN ${current.escapeIdentifier(channel)}`).catch(() => {});
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    const client = await this.#client?.catch(() => undefined);
    await client?.end().catch(() => {});
  }

  #connected(): Promise<pg.Client> {
    this.#client ??= this.#connect().catch((error) => {
      this.#client = undefined;
      throw error;
    });
    return this.#client;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({ ...this.#config, keepAlive: true });
    let lost = false;
    const onLost = (error?: Error) => {
      if (lost) return;
      lost = true;
      if (this.#closed) return;
      if (error) this.#report(error);
      this.#client = undefined;
      this.#reconnect(firstPauseMs);
    };
    client.on('notification', ({ channel, payload = '' }) => this.#deliver(channel, payload));
    await client.connect();
    client.on('error', onLost);
    client.on('end', () => onLost());
    for (const channel of this.#handlers.keys())
      await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    return client;
  }

  #reconnect(pauseMs: number): void {
    this.#retry = setTimeout(() => void this.#tryAgain(pauseMs), pauseMs);
    this.#retry.unref();
  }

  async #tryAgain(pauseMs: number): Promise<void> {
    if (this.#closed) return;
    try {
      await this.#connected();
    } catch {
      this.#reconnect(Math.min(pauseMs * 2, longestPauseMs));
      return;
    }
    for (const channel of this.#handlers.keys()) this.#deliver(channel, '');
  }

  #deliver(channel: string, payload: string): void {
    for (const handler of this.#handlers.get(channel) ?? []) {
      try {
        handler(payload);
      } catch (error) {
        this.#report(error as Error);
      }
    }
  }
}
