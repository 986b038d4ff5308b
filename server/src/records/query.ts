import type { RecordPage, RecordQuery } from '@tenon/model';
import type { Context } from '../context.ts';
import { authorizeSelect, entityFor } from '../query/authorize.ts';
import { parseSelect } from '../query/parse.ts';
import { runCount, runSelect } from '../query/run.ts';

export async function queryRecords(
  context: Context,
  entityId: string,
  query: RecordQuery,
): Promise<RecordPage> {
  // Parse.
  const { node, count, shape } = parseSelect(context, entityFor(context, entityId, 'read'), query);

  // Authorize.
  const authorized = authorizeSelect(context, node);

  // Run.
  const page = await runSelect(context, authorized, shape);
  if (count === 'none') return page;
  // The last page of a list that was read from its start has been counted by reading it.
  if (node.after === undefined && page.next === null)
    return { ...page, count: { value: page.items.length, exact: true } };
  return { ...page, count: await runCount(context, authorized) };
}
