/** Files: bytes with a name, kept in the database in chunks. Rights are the callers' business. */
import type { Readable } from 'node:stream';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/index.ts';
import { openFile } from './open.ts';
import { keepFiles, removeFiles } from './removal.ts';
import { storeFile } from './store.ts';

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  /** In hex. */
  readonly sha256: string;
}

export type FilePurpose = 'field' | 'import' | 'import-errors' | 'export';

export interface AboutFile {
  readonly name: string;
  /** What the sender says; believed only where the content says nothing else. */
  readonly mediaType?: string;
  readonly purpose: FilePurpose;
  /** In bytes; default `defaultFileLimit`. */
  readonly limit?: number;
}

/** First and last byte, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

export interface OpenedFile {
  readonly file: StoredFile;
  /** Bytes as they are read; a chunk at a time is in memory. */
  readonly content: AsyncIterable<Buffer>;
}

export interface Files {
  /**
   * Streams the content into the database. Fails with `file-too-large` past the limit, and keeps nothing of what did not
   * arrive whole. A file that nothing keeps is removed after a day. Not part of any transaction.
   */
  store(context: Context, content: Readable, about: AboutFile): Promise<StoredFile>;
  /** Fails with `not-found`. Checks no rights. */
  open(context: Context, id: string, range?: ByteRange): Promise<OpenedFile>;
  /** Keeps files from being removed. Fails with `not-found` when one of them is gone. */
  keep(context: Context, tx: Transaction, ids: readonly string[]): Promise<void>;
  /** Removes files with the transaction. */
  remove(context: Context, tx: Transaction, ids: readonly string[]): Promise<void>;
}

export interface FilesDependencies {
  /** ISO 8601 in UTC. */
  readonly now: () => string;
}

export function createFiles({ now }: FilesDependencies): Files {
  return {
    store: (context, content, about) => storeFile(context, content, about, now()),
    open: openFile,
    keep: keepFiles,
    remove: removeFiles,
  };
}
