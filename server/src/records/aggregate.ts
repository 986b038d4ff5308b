import type { AggregateQuery, AggregateResult } from '@tenon/model';
import type { Context } from '../context.ts';
import { authorizeAggregate, entityFor } from '../query/authorize.ts';
import { parseAggregate } from '../query/parse.ts';
import { runAggregate } from '../query/run-aggregate.ts';
import { withExactMatches } from './keeping/exactly.ts';

export async function aggregateRecords(
  context: Context,
  entityId: string,
  query: AggregateQuery,
): Promise<AggregateResult> {
  // Parse.
  const entity = entityFor(context, entityId, 'read');
  const where = await withExactMatches(context, entity, query?.where);
  const node = parseAggregate(context, entity, where === undefined ? query : { ...query, where });

  // Authorize and run.
  return await runAggregate(context, authorizeAggregate(context, node));
}
