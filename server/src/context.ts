/** Who asks, under which release, at which moment: the first argument of every operation. */
import type { Language } from '@tenon/documents';
import type { Moment, Row } from '@tenon/expressions';
import type { Access } from '@tenon/model';
import type { Locale } from '@tenon/plugin-api';
import type { Announcing, Database, Transaction } from './database/index.ts';
import type { LiveRelease } from './releases/live.ts';

export interface Viewer {
  /** Record id in the entity `user`; null for the system. */
  readonly id: string | null;
  readonly name: string;
  readonly roles: readonly string[];
  readonly access: Access;
  readonly language: Language;
  readonly timeZone: string;
  /** Values of the user record, for `viewer.*` in rules. Empty for the system. */
  readonly attributes: Row;
}

/** Where a change came from; kept in the history. */
export type Source = 'api' | 'import' | 'task' | 'assignment' | 'bulk' | 'merge' | 'system' | 'command-line';

export interface Context {
  readonly release: LiveRelease;
  readonly viewer: Viewer;
  readonly moment: Moment;
  readonly locale: Locale;
  readonly source: Source;
  readonly db: Database;
  /** Set while inside a transaction; operations called with it join it. */
  readonly tx?: Transaction;
}

/** The same context inside a transaction. */
export function within(context: Context, tx: Transaction): Context {
  return { ...context, tx };
}

/** Where the statements of an operation go: its transaction, or the pool. */
export function queryable(context: Context): Announcing {
  return context.tx ?? context.db;
}
