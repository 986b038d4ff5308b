/** What is kept beside records because it follows from them, and how: the search index, match keys with their pairs. */
import type { EntityModel } from '@tenon/model';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import type { LiveRelease } from '../../releases/live.ts';

/** A piece of an index that is made by itself: of one entity. */
export interface IndexPart {
  readonly id: string;
  readonly entity: EntityModel;
  /** Ids of the fields that it is made of. */
  readonly reads: ReadonlySet<string>;
  /** Of all that it depends on; where it changes, the part is made anew. */
  readonly digest: string;
}

export interface KeptIndex<Part extends IndexPart> {
  /** Names its cursor, its job, its locks and its states, for good. */
  readonly name: string;
  /** By id. */
  parts(release: LiveRelease): ReadonlyMap<string, Part>;
  /** Changes of the log that are followed in one transaction. */
  readonly changesAtOnce: number;
  /** Records that are looked at in one transaction when a part is made from scratch. */
  readonly recordsAtOnce: number;
  /** Passes over all records by which a part is made, in order. */
  readonly passes: readonly [string, ...string[]];
  /** After changes of those records. Records that are not there, or deleted, lose what is kept of them. */
  follow(context: Context, tx: Transaction, part: Part, ids: readonly string[]): Promise<void>;
  /** One pass over some of the live records. */
  make(context: Context, tx: Transaction, part: Part, pass: string, ids: readonly string[]): Promise<void>;
  /** At the end of a pass: what no live record accounts for goes. */
  finish(context: Context, tx: Transaction, part: Part, pass: string): Promise<void>;
  /** All that is kept of a part that is no more. */
  drop(tx: Transaction, part: string): Promise<void>;
  /** Before those parts are made; what it gives is called when the passes are over or given up. */
  prepare?(context: Context, due: readonly Part[]): Promise<() => Promise<void>>;
  /** Those of the records of which something else is kept than should be. */
  differing(context: Context, part: Part, ids: readonly string[]): Promise<readonly string[]>;
  /** Records of which something is kept although they are not live; at most so many. */
  leftOver(context: Context, part: Part, most: number): Promise<readonly string[]>;
}

/**
 * Until the transaction ends nobody else writes the part. Whoever reads records after it sees what others wrote before, so
 * that no older state overwrites a newer.
 */
export const partLock = (index: string, part: string): string => `${index}:${part}`;
