import type { PathModel, RecordBody } from '@tenon/model';
import type { Context } from '../context.ts';
import { authorizeSelect, entityFor } from '../query/authorize.ts';
import { parseSelect } from '../query/parse.ts';
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
  const paths: readonly PathModel[] = authorizeSelect(
    context,
    parseSelect(context, entity, { fields }).node,
  ).paths;

  // Present.
  return (await findRecord(context, entityId, id, { paths, titles })).record;
}
