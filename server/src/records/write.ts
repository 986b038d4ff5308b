/**
 * Statements that write records. Each writes the record, its links and its row in the log at once, so that neither is
 * ever there without the other; listeners hear of it after the commit.
 */
import { type Sql, sql } from '@tenon/expressions';
import type { PathModel, RecordBody } from '@tenon/model';
import type { ColumnSpec } from '@tenon/plugin-api';
import { type Context, queryable } from '../context.ts';
import type { Transaction } from '../database/index.ts';
import { concernsBlocking, guardDuplicates } from '../duplicates/guard.ts';
import { newId } from '../ids.ts';
import { physicalEntity } from '../query/compile/columns.ts';
import { type Selection, selectOwn } from '../query/compile/selection.ts';
import type { PhysicalField } from '../tables/physical.ts';
import { hasDerived, initialValues, keepDerived, storedPaths, withComputed } from './derived/index.ts';
import { keepAllValues, needsKeeping } from './keeping/keep.ts';
import { inTransaction } from './operation.ts';

export type Action = 'create' | 'update' | 'delete' | 'restore';
/** Field → its old and its new value. */
export type Changes = { readonly [field: string]: readonly [unknown, unknown] };

export interface Write {
  readonly entity: string;
  readonly id: string;
  readonly action: Action;
  /** Values by field id, in canonical form; links among them. */
  readonly values: ReadonlyMap<string, unknown>;
  readonly changes: Changes;
  /** The version that is written over; it counts one up. */
  readonly version: number;
  readonly at: string;
  /** Set when field types have had the values: see keeping/. */
  readonly kept?: boolean;
}

const written = sql.id('written');

/** Inserts a record at version 1 and gives it back by those paths. */
export async function insertRecord(
  context: Context,
  write: Omit<Write, 'version' | 'action'>,
  paths: readonly PathModel[],
): Promise<RecordBody> {
  const { entity, values } = write;
  return await withDerived(context, { ...write, action: 'create' }, paths, async (held, stored) => {
    if (!needsKeeping(held, entity, true, values)) return await insertKept(held, write, stored);
    return await inTransaction(held, async (within) => {
      const [kept = write] = await keepAllValues(within, entity, true, [write]);
      return await insertKept(within, kept, stored);
    });
  });
}

/** A write with the roll-ups that follow from it; its record comes back with its computed fields. */
async function withDerived<Result extends RecordBody | undefined>(
  context: Context,
  write: Pick<Write, 'entity' | 'id' | 'action' | 'changes'>,
  paths: readonly PathModel[],
  work: (context: Context, stored: readonly PathModel[]) => Promise<Result>,
): Promise<Result> {
  const { entity } = write;
  const follows = hasDerived(context, entity, write) || concernsBlocking(context, entity, write);
  const whole = async (held: Context): Promise<Result> => {
    const record = await work(held, storedPaths(held, paths));
    if (record === undefined) return record;
    if (follows && held.tx) await guardDuplicates(held, held.tx, entity, [write]);
    if (follows && held.tx) await keepDerived(held, held.tx, entity, [write]);
    return (await withComputed(held, entity, record, paths)) as Result;
  };
  return follows ? await inTransaction(context, whole) : await whole(context);
}

async function insertKept(
  context: Context,
  write: Omit<Write, 'version' | 'action'>,
  paths: readonly PathModel[],
): Promise<RecordBody> {
  const { entity, id, at, values } = write;
  const physical = physicalEntity(context.release, entity);
  const by = sql.value(context.viewer.id, 'uuid');
  const when = sql.value(at, 'timestamptz');
  const names: Sql[] = ['id', 'created_at', 'created_by', 'updated_at', 'updated_by', 'version'].map((name) =>
    sql.id(name),
  );
  const operands: Sql[] = [sql.value(id, 'uuid'), when, by, when, by, sql`1`];
  const initial = initialValues(context.release, entity);
  for (const [column, operand] of assignments(context, entity, new Map([...initial, ...values]))) {
    names.push(column);
    operands.push(operand);
  }
  const selection = selectOwn(context.release, paths);
  const steps = [
    sql`written as (insert into ${physical.table} as r (${sql.join(names)}) values (${sql.join(operands)}) returning ${selection.list}, r.id as "id", r.version as "version")`,
    ...linkSteps(context, entity, values, 'insert'),
    logStep(context, { ...write, action: 'create' }),
  ];
  return await runWrite(context, steps, selection, write);
}

/** Updates a record that is live and still at that version; undefined when it is not. */
export async function updateRecord(
  context: Context,
  write: Write,
  paths: readonly PathModel[],
): Promise<RecordBody | undefined> {
  const { entity, values } = write;
  return await withDerived(context, write, paths, async (held, stored) => {
    if (!needsKeeping(held, entity, false, values)) return await updateKept(held, write, stored);
    return await orNothing(held, async (within) => {
      const [kept = write] = await keepAllValues(within, entity, false, [write]);
      return await updateKept(within, kept, stored);
    });
  });
}

