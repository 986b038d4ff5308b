/** What people read in place of ids, under the rights of the context. */
import type { Context } from '../context.ts';
import { selectRecords } from '../query/index.ts';
import { asSystem } from './contexts.ts';
import { idIn } from './expressions.ts';

/** Id → title of the records that the viewer may read; others are left out. */
export async function titlesOf(
  context: Context,
  entity: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const model = context.release.model.entities.get(entity);
  const wanted = [...new Set(ids)];
  if (!model || wanted.length === 0 || !context.viewer.access.can(entity, 'read')) return new Map();
  const field = model.titleField;
  const hidden = context.viewer.id !== null && context.viewer.access.hidden(entity).has(field.id);
  const paths = hidden ? [] : [{ path: field.id, steps: [field], field }];
  const records = await selectRecords(context, entity, {
    where: [idIn(entity, wanted)],
    paths,
    limit: wanted.length,
  });
  return new Map(
    records.map((record) => {
      const value = record[field.id];
      const text =
        value === null || value === undefined
          ? record.id
          : field.type.format(value, field.options, context.locale);
      return [record.id, text];
    }),
  );
}

/** Names of users, whoever asks: a task names its operator to all who may see it. */
export function namesOf(
  context: Context,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  return titlesOf(
    asSystem(context),
    'user',
    ids.filter((id) => id !== null),
  );
}
