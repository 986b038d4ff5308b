import type { Transaction } from '../database/index.ts';

/** One attempt at a job, as its handler sees it. */
export interface JobAttempt<Data> {
  readonly id: string;
  readonly data: Data;
  /** 1 for the first. */
  readonly attempt: number;
  /** Aborted when the attempt has lost its claim or the server stops. */
  readonly signal: AbortSignal;
  /**
   * Throws unless this attempt still holds the job, and keeps it from being given to another until the transaction
   * ends: a worker that slept through its lease can't write any more. Call it last, as it holds up the sign of life.
   */
  fence(tx: Transaction): Promise<void>;
}

/** A kind of background work. Jobs are delivered at least once: a handler must be harmless when it runs again. */
export interface JobDefinition<Data> {
  /** Kebab-case, permanent. */
  readonly id: string;
  /** Checks what was stored; throws when it is not what the handler takes. */
  readonly parse: (data: unknown) => Data;
  readonly handler: (attempt: JobAttempt<Data>) => Promise<void>;
  /** Attempts after the first, at growing distances. Default 5. */
  readonly retries?: number;
  /** Keeps a job whose attempts all failed among the dead letters. Default true; false for what a schedule repeats. */
  readonly deadLetter?: boolean;
  /** Longest time for one attempt in seconds. Default 900. */
  readonly expireSeconds?: number;
}

export interface EnqueueOptions {
  /** While a job with this key waits to be started, another is not added. */
  readonly key?: string;
  /** ISO 8601. */
  readonly startAfter?: string;
  /** Adds the job with the transaction: both commit, or neither. */
  readonly tx?: Transaction;
}

export interface Schedule {
  readonly job: string;
  readonly key: string;
  /** Five fields. */
  readonly cron: string;
  readonly timeZone: string;
  readonly data: unknown;
}

export interface DeadLetter {
  readonly id: string;
  readonly job: string;
  readonly data: unknown;
  readonly at: string;
  readonly attempts: number;
  /** What the last attempt failed with. */
  readonly error: string;
}

/** Durable background work on the same database. Any number of processes may run it. */
export interface Jobs {
  /** Must be called before `start`. */
  define<Data>(definition: JobDefinition<Data>): void;
  /** The id of the job, or null when one with its key waits already. */
  enqueue(job: string, data: object, options?: EnqueueOptions): Promise<string | null>;
  /** Repeats a job. Due times that passed while no process ran are caught up once. Same job and key: replaced. */
  schedule(job: string, cron: string, timeZone: string, data: object, key: string): Promise<void>;
  unschedule(job: string, key: string): Promise<void>;
  schedules(job?: string): Promise<readonly Schedule[]>;
  /** Prepares the queue and starts to work jobs; with `work: false` this process only adds them. */
  start(options?: { readonly work?: boolean }): Promise<void>;
  /** Waits for running handlers up to `timeoutMs` (default 10,000); what is cut off is taken up by another. */
  stop(options?: { readonly timeoutMs?: number }): Promise<void>;
  deadLetters(): Promise<readonly DeadLetter[]>;
  /** Puts a dead letter back in its queue. False when there is none of that id. */
  replay(id: string): Promise<boolean>;
}
