import type { BulkMatch } from '@tenon/model';
import type { Context } from '../context.ts';
import { TenonError } from '../errors.ts';
import { authorizeSelect, entityFor } from '../query/authorize.ts';
import { limits } from '../query/limits.ts';
import { parseSelect } from '../query/parse.ts';
import { runSelect } from '../query/run.ts';
import { withExactMatches } from './keeping/exactly.ts';

/** Ids of all records that match, as long as they are as many as the asker saw: nobody changes what they don't know of. */
export async function idsMatching(
  context: Context,
  entityId: string,
  { where: asked, search, count }: BulkMatch,
): Promise<readonly string[]> {
  const entity = entityFor(context, entityId, 'read');
  const where = await withExactMatches(context, entity, asked);
  const { node } = parseSelect(context, entity, {
    fields: ['id'],
    ...(where !== undefined && { where }),
    ...(search !== undefined && { search }),
  });
  const { items, next } = await runSelect(
    context,
    authorizeSelect(context, { ...node, limit: limits.bulkMatching }),
    '',
  );
  if (next !== null)
    throw new TenonError(
      'limit-exceeded',
      `More than ${limits.bulkMatching} records match: narrow the filter`,
    );
  if (items.length !== count)
    throw new TenonError('state-conflict', `${items.length} records match now, and not ${count}: look again`);
  return items.map(({ id }) => id);
}
