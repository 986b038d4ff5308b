/** What stays of an import: its row in tenon.imports. */
import { type Sql, sql } from '@tenon/expressions';
import type { ImportMapping, ImportResult } from '@tenon/model';
import type { Context } from '../../context.ts';
import type { Queryable } from '../../database/index.ts';
import { TenonError } from '../../errors.ts';

/**
 * Opens the row of an import in one transaction, and closes those of imports whose process died: a running one holds a lock (see
 * `holdImport`) that Postgres frees with its connection.
 */
export async function openImport(
  context: Context,
  id: string,
  entity: string,
  mapping: ImportMapping,
  at: string,
): Promise<void> {
  await context.db.query(
    sql`with died as (update tenon.imports set state = 'failed', finished_at = ${sql.value(at, 'timestamptz')} where state = 'running' and file_id is null and pg_try_advisory_xact_lock(${lockOf(sql`id`)})) insert into tenon.imports (id, entity, state, mapping, keyed, by_id, release, started_at) values (${sql.value(id, 'uuid')}, ${sql.value(entity, 'text')}, 'running', ${sql.value(JSON.stringify(mapping), 'jsonb')}, ${sql.value(mapping.key !== undefined, 'boolean')}, ${sql.value(context.viewer.id, 'uuid')}, ${sql.value(context.release.number, 'integer')}, ${sql.value(at, 'timestamptz')})`,
  );
}

/** Says until the end of the transaction that the import is at work. */
export async function holdImport(tx: Queryable, id: string): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(${lockOf(sql.value(id, 'uuid'))})`);
}

function lockOf(id: Sql): Sql {
  return sql`hashtextextended('tenon.imports ' || ${id}::text, 0)`;
}

/** In the transaction of the records when they are written, so that both are there or neither is. */
export async function closeImport(
  db: Queryable,
  result: ImportResult,
  digest: string | null,
  at: string,
): Promise<void> {
  const count = (value: number) => sql.value(value, 'integer');
  try {
    await db.query(
      sql`update tenon.imports set state = ${sql.value(result.state, 'text')}, content_sha256 = ${sql.value(digest, 'text')}, rows = ${count(result.rows)}, created = ${count(result.created)}, updated = ${count(result.updated)}, unchanged = ${count(result.unchanged)}, failed = ${count(result.failed)}, errors = ${sql.value(JSON.stringify(result.errors), 'jsonb')}, finished_at = ${sql.value(at, 'timestamptz')} where id = ${sql.value(result.import, 'uuid')}`,
    );
  } catch (error) {
    const { code, constraint } = error as { code?: unknown; constraint?: unknown };
    if (code !== '23505' || constraint !== 'imports_once') throw error;
    throw alreadyImported(error);
  }
}

function alreadyImported(cause: unknown): TenonError {
  return new TenonError(
    'state-conflict',
    'This very file was imported before; with a key in the mapping it can be imported again',
    { cause },
  );
}
