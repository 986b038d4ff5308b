/** Tables of a release, within the transaction that makes it live. */
import { sql } from '@tenon/expressions';
import type { Model } from '@tenon/model';
import type { ServerRegistry } from '@tenon/plugin-api';
import type { Queryable } from '../database/index.ts';
import { TenonError } from '../errors.ts';
import { applyChanges } from '../tables/apply.ts';
import type { Carrier } from '../tables/carry.ts';
import type { TableChange } from '../tables/changes.ts';
import { duplicates } from '../tables/checks.ts';
import { desire } from '../tables/desire.ts';
import { diff, type Sources, type TableDiff } from '../tables/diff.ts';
import { introspect } from '../tables/introspect.ts';
import type { LockPatience } from '../tables/locks.ts';
import { physicalOf } from '../tables/physical.ts';
import { forgetRevived, noteRetired } from '../tables/retired.ts';
import type { ActualTables, DesiredTables } from '../tables/shape.ts';
import { foreignTables } from '../tables/up-to-date.ts';

export interface Target {
  readonly model: Model;
  readonly registry: ServerRegistry;
  /** The release under whose number changes are made. */
  readonly release: number;
  /** Generations that are meant; what they do not name is new. */
  readonly generations: ReadonlyMap<string, number>;
  /** Where fields take their values from. */
  readonly sources?: Sources;
}

export interface Comparison extends TableDiff {
  readonly desired: DesiredTables;
  readonly actual: ActualTables;
}

/** What the tables lack of a target. */
export async function compareTables(db: Queryable, target: Target): Promise<Comparison> {
  const desired = desire(target.model, physicalOf(target.model, target.registry), target);
  const actual = await introspect(db);
  return { ...diff(desired, actual, target.release, target.sources), desired, actual };
}

export interface EnactOptions {
  readonly at: string;
  readonly patience: LockPatience;
  readonly step: (name: string) => Promise<void>;
  /** Which of the changes to make; all by default. */
  readonly only?: (change: TableChange) => boolean;
  readonly carrier?: Carrier;
}

/** Changes the tables and keeps the books. Returns the generations that are now in force. */
export async function enact(
  tx: Queryable,
  target: Target,
  { at, patience, step, only = () => true, carrier }: EnactOptions,
): Promise<ReadonlyMap<string, number>> {
  const { foreign, generations, actual, ...found } = await compareTables(tx, target);
  if (foreign.length > 0) throw foreignTables(foreign);
  const changes = found.changes.filter(only);
  const problems = await duplicates(tx, { changes, actual, pointerTo: () => '' });
  if (problems.length > 0) {
    const message = 'Records hold equal values in a field that is to be unique';
    throw new TenonError('invalid-configuration', message, { problems });
  }
  const later = new Set(await applyChanges(tx, changes, { patience, step, carrier }));
  const { release } = target;
  await step('retired');
  await noteRetired(
    tx,
    changes.filter((change) => !later.has(change)),
    { release, at, moved: true },
  );
  await noteRetired(tx, [...later], { release, at, moved: false });
  await forgetRevived(tx, generations);
  for (const change of later) {
    if (change.kind !== 'create_index') continue;
    await tx.query(sql`
      insert into tenon.pending_steps (name, schema_name, table_name, release, since)
      values (${change.index.name}, ${change.schema}, ${change.table}, ${release}, ${at})
      on conflict (name) do update set release = excluded.release`);
  }
  return generations;
}
