/** Tables as data: what the Model asks for (desired) and what Postgres has (actual). */
import type { Sql, SqlType } from '@tenon/expressions';

export const storageSchemas = ['records', 'segments'] as const;
export type StorageSchema = (typeof storageSchemas)[number];

/** What a table is for; kept as its comment, and so is a column's field. Whatever has no mark is not ours. */
export interface Mark {
  /** What it stores: `account`, `account.name`, or `segmentation:value`. */
  readonly of: string;
  /** `entity`, `segmentation`, or the id of the field type. */
  readonly type: string;
  /** The kind of its values for the rule language (`text`, `id:account`); '' for tables of entities. */
  readonly value: string;
  /** The release that created it. A field that is removed and made anew is another generation. */
  readonly generation: number;
}

export interface ColumnShape {
  readonly name: string;
  readonly type: SqlType;
  readonly collation: 'C' | 'und-x-icu' | undefined;
  readonly notNull: boolean;
  /** Absent for the columns that every table of its kind has. */
  readonly mark: Mark | undefined;
}

export interface DesiredIndex {
  readonly name: string;
  readonly unique: boolean;
  /** What stands between the parentheses. */
  readonly keys: Sql;
  readonly where: Sql | undefined;
  /** Names of the marked columns that it covers. */
  readonly columns: readonly string[];
  /** The field whose uniqueness it keeps. */
  readonly field: string | undefined;
}

export interface DesiredTable {
  readonly schema: StorageSchema;
  readonly name: string;
  readonly mark: Mark;
  readonly columns: readonly ColumnShape[];
  readonly primaryKey: readonly string[];
  readonly indexes: readonly DesiredIndex[];
}

export interface ActualColumn extends Omit<ColumnShape, 'type' | 'collation'> {
  /** As Postgres names it; not only types that we use. */
  readonly type: string;
  readonly collation: string | undefined;
}

export interface ActualIndex {
  readonly name: string;
  readonly unique: boolean;
  /** False while it is built, or when a build broke off. */
  readonly valid: boolean;
  readonly columns: readonly string[];
}

export interface ActualTable {
  readonly schema: StorageSchema;
  readonly name: string;
  /** Absent for tables that somebody else made. */
  readonly mark: Mark | undefined;
  readonly columns: ReadonlyMap<string, ActualColumn>;
  readonly primaryKey: readonly string[];
  readonly indexes: ReadonlyMap<string, ActualIndex>;
  /** It takes no space: never written to. False also for a table whose rows are all gone. */
  readonly empty: boolean;
}

/** Key: `<schema>.<name>`. */
export type DesiredTables = ReadonlyMap<string, DesiredTable>;
export type ActualTables = ReadonlyMap<string, ActualTable>;

export function tableKey(table: { readonly schema: string; readonly name: string }): string {
  return `${table.schema}.${table.name}`;
}

const prefix = 'tenon ';

export function printMark({ of, type, value, generation }: Mark): string {
  return prefix + JSON.stringify({ of, type, value, generation });
}

/** Undefined for comments that are not ours. */
export function parseMark(comment: string | null): Mark | undefined {
  if (!comment?.startsWith(prefix)) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(comment.slice(prefix.length));
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const { of, type, value, generation } = parsed as Record<string, unknown>;
  if (typeof of !== 'string' || typeof type !== 'string' || typeof value !== 'string') return undefined;
  return typeof generation === 'number' ? { of, type, value, generation } : undefined;
}
