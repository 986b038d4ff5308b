/** What Postgres refused, in words of fields. */
import { textIn } from '@tenon/documents';
import type { Context } from '../context.ts';
import { TenonError } from '../errors.ts';
import { physicalEntity } from '../query/compile/columns.ts';
import { rightsOf } from '../query/rights.ts';
import { isVisible } from '../query/visible.ts';
import { indexName } from '../tables/names.ts';

/** Runs a write; a value that another live record holds becomes `unique-conflict`, naming the field. */
export async function namingConflicts<T>(
  context: Context,
  entity: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw uniqueConflict(context, entity, error) ?? error;
  }
}

function uniqueConflict(context: Context, entity: string, error: unknown): TenonError | undefined {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  if (code !== '23505' || typeof constraint !== 'string') return undefined;
  const { tableName, entity: model } = physicalEntity(context.release, entity);
  const stem = (field: string) => withoutHash(indexName(tableName, `${field}_unique`, ''));
  const field = [...model.fields.values()].find(
    ({ id, unique }) => unique && stem(id) === withoutHash(constraint),
  );
  if (!field) return undefined;
  // A hidden field is not named; that there is a conflict cannot be hidden from who causes it.
  if (!isVisible(field, rightsOf(context))) {
    return new TenonError('unique-conflict', 'Another record holds one of these values', { cause: error });
  }
  const label = textIn(field.label, context.locale.language, field.id);
  return new TenonError('unique-conflict', `Another record holds this value of ${label}`, {
    errors: [
      {
        pointer: `/${field.id}`,
        code: 'not-unique',
        message: `Another record holds this value of '${field.id}'`,
      },
    ],
    cause: error,
  });
}

function withoutHash(name: string): string {
  return name.slice(0, name.lastIndexOf('~'));
}
