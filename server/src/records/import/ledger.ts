/** What stays of an import: its row in tenon.imports. */
import { sql } from '@tenon/expressions';
import type { ImportMapping, ImportResult } from '@tenon/model';
import type { Context } from '../../context.ts';
import type { Queryable } from '../../database/index.ts';
import { TenonError } from '../../errors.ts';

export async function openImport(
  context: Context,
  id: string,
  entity: string,
  mapping: ImportMapping,
  at: string,
): Promise<void> {
  await context.db.query(
    sql`insert into tenon.imports (id, entity, state, mapping, keyed, by_id, release, started_at) values (${sql.value(id, 'uuid')}, ${sql.value(entity, 'text')}, 'running', ${sql.value(JSON.stringify(mapping), 'jsonb')}, ${sql.value(mapping.key !== undefined, 'boolean')}, ${sql.value(context.viewer.id, 'uuid')}, ${sql.value(context.release.number, 'integer')}, ${sql.value(at, 'timestamptz')})`,
  );
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
