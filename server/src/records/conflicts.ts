/** What Postgres refused, in words of fields. */
import { textIn } from '@tenon/documents';
import type { UniqueModel } from '@tenon/model';
import type { Context } from '../context.ts';
import { type ErrorDetail, TenonError } from '../errors.ts';
import { physicalEntity } from '../query/compile/columns.ts';
import { rightsOf } from '../query/rights.ts';
import { isVisible } from '../query/visible.ts';
import { indexName } from '../tables/names.ts';
import { labelled, listed, say } from './constraints/words.ts';

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
  if (!field) {
    const together = model.constraints.uniques.find(
      ({ id }) => withoutHash(indexName(tableName, `${id}_together`, '')) === withoutHash(constraint),
    );
    return together && togetherConflict(context, together, error);
  }
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

function togetherConflict(context: Context, unique: UniqueModel, cause: unknown): TenonError {
  const errors = sharedTogether(context, unique);
  const message = errors[0]?.message ?? 'Another record holds one of these values';
  return new TenonError('unique-conflict', message, { errors, cause });
}

/** What to say of values that another record shares, at each of the fields that the viewer may see. */
export function sharedTogether(context: Context, { fields, message }: UniqueModel): readonly ErrorDetail[] {
  const seen = fields.filter((field) => isVisible(field, rightsOf(context)));
  const { language } = context.locale;
  const names = seen.map((field) => labelled(context, field).field);
  const text =
    message === undefined
      ? say(context, 'together', { fields: listed(language, names) })
      : textIn(message, language);
  return seen.map(({ id }) => ({ pointer: `/${id}`, code: 'not-unique', message: text }));
}

function withoutHash(name: string): string {
  return name.slice(0, name.lastIndexOf('~'));
}
