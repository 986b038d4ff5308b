import type { Context } from '../context.ts';
import { TenonError } from '../errors.ts';
import { entityFor } from '../query/authorize.ts';
import { ownPaths } from '../query/parse.ts';
import { findRecord } from './find.ts';
import type { RecordsDependencies } from './operation.ts';
import { conflict, requireVersion } from './update.ts';
import { updateRecord } from './write.ts';

const attempts = 20;

/** Deleted records stay where they are, unseen, until they are restored. */
export async function deleteRecord(
  deps: RecordsDependencies,
  context: Context,
  entityId: string,
  id: string,
  { version }: { version: number | 'any' },
): Promise<void> {
  // Authorize.
  const paths = ownPaths(context, entityFor(context, entityId, 'delete'));

  for (let attempt = 1; ; attempt++) {
    const { record, may } = await findRecord(context, entityId, id, { paths, action: 'delete' });
    if (!may) throw new TenonError('not-allowed', `You may not delete this record of ${entityId}`);
    requireVersion(version, record);

    // Write.
    const write = {
      entity: entityId,
      id,
      action: 'delete',
      values: new Map(),
      changes: {},
      version: record.version,
      at: deps.now(),
    } as const;
    if (await updateRecord(context, write, paths)) return;
    if (attempt === attempts) throw conflict(record);
  }
}
