/** What a field type may do on the server while its values are written, and what the server lends it for that. */
import type { Text } from '@tenon/documents';
import type { Sql } from '@tenon/expressions';

/** A value that passed the schema of its type, on its way into a record. */
export interface IncomingValue<Value> {
  readonly record: string;
  readonly isNew: boolean;
  /** What the record holds so far, as it is read. */
  readonly before: Value | null;
  /** null where the value is taken away, and for new records that were given none. */
  readonly value: Value | null;
}

/** How a value is kept: `stored` goes to `toDb`; `logged` to the history, where it stays for good. Else why not. */
export type KeptValue =
  | { readonly ok: true; readonly stored: unknown; readonly logged: unknown }
  | { readonly ok: false; readonly message: Text };

export interface FieldKeeping<Options, Value> {
  /** Whether records are asked about that are made without a value. */
  readonly always?: boolean;
  /** `toDb` alone makes of a value what is kept, so that values may come from elsewhere than a write. */
  readonly toDbSuffices?: boolean;
  /**
   * Called in the transaction of the write, before its statement, with the values of one field of many records; answers in
   * their order. Must leave no trace of a value that it refuses.
   */
  keep(
    values: readonly IncomingValue<Value>[],
    options: Options,
    server: FieldServer,
  ): Promise<readonly KeptValue[]>;
}

export interface StoredValue {
  readonly record: string;
  /** ISO 8601 in UTC. */
  readonly createdAt: string;
  /** One database value per column. */
  readonly stored: readonly unknown[];
}

/** Runs in the background, some records at a time, oldest first, until no record meets the condition. */
export interface FieldRenewal<Options> {
  /** Condition over the columns; undefined where nothing can be stale. */
  stale(columns: readonly Sql[], options: Options, server: FieldServer): Sql | undefined;
  /** One database value per column for each; undefined leaves a record as it is. */
  renew(
    values: readonly StoredValue[],
    options: Options,
    server: FieldServer,
  ): Promise<readonly (readonly unknown[] | undefined)[]>;
}

/** What the server lends to a field of an entity. */
export interface FieldServer {
  readonly entity: string;
  readonly field: string;
  /** ISO 8601 in UTC. */
  readonly now: string;
  /** Of the organisation. */
  readonly timeZone: string;
  readonly counters: FieldCounters;
  readonly files: FieldFiles;
  readonly secrets: FieldSecrets;
}

/** Whole numbers that are given out once. `scope` keeps several counters of one field apart. */
export interface FieldCounters {
  /** The first of `count` numbers that nobody else gets, from 1 on. They are spent also when the write fails. */
  take(scope: string, count: number): Promise<number>;
  /** Numbers up to this one are not given out any more. */
  pass(scope: string, number: number): Promise<void>;
}

export interface FieldFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
}

export interface FieldFiles {
  /** Those of the files that the writer may put into a record: his own uploads, and what he may read elsewhere. */
  available(ids: readonly string[]): Promise<ReadonlyMap<string, FieldFile>>;
  /** Which files the field refers to from now on, by record. Files that nothing refers to are removed after a time. */
  refer(files: ReadonlyMap<string, readonly string[]>): Promise<void>;
}

/** All of it fails with `secrets-unavailable` while the keys of this instance are not there. */
export interface FieldSecrets {
  /** Cannot be read nor moved to another record without the keys. */
  seal(text: string, record: string): string;
  unseal(sealed: string, record: string): string;
  /** The same for equal texts of one field; nothing can be learnt from it without the key. */
  fingerprint(text: string): string;
  /** What everything that is sealed with the present key starts with. */
  readonly presentKey: string;
}
