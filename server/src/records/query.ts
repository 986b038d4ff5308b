import type { RecordPage, RecordQuery } from '@tenon/model';
import type { Context } from '../context.ts';
import { authorizeSelect, entityFor } from '../query/authorize.ts';
import type { SelectNode } from '../query/nodes.ts';
import { parseSelect } from '../query/parse.ts';
import { runCount, runSelect } from '../query/run.ts';
import { narrowedByFilters } from '../search/filters.ts';
import { narrowed } from '../search/narrow.ts';
import { withExactMatches } from './keeping/exactly.ts';

export async function queryRecords(
  context: Context,
  entityId: string,
  query: RecordQuery,
): Promise<RecordPage> {
  // Parse.
  const entity = entityFor(context, entityId, 'read');
  const where = await withExactMatches(context, entity, query?.where);
  const asked = where === undefined ? query : { ...query, where };
  const { node, count, shape } = parseSelect(context, entity, asked);

  // Authorize.
  const authorized = authorizeSelect(context, await withIndex(context, node));

  // Run.
  const page = await runSelect(context, authorized, shape);
  if (count === 'none') return page;
  // The last page of a list that was read from its start has been counted by reading it.
  if (node.after === undefined && page.next === null)
    return { ...page, count: { value: page.items.length, exact: true } };
  return { ...page, count: await runCount(context, authorized) };
}

/** The same rows, sooner: the search index tells where the text can be. */
async function withIndex(context: Context, node: SelectNode): Promise<SelectNode> {
  const { search, entity, rows } = node;
  if (!search || rows !== 'live') {
    const among = await narrowedByFilters(context, node);
    return among ? Object.freeze({ ...node, among }) : node;
  }
  const among = await narrowed(context, entity.id, search.fields, search.text);
  return among ? Object.freeze({ ...node, search: { ...search, among } }) : node;
}
