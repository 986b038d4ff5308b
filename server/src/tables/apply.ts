/** Runs changes. Within the publish's transaction: all but what can wait, which `settle` does afterwards. */
import { sql } from '@tenon/expressions';
import type { Queryable } from '../database/index.ts';
import { TenonError } from '../errors.ts';
import { type Carrier, catchUp, openStage } from './carry.ts';
import { type ChangeKind, isCarry, type TableChange } from './changes.ts';
import { defaultPatience, type LockPatience, lockTables } from './locks.ts';
import { canWait } from './order.ts';
import { render } from './render.ts';
import { type StorageSchema, tableKey } from './shape.ts';

export interface ApplyOptions {
  readonly patience?: LockPatience;
  /** Called before each step; what it throws undoes everything. */
  readonly step?: (name: string) => Promise<void>;
  /** False: retirements are made too, not left for later. */
  readonly wait?: boolean;
  /** Works out the values of columns that take over those of others. */
  readonly carrier?: Carrier;
}

/** Up to so many rows a unique index is built within the publish, while writers (not readers) wait. */
export const uniqueWithin = 200_000;

/** Makes the changes, but leaves out and returns those to be made after the commit. */
export async function applyChanges(
  tx: Queryable,
  changes: readonly TableChange[],
  options: ApplyOptions = {},
): Promise<readonly TableChange[]> {
  const later = new Set(options.wait === false ? [] : canWait(changes));
  const early = new Set<TableChange>();
  const fresh = freshColumns(changes);
  const revived = revivedTables(changes);
  for (const change of changes) {
    if (change.kind === 'create_table' && !takesName(change.table, changes)) early.add(change);
    if (change.kind !== 'create_index' || !change.filled) continue;
    const { schema, table, index, broken } = change;
    const aside = revived.get(`${schema}.${table}`);
    const stands = !aside && !index.columns.some((column) => fresh.has(`${schema}.${table}.${column}`));
    if (broken || !index.unique || (await isLarge(tx, schema, aside ?? table))) later.add(change);
    else if (stands) early.add(change);
  }
  const locked = changes.filter((change) => !later.has(change) && !early.has(change));

  // What stops no reader comes before the lock; what needs the lock is quick.
  await runAll(tx, [...early], options);
  await lockTables(tx, lockedBy(locked, changes), options.patience ?? defaultPatience);
  for (const change of locked) {
    if (!isCarry(change)) continue;
    if (!options.carrier) throw new TypeError(`Nobody works out the values of ${change.table}`);
    await options.step?.('catch_up');
    const staged = options.carrier.isStaged(change);
    if (!staged) await openStage(tx, change);
    await catchUp(tx, change, options.carrier, !staged);
  }
  await runAll(tx, locked, options);
  return [...later];
}

async function runAll(tx: Queryable, changes: readonly TableChange[], { step }: ApplyOptions): Promise<void> {
  for (const change of changes) {
    for (const statement of render(change)) {
      await step?.(change.kind);
      try {
        await tx.query(statement);
      } catch (error) {
        throw explained(change, error);
      }
    }
  }
}

/** Columns that these changes make, which no index can cover before. */
function freshColumns(changes: readonly TableChange[]): ReadonlySet<string> {
  const names = changes.flatMap((change) => {
    if (change.kind === 'add_column') return [[change.schema, change.table, change.column.name]];
    if (change.kind === 'carry_columns')
      return change.to.map(({ name }) => [change.schema, change.table, name]);
    if (change.kind === 'convert_column') return [[change.schema, change.table, change.to.name]];
    if (change.kind === 'revive_column') return [[change.schema, change.table, change.column]];
    return [];
  });
  return new Set(names.map((name) => name.join('.')));
}

async function isLarge(tx: Queryable, schema: StorageSchema, table: string): Promise<boolean> {
  const [row] = await tx.query<{ count: string }>(
    sql`select count(*) as count from (select from ${sql.id(schema, table)} limit ${uniqueWithin + 1}) as some_rows`,
  );
  return Number(row?.count) > uniqueWithin;
}

/** Tables that come back, and what they are called until then. */
function revivedTables(changes: readonly TableChange[]): ReadonlyMap<string, string> {
  return new Map(
    changes.flatMap((change) =>
      change.kind === 'revive_table' ? [[`${change.schema}.${change.table}`, change.aside] as const] : [],
    ),
  );
}

/** Whether something has to give up its name first. */
function takesName(table: { schema: StorageSchema; name: string }, changes: readonly TableChange[]): boolean {
  return changes.some(
    (change) =>
      change.kind === 'retire_table' && change.schema === table.schema && change.table === table.name,
  );
}

/** Tables that stand before the changes and are altered by them. */
const alters: { readonly [Kind in ChangeKind]: boolean } = {
  create_table: false,
  retire_table: true,
  revive_table: true,
  add_column: true,
  retire_column: true,
  revive_column: true,
  convert_column: true,
  carry_columns: true,
  carry_pairs: true,
  mark_column: false,
  create_index: false,
  drop_index: true,
};

function lockedBy(
  locked: readonly TableChange[],
  all: readonly TableChange[],
): readonly (readonly [string, string])[] {
  const revived = revivedTables(all);
  const made = new Set(all.map((change) => (change.kind === 'create_table' ? tableKey(change.table) : '')));
  const names = new Map<string, readonly [string, string]>();
  for (const change of locked) {
    if (change.kind === 'create_table' || !alters[change.kind]) continue;
    const { kind, schema, table } = change;
    const key = `${schema}.${table}`;
    // Nobody writes what values are taken from while the rest of them is.
    if (change.kind === 'carry_pairs' || (change.kind === 'carry_columns' && change.pairs !== undefined)) {
      const from = change.kind === 'carry_pairs' ? change.from.table : (change.pairs ?? '');
      names.set(`${schema}.${from}`, [schema, from]);
    }
    if (change.kind === 'carry_pairs') continue;
    if (made.has(key) && kind !== 'retire_table') continue;
    const name = kind === 'retire_table' ? table : (revived.get(key) ?? table);
    names.set(`${schema}.${name}`, [schema, name]);
  }
  return [...names.values()];
}

function explained(change: TableChange, error: unknown): unknown {
  const duplicate = (error as { code?: unknown }).code === '23505';
  if (!duplicate || change.kind !== 'create_index' || !change.index.field) return error;
  const message = `Records of ${change.of} hold equal values in ${change.index.field}, which is to be unique`;
  return new TenonError('invalid-configuration', message, { cause: error });
}
