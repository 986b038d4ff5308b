/** Rows of tenon.imports and what hangs on them. */
import { type Sql, sql } from '@tenon/expressions';
import type {
  ImportBody,
  ImportColumn,
  ImportCounts,
  ImportFormat,
  ImportMapping,
  ImportRowError,
  ImportState,
} from '@tenon/model';
import { copyLine, copyText, escaped, type Queryable, type Transaction } from '../../../database/index.ts';
import { TenonError } from '../../../errors.ts';
import { isId } from '../../../ids.ts';
import type { DraftRow } from '../row.ts';

export interface StoredImport extends ImportCounts {
  readonly id: string;
  readonly entity: string;
  readonly state: ImportState;
  /** Null for a file that was taken in one transaction, and not kept. */
  readonly file_id: string | null;
  readonly file_name: string | null;
  readonly file_size: string | null;
  readonly content_sha256: string | null;
  readonly format: ImportFormat | null;
  readonly columns: readonly ImportColumn[] | null;
  readonly mapping: ImportMapping;
  readonly total: number | null;
  /** Row of the file that was the last to be taken. */
  readonly position: number;
  readonly message: string | null;
  readonly undone: ImportBody['undo'];
  readonly errors: readonly ImportRowError[];
  readonly by_id: string | null;
  readonly by_name?: string | null;
  readonly created_at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
}

const shownErrors = 100;

export async function findImport(db: Queryable, id: string, lock = false): Promise<StoredImport | undefined> {
  if (!isId(id)) return undefined;
  const [found] = await db.query<StoredImport>(
    sql`select i.* from tenon.imports i where i.id = ${id}${lock ? sql` for update` : sql.empty}`,
  );
  return found;
}

/** The latest first. */
export async function listImports(
  db: Queryable,
  {
    by,
    entities,
    after,
    limit,
  }: { by: string | null | undefined; entities: readonly string[]; after?: string; limit: number },
): Promise<StoredImport[]> {
  const conditions = [sql`i.entity = any(${sql.value(entities, 'text[]')})`, sql`i.state <> 'ready'`];
  if (by !== undefined) conditions.push(sql`i.by_id = ${by}`);
  if (after !== undefined) conditions.push(sql`i.id < ${after}`);
  return await db.query<StoredImport>(
    sql`select i.* from tenon.imports i where ${sql.join(conditions, ' and ')} order by i.id desc limit ${limit}`,
  );
}

export async function firstErrors(db: Queryable, id: string): Promise<readonly ImportRowError[]> {
  const rows = await db.query<{ errors: ImportRowError[] }>(
    sql`select errors from tenon.import_errors where import = ${id} order by row limit ${shownErrors}`,
  );
  return rows.flatMap(({ errors }) => errors).slice(0, shownErrors);
}

/** Changes the row when it is in one of those states; false when it is not. */
export async function changeImport(
  db: Queryable,
  id: string,
  from: readonly ImportState[],
  sets: readonly Sql[],
): Promise<boolean> {
  try {
    const changed = await db.query(
      sql`update tenon.imports set ${sql.join(sets)} where id = ${id} and state = any(${sql.value(from, 'text[]')}) returning id`,
    );
    return changed.length > 0;
  } catch (error) {
    const { code, constraint } = error as { code?: unknown; constraint?: unknown };
    if (code !== '23505' || constraint !== 'imports_once') throw error;
    throw new TenonError(
      'state-conflict',
      'This very file was imported before; with a key in the mapping it can be imported again',
      { cause: error },
    );
  }
}

export const countSets = (counts: ImportCounts): Sql[] =>
  (['rows', 'created', 'updated', 'unchanged', 'failed'] as const).map(
    (name) => sql`${sql.id(name)} = ${sql.value(counts[name], 'integer')}`,
  );

export const noCounts: ImportCounts = { rows: 0, created: 0, updated: 0, unchanged: 0, failed: 0 };

/** Remembers that the transaction wrote for the import. */
export async function rememberChunk(tx: Transaction, id: string, undone = false): Promise<void> {
  await tx.query(
    sql`insert into tenon.import_chunks (import, tx, undone) values (${id}, pg_current_xact_id(), ${undone}) on conflict do nothing`,
  );
}

/** Whether anything is in that was not taken back. */
export async function hasWritten(tx: Transaction, id: string): Promise<boolean> {
  const [found] = await tx.query(
    sql`select 1 from tenon.import_chunks where import = ${id} and not undone limit 1`,
  );
  return found !== undefined;
}

export async function addErrors(tx: Transaction, id: string, rows: readonly DraftRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.copy(
    sql`copy tenon.import_errors (import, row, cells, errors) from stdin`,
    rows.map(({ row, cells, errors }) =>
      copyLine([id, String(row), copyText(cells.map(storable), 'jsonb'), copyText(errors, 'jsonb')]),
    ),
  );
}

/** Postgres keeps neither NUL nor half of a surrogate pair. */
const storable = (text: string) => text.replaceAll('\0', '').toWellFormed();

export interface OpenReference {
  readonly row: number;
  readonly field: string;
  readonly record: string;
  readonly name: string;
}

export async function addReferences(
  tx: Transaction,
  id: string,
  open: readonly OpenReference[],
): Promise<void> {
  if (open.length === 0) return;
  await tx.copy(
    sql`copy tenon.import_references (import, row, field, record_id, name) from stdin`,
    open.map(({ row, field, record, name }) => copyLine([id, String(row), field, record, escaped(name)])),
  );
}