/** What gives nothing leaves nothing. */
async function orNothing<T>(
  context: Context,
  work: (context: Context) => Promise<T | undefined>,
): Promise<T | undefined> {
  const nothing = new Error('Nothing came of it');
  const attempt = async (tx: Transaction): Promise<T> => {
    const result = await work({ ...context, tx });
    if (result === undefined) throw nothing;
    return result;
  };
  try {
    return await (context.tx?.savepoint(attempt) ?? context.db.transaction(attempt, { retry: true }));
  } catch (error) {
    if (error === nothing) return undefined;
    throw error;
  }
}

async function updateKept(
  context: Context,
  write: Write,
  paths: readonly PathModel[],
): Promise<RecordBody | undefined> {
  const { entity, values, at, action } = write;
  const physical = physicalEntity(context.release, entity);
  const when = sql.value(at, 'timestamptz');
  const sets = [
    sql`updated_at = ${when}`,
    sql`updated_by = ${sql.value(context.viewer.id, 'uuid')}`,
    sql`version = r.version + 1`,
    ...[...assignments(context, entity, values)].map(([column, operand]) => sql`${column} = ${operand}`),
  ];
  if (action === 'delete') sets.push(sql`deleted_at = ${when}`);
  if (action === 'restore') sets.push(sql`deleted_at = null`);
  const state = action === 'restore' ? sql`r.deleted_at is not null` : sql`r.deleted_at is null`;
  const selection = selectOwn(context.release, paths);
  const steps = [
    sql`written as (update ${physical.table} as r set ${sql.join(sets)} where r.id = ${sql.value(write.id, 'uuid')} and r.version = ${sql.value(write.version, 'integer')} and ${state} returning ${selection.list}, r.id as "id", r.version as "version")`,
    ...linkSteps(context, entity, values, 'replace'),
    logStep(context, write),
  ];
  return await runWrite<RecordBody | undefined>(context, steps, selection, write);
}

async function runWrite<Result extends RecordBody | undefined>(
  context: Context,
  steps: readonly Sql[],
  selection: Selection,
  { entity, values }: Pick<Write, 'entity' | 'values'>,
): Promise<Result> {
  const statement = sql`with ${sql.join(steps)} select * from written`;
  const db = queryable(context);
  const [result] = await db.query(statement);
  if (!result) return undefined as Result;
  db.announce('tenon_changes');
  const record = selection.read(result);
  const links = linksOf(context, entity);
  // Links were written beside the row, where RETURNING does not see them.
  for (const [field, value] of values) if (links.has(field) && field in record) record[field] = value;
  return record as Result;
}

function linksOf(context: Context, entity: string): ReadonlySet<string> {
  return context.release.memo(`records:links:${entity}`, () => {
    const { fields } = physicalEntity(context.release, entity);
    return new Set([...fields.values()].filter(({ link }) => link).map(({ field }) => field.id));
  });
}

/** Columns with what goes into them. */
function* assignments(
  context: Context,
  entity: string,
  values: ReadonlyMap<string, unknown>,
): Generator<[Sql, Sql]> {
  const { fields } = physicalEntity(context.release, entity);
  for (const [id, value] of values) {
    const field = fields.get(id);
    if (!field || field.link) continue;
    const parts = dbValues(field, value);
    for (const [index, { name, spec }] of field.columns.entries()) {
      yield [sql.id(name), sql.value(forDriver(spec, parts[index] ?? null), spec.type)];
    }
  }
}

/** One database value per column; all null for an empty value. */
export function dbValues({ serverType, field, columns }: PhysicalField, value: unknown): readonly unknown[] {
  return value === null || value === undefined
    ? columns.map(() => null)
    : serverType.toDb(value, field.options);
}

/** The driver takes lists for arrays, so JSON goes as text. */
function forDriver(spec: ColumnSpec, value: unknown): unknown {
  return spec.type === 'jsonb' && value !== null ? JSON.stringify(value) : value;
}

function linkSteps(
  context: Context,
  entity: string,
  values: ReadonlyMap<string, unknown>,
  mode: 'insert' | 'replace',
): Sql[] {
  const { fields } = physicalEntity(context.release, entity);
  const steps: Sql[] = [];
  for (const [id, value] of values) {
    const link = fields.get(id)?.link;
    if (!link) continue;
    const ids = sql.value(Array.isArray(value) ? value : [], 'uuid[]');
    const name = steps.length;
    if (mode === 'replace') {
      steps.push(
        sql`${sql.id(`gone${name}`)} as (delete from ${link.table} l using written where l.from_id = written.id and l.to_id <> all(${ids}))`,
      );
    }
    steps.push(
      sql`${sql.id(`linked${name}`)} as (insert into ${link.table} (from_id, to_id) select written.id, other from written, unnest(${ids}) as other on conflict do nothing)`,
    );
  }
  return steps;
}

function logStep(
  context: Context,
  { entity, action, changes, at }: Pick<Write, 'entity' | 'action' | 'changes' | 'at'>,
): Sql {
  return sql`logged as (insert into tenon.changes (id, entity, record_id, action, version, changes, at, by_id, source, release) select ${sql.value(newId(), 'uuid')}, ${sql.value(entity, 'text')}, ${written}.id, ${sql.value(action, 'text')}, ${written}.version, ${sql.value(JSON.stringify(changes), 'jsonb')}, ${sql.value(at, 'timestamptz')}, ${sql.value(context.viewer.id, 'uuid')}, ${sql.value(context.source, 'text')}, ${sql.value(context.release.number, 'integer')} from ${written})`;
}
