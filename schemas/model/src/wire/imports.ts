/** Files that become records. */

/** How a file is read. What is absent is told from its bytes. */
export interface ImportFormat {
  readonly kind: 'csv' | 'xlsx';
  /** Of CSV. */
  readonly encoding?:
    | 'utf-8'
    | 'utf-16le'
    | 'utf-16be'
    | 'gb18030'
    | 'big5'
    | 'shift_jis'
    | 'euc-kr'
    | 'windows-1250'
    | 'windows-1251'
    | 'windows-1252';
  /** Of CSV. */
  readonly delimiter?: ',' | ';' | '\t' | '|';
  /** Of XLSX: the sheet that is read, and those that there are. */
  readonly sheet?: string;
  readonly sheets?: readonly string[];
}

/** Where the value of a field comes from: a column of the file, or the same for every row. */
export interface ImportField {
  /** Name of the column; a name that comes twice is `Name`, `Name (2)`. */
  readonly column?: string;
  /** In place of a column: text that every row has. */
  readonly constant?: string;
  /** Text in the file → text to read instead: {"GTXPro": "GTX Pro"}. */
  readonly values?: { readonly [from: string]: string };
  /** Text to read for everything that `values` does not name, but for empty cells. */
  readonly otherwise?: string;
  /** Text to read for empty cells. */
  readonly empty?: string;
  /** Take spaces away at both ends. */
  readonly trim?: boolean;
  /** Order of the parts of dates, where it is not year, month, day. */
  readonly dates?: 'ymd' | 'dmy' | 'mdy';
  /** The sign before the decimals of numbers; the other one groups digits. */
  readonly decimal?: '.' | ',';
  /** What divides several values in one cell; `;` with quotes as in exports when absent. */
  readonly separator?: string;
  /**
   * For relations: the unique or title field of the other entity to find it by (its title field when absent), or fields
   * that are unique together there, with `columns` for each of them.
   */
  readonly by?: string | readonly string[];
  /** In place of a column, for a relation that is found by several fields: a column for each, in their order. */
  readonly columns?: readonly string[];
  /** For relations: what to do when nothing is found. `error` by default. */
  readonly missing?: 'error' | 'create' | 'empty';
}

/** How a file becomes records; of `tenon import --map FILE`, of POST records/{entity}/import and of imports. */
export interface ImportMapping {
  /** By field id. Columns of the same name or label are found without it. */
  readonly fields?: { readonly [field: string]: ImportField };
  /**
   * Field whose value says which record a row is; rows found update it, others create. Must be unique. Several fields say
   * it together, in upper or lower case alike where `uniques` of the entity ignore it.
   */
  readonly key?: string | readonly string[];
  /** A key that comes again in the file: `update` writes over what its first row wrote (default). */
  readonly repeats?: 'update' | 'error';
  /** `upsert` with a key, else `create`. */
  readonly mode?: 'create' | 'update' | 'upsert';
  /** Columns of the file that are left out on purpose. */
  readonly ignore?: readonly string[];
  /** Rows in error: leave them out and go on, or refuse the whole file (default). */
  readonly onError?: 'stop' | 'skip';
  readonly dryRun?: boolean;
}

export interface ImportRowError {
  /** Counts the header as 1. */
  readonly row: number;
  readonly column: string | null;
  /** The field that is wrong where the file has no column for it. */
  readonly field?: string;
  readonly code: string;
  readonly message: string;
  readonly value?: string;
}

/** Of POST records/{entity}/import: one file in one transaction. */
export interface ImportResult {
  readonly import: string;
  readonly state: 'running' | 'done' | 'failed' | 'checked';
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
  /** At most 100. */
  readonly errors: readonly ImportRowError[];
}

/**
 * `ready`: sent and analysed. `checking`: a dry run. `stopped`: cancelled, and what is in stays; run it again to go on. `undone`: what it
 * wrote is taken back.
 */
export type ImportState =
  | 'ready'
  | 'checking'
  | 'checked'
  | 'running'
  | 'stopped'
  | 'done'
  | 'failed'
  | 'undoing'
  | 'undone';

export interface ImportCounts {
  /** Rows of the file so far, the header not counted. */
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
}

export interface ImportColumn {
  readonly name: string;
  /** The first values that differ. */
  readonly samples: readonly string[];
  /** The field that it seems to be for; null when none does. */
  readonly field: string | null;
}

/** An import as a durable thing: GET imports/{id}. */
export interface ImportBody {
  readonly id: string;
  readonly entity: string;
  readonly state: ImportState;
  readonly file: { readonly name: string; readonly size: number };
  readonly format: ImportFormat;
  readonly columns: readonly ImportColumn[];
  readonly mapping: ImportMapping;
  /** Rows in the file without its header: exact after a check or a run, before an estimate; null while nobody knows. */
  readonly total: number | null;
  /** Of the check or run that is under way or was the last. */
  readonly counts: ImportCounts;
  /** At most 100; the rest is in the file of errors. */
  readonly errors: readonly ImportRowError[];
  /** Why it failed as a whole. */
  readonly message: string | null;
  /** What taking it back did; null when nobody asked for it. `left` were changed since, and stay as they are. */
  readonly undo: { readonly deleted: number; readonly putBack: number; readonly left: number } | null;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

export interface ImportPage {
  readonly items: readonly ImportBody[];
  readonly next: string | null;
}

/** GET imports/{id}/values?column=…: what a column holds, the most frequent first. */
export interface ImportColumnValues {
  readonly items: readonly { readonly value: string; readonly count: number }[];
  /** More values than are listed, or more rows than were read. */
  readonly more: boolean;
}
