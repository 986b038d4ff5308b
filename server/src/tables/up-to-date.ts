/** Brings the tables to a model without a release around it: the smallest use of the whole chain. */
import type { Model } from '@tenon/model';
import type { ServerRegistry } from '@tenon/plugin-api';
import type { Database } from '../database/index.ts';
import { TenonError } from '../errors.ts';
import { applyChanges } from './apply.ts';
import type { TableChange } from './changes.ts';
import { desire } from './desire.ts';
import { diff } from './diff.ts';
import { introspect } from './introspect.ts';
import { physicalOf } from './physical.ts';

/** Makes what is missing, for release 1. Returns what it changed: nothing the second time. */
export async function createTables(
  db: Database,
  model: Model,
  registry: ServerRegistry,
): Promise<readonly TableChange[]> {
  return await db.transaction(async (tx) => {
    const options = { release: 1, generations: new Map<string, number>() };
    const tables = desire(model, physicalOf(model, registry), options);
    const { changes, foreign } = diff(tables, await introspect(tx), options.release);
    if (foreign.length > 0) throw foreignTables(foreign);
    await applyChanges(tx, changes);
    return changes;
  });
}

/** Somebody else's tables lie where ours would; they are never touched. */
export function foreignTables(names: readonly string[]): TenonError {
  const message = `These exist in the database but were not made by Tenon, and are left alone: ${names.join(', ')}`;
  return new TenonError('invalid-configuration', message);
}
