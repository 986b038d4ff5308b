import type { RecordBody } from '@tenon/model';
import type { Context } from '../context.ts';
import { entityFor } from '../query/authorize.ts';
import { ownPaths, parseSelect } from '../query/parse.ts';
import { findRecord } from './find.ts';

export interface ReadOptions {
  readonly fields?: readonly string[];
  readonly titles?: boolean;
}

export async function readRecord(
  context: Context,
  entityId: string,
  id: string,
  { fields, titles }: ReadOptions = {},
): Promise<RecordBody> {
  // Authorize.
  const entity = entityFor(context, entityId, 'read');
  const paths = fields ? parseSelect(context, entity, { fields }).node.paths : ownPaths(context, entity);

  // Present.
  return (await findRecord(context, entityId, id, { paths, titles })).record;
}
