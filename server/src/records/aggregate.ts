import type { AggregateQuery, AggregateResult } from '@tenon/model';
import type { Context } from '../context.ts';
import { authorizeAggregate, entityFor } from '../query/authorize.ts';
import { parseAggregate } from '../query/parse.ts';
import { runAggregate } from '../query/run-aggregate.ts';

export async function aggregateRecords(
  context: Context,
  entityId: string,
  query: AggregateQuery,
): Promise<AggregateResult> {
  // Parse.
  const node = parseAggregate(context, entityFor(context, entityId, 'read'), query);

  // Authorize and run.
  return await runAggregate(context, authorizeAggregate(context, node));
}
