/** The one gate of records. No other code reads or writes a table of schema `records`. */

import type { Readable } from 'node:stream';
import type {
  AggregateQuery,
  AggregateResult,
  BulkRequest,
  HistoryEntry,
  ImportMapping,
  ImportResult,
  RecordBody,
  RecordPage,
  RecordQuery,
  StageTimes,
} from '@tenon/model';
import type { Context } from '../context.ts';
import type { ExportOptions } from './export.ts';

export type Values = { readonly [field: string]: unknown };

export interface Records {
  read(
    context: Context,
    entity: string,
    id: string,
    options?: { fields?: readonly string[]; titles?: boolean },
  ): Promise<RecordBody>;
  query(context: Context, entity: string, query: RecordQuery): Promise<RecordPage>;
  aggregate(context: Context, entity: string, query: AggregateQuery): Promise<AggregateResult>;
  create(context: Context, entity: string, values: Values): Promise<RecordBody>;
  /** The value behind a mask; needs `reveal_secrets`, and is noted. */
  reveal(
    context: Context,
    entity: string,
    id: string,
    field: string,
  ): Promise<{ readonly value: string | null }>;
  /** `version` guards against lost updates: 409 with the present values when another is in force. */
  update(
    context: Context,
    entity: string,
    id: string,
    patch: Values,
    options: { version: number | 'any' },
  ): Promise<RecordBody>;
  delete(context: Context, entity: string, id: string, options: { version: number | 'any' }): Promise<void>;
  restore(context: Context, entity: string, id: string): Promise<RecordBody>;
  bulk(context: Context, entity: string, request: BulkRequest): Promise<{ readonly affected: number }>;
  history(
    context: Context,
    entity: string,
    id: string,
    options?: { after?: string; limit?: number; field?: string; by?: string },
  ): Promise<{ readonly items: readonly HistoryEntry[]; readonly next: string | null }>;
  /** Since when a record is in its stage, and how long it was in others; `not-found` where there are no stages. */
  stageTimes(context: Context, entity: string, id: string): Promise<StageTimes>;
  /** Reads CSV or XLSX as a stream, in one transaction; `progress` hears of each batch. */
  import(
    context: Context,
    entity: string,
    csv: Readable,
    mapping: ImportMapping,
    progress?: (rows: number) => void,
  ): Promise<ImportResult>;
  /** A file as a stream of pieces, no faster than they are taken. */
  export(
    context: Context,
    entity: string,
    query: Pick<RecordQuery, 'where' | 'search' | 'sort' | 'fields'>,
    options?: ExportOptions,
  ): AsyncIterable<string | Uint8Array>;
}
