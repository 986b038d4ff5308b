import type { CompiledSql, Sql } from '@tenon/expressions';
import type { Knex } from 'knex';

export type Row = Record<string, unknown>;

/** Whatever can run a statement. */
export interface Queryable {
  query<R = Row>(statement: Sql): Promise<R[]>;
}

/** A pool or one transaction of it, which can also tell the other processes of what it wrote. */
export interface Announcing extends Queryable {
  /**
   * Wakes those who listen to the channel, in all processes: soon, or once this transaction has committed. Told once for
   * many, and lost when this process dies right after its commit, so that listeners also look by themselves.
   */
  announce(channel: string): void;
}

export interface Transaction extends Announcing {
  /** Rows in batches, by a cursor of this transaction. */
  stream<R = Row>(statement: Sql, batch?: number): AsyncIterable<R[]>;
  /** Runs `work` so that its failure undoes only its own writes. */
  savepoint<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Runs `copy … from stdin` over lines in Postgres's text format, each with its line end. */
  copy(statement: Sql, lines: Iterable<string>): Promise<void>;
  /** Runs the statement of a library that brings its own SQL, as the job queue does. Ours is made by sql`…` alone. */
  foreign(statement: CompiledSql): Promise<Row[]>;
}

export interface TransactionOptions {
  isolation?: 'read committed' | 'repeatable read' | 'serializable';
  readOnly?: boolean;
  /** For each statement; 0 is no limit. Default: the database's. */
  statementTimeoutMs?: number;
  /** Run `work` again (a few times) when Postgres gave up on a conflict with another transaction. */
  retry?: boolean;
}

export interface Database extends Announcing {
  readonly url: string;
  transaction<T>(work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /**
   * A statement on a connection that is kept for this: safe to wait for inside a transaction, when all other connections may
   * be held by transactions that wait as well.
   */
  apart<R = Row>(statement: Sql): Promise<R[]>;
  /** Rows in batches (default 500) by a cursor, in a read-only snapshot of their own. */
  stream<R = Row>(statement: Sql, batch?: number): AsyncIterable<R[]>;
  /**
   * Calls `handler` for each NOTIFY or announcement on the channel until the returned function is called. After a lost connection
   * came back the handler is called once with '', as notifications may have been missed.
   */
  listen(channel: string, handler: (payload: string) => void): Promise<() => Promise<void>>;
  /** Knex over the same connections: for migrations and the builder on our own tables. */
  knex(): Knex;
  /** Ends all connections, and leaves the embedded server if this opened it. */
  close(): Promise<void>;
}
