import type { RecordBody } from '@tenon/model';
import type { Context } from '../context.ts';
import { survivorOf } from '../duplicates/merge/pointer.ts';
import { TenonError } from '../errors.ts';
import { isId } from '../ids.ts';
import { entityFor } from '../query/authorize.ts';
import { ownPaths, parseSelect } from '../query/parse.ts';
import { findRecords, notFound } from './find.ts';

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
  const [found] = isId(id) ? await findRecords(context, entityId, [id], { paths, titles }) : [];
  return found?.record ?? (await explainMissing(context, entityId, id));
}

/** Of a record that was merged, those are told who may read what it became. */
async function explainMissing(context: Context, entityId: string, id: string): Promise<never> {
  const survivor = isId(id) ? await survivorOf(context, entityId, id) : undefined;
  const [readable] = survivor ? await findRecords(context, entityId, [survivor], { paths: [] }) : [];
  if (!survivor || !readable) throw notFound(entityId);
  throw new TenonError('merged', 'This record became part of another', { current: { id: survivor } });
}
