import type { RecordBody } from '@tenon/model';
import type { Context } from '../context.ts';
import { TenonError } from '../errors.ts';
import { entityFor } from '../query/authorize.ts';
import { ownPaths } from '../query/parse.ts';
import { namingConflicts } from './conflicts.ts';
import { underConstraints } from './constraints/index.ts';
import { findRecord } from './find.ts';
import type { RecordsDependencies } from './operation.ts';
import { conflict } from './update.ts';
import { updateRecord } from './write.ts';

/** Brings a deleted record back as it was. Refused while a live record holds one of its unique values. */
export async function restoreRecord(
  deps: RecordsDependencies,
  context: Context,
  entityId: string,
  id: string,
): Promise<RecordBody> {
  // Authorize.
  const paths = ownPaths(context, entityFor(context, entityId, 'restore'));
  const { record, deleted, may } = await findRecord(context, entityId, id, {
    paths,
    action: 'restore',
    rows: 'any',
  });
  if (!may) throw new TenonError('not-allowed', `You may not restore this record of ${entityId}`);
  if (!deleted) throw new TenonError('state-conflict', 'The record is not deleted');

  // Write.
  const write = {
    entity: entityId,
    id,
    action: 'restore',
    values: new Map(),
    changes: {},
    version: record.version,
    at: deps.now(),
  } as const;
  const draft = { id, action: 'restore', before: record, values: write.values } as const;
  const written = await underConstraints(context, entityId, [draft], (held) =>
    namingConflicts(held, entityId, () => updateRecord(held, write, paths)),
  );
  if (!written) throw conflict(record);
  return written;
}
