import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ImportMapping, ImportResult } from '@tenon/model';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { isTenonError, TenonError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import { entityFor } from '../../query/authorize.ts';
import { Mistakes } from '../../query/mistakes.ts';
import { can, rightsOf } from '../../query/rights.ts';
import { namingConflicts } from '../conflicts.ts';
import { changesOfCreate } from '../create.ts';
import type { RecordsDependencies } from '../operation.ts';
import { completeForCreate } from '../values/body.ts';
import { insertMany } from '../write-many.ts';
import { importBatch } from './batch.ts';
import { type ImportPlan, planImport } from './columns.ts';
import { settleOpenReferences } from './finish.ts';
import { closeImport, holdImport, openImport } from './ledger.ts';
import { type FileRow, readStream } from './reading/rows.ts';
import { type MakeRecord, References } from './references.ts';
import { type DraftRow, draftRow, type RowError } from './row.ts';

const batchSize = 1_000;
const toldErrors = 100;
/** For one statement over a batch. */
const statementTimeoutMs = 120_000;

/**
 * Reads CSV or XLSX as a stream, a batch in memory at a time, and writes in one transaction: a process that dies meanwhile
 * leaves nothing behind. A dry run does the same and takes it back.
 */
export async function importRecords(
  deps: RecordsDependencies,
  caller: Context,
  entityId: string,
  content: Readable,
  mapping: ImportMapping,
  progress: (rows: number) => void = () => {},
): Promise<ImportResult> {
  // Authorize.
  const context: Context = { ...caller, source: 'import' };
  const entity = entityFor(context, entityId, 'import');

  const hash = createHash('sha256');
  const rows = readStream(Readable.from(hashed(content, hash), { objectMode: false }));
  try {
    // Read the header.
    const header = await rows.next();
    if (header.done) {
      throw new TenonError('invalid-input', 'The file is empty; its first row names the columns');
    }
    const plan = planImport(context, entity, mapping, header.value.cells);
    requireRights(context, plan);

    // Validate and write.
    const run = { deps, plan, hash, rows, width: header.value.cells.length, progress, id: newId() };
    await openImport(context, run.id, entityId, mapping, deps.now());
    return await settled(context, run);
  } finally {
    void rows.return(undefined).catch(() => undefined);
  }
}

async function* hashed(content: Readable, hash: Hash): AsyncGenerator<Buffer> {
  for await (const piece of content as AsyncIterable<Buffer | string>) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    hash.update(bytes);
    yield bytes;
  }
}

/** Runs the import in its transaction; what becomes of it stands in its row afterwards. */
async function settled(context: Context, run: Run): Promise<ImportResult> {
  const { deps, id } = run;
  try {
    return await context.db.transaction(
      async (tx) => {
        await holdImport(tx, id);
        return await importAll({ ...context, tx }, tx, run);
      },
      { statementTimeoutMs },
    );
  } catch (error) {
    const result = error instanceof TakenBack ? error.result : failed(id);
    await closeImport(context.db, result, null, deps.now());
    if (error instanceof TakenBack) return result;
    throw error;
  }
}

interface Run {
  readonly deps: RecordsDependencies;
  readonly plan: ImportPlan;
  /** Of the bytes that were read so far. */
  readonly hash: Hash;
  readonly rows: AsyncIterator<FileRow>;
  readonly width: number;
  readonly progress: (rows: number) => void;
  readonly id: string;
}

/** Undoes the transaction and carries out what it would have done. */
class TakenBack extends Error {
  readonly result: ImportResult;
  constructor(result: ImportResult) {
    super('The import was taken back');
    this.result = result;
  }
}

async function importAll(context: Context, tx: Transaction, run: Run): Promise<ImportResult> {
  const { deps, plan, hash, id } = run;
  const errors: RowError[] = [];
  const totals = { rows: 0, created: 0, updated: 0, unchanged: 0, failed: 0 };
  const make = recordMaker(deps, context, tx);
  const references = new References(plan, make);
  for await (const batch of readAhead(batchesOf(context, run))) {
    const counts = await importBatch(deps, context, tx, plan, references, batch);
    totals.rows += batch.length;
    totals.created += counts.created;
    totals.updated += counts.updated;
    totals.unchanged += counts.unchanged;
    for (const row of batch) {
      if (row.errors.length === 0) continue;
      totals.failed += 1;
      if (errors.length < toldErrors) errors.push(...row.errors.slice(0, toldErrors - errors.length));
    }
    run.progress(totals.rows);
  }
  const open = await settleOpenReferences(context, tx, plan, references, make);
  if (plan.onError === 'stop') totals.failed += new Set(open.map(({ row }) => row)).size;
  const told = [...errors, ...open].sort((a, b) => a.row - b.row).slice(0, toldErrors);
  const refused = plan.onError === 'stop' && totals.failed > 0;
  const written = refused ? { ...totals, created: 0, updated: 0, unchanged: 0 } : totals;
  if (plan.dryRun || refused) {
    throw new TakenBack({ import: id, state: plan.dryRun ? 'checked' : 'failed', ...written, errors: told });
  }
  const result: ImportResult = { import: id, state: 'done', ...written, errors: told };
  await closeImport(tx, result, hash.digest('hex'), deps.now());
  return result;
}

/** One item is made while the one before is used: the file is read and checked while Postgres writes. */
async function* readAhead<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  let next = items.next();
  try {
    for (let item = await next; !item.done; item = await next) {
      next = items.next();
      // A fault of the next item is thrown in its turn, if it comes to that.
      next.catch(() => undefined);
      yield item.value;
    }
  } finally {
    // Nobody waits for what a slow sender has yet to send when it is no longer wanted.
    void items.return(undefined).catch(() => undefined);
  }
}

/** Rows in batches. A key that comes again opens a new batch, so that the later row finds the earlier one written. */
async function* batchesOf(context: Context, { rows, plan, width }: Run): AsyncGenerator<readonly DraftRow[]> {
  let batch: DraftRow[] = [];
  let keys = new Set<string>();
  for (let next = await rows.next(); !next.done; next = await rows.next()) {
    const { cells } = next.value;
    if (cells.length === 1 && cells[0]?.trim() === '') continue;
    const row = draftRow(context, plan, next.value, width);
    const key = plan.key && JSON.stringify(row.values.get(plan.key.field.id) ?? null);
    if (batch.length === batchSize || (key !== undefined && key !== 'null' && keys.has(key))) {
      yield batch;
      batch = [];
      keys = new Set();
    }
    if (key !== undefined) keys.add(key);
    batch.push(row);
  }
  if (batch.length > 0) yield batch;
}

/** Records that only a reference names: by that name, with defaults for the rest. */
function recordMaker(deps: RecordsDependencies, context: Context, tx: Transaction): MakeRecord {
  return async ({ target, by }, value, id) => {
    if (!can(rightsOf(context), target.id, 'create')) return undefined;
    const values = new Map<string, unknown>([[by.id, value]]);
    const mistakes = new Mistakes();
    completeForCreate(context, target, values, mistakes);
    if (mistakes.any) return undefined;
    const write = {
      entity: target.id,
      id,
      action: 'create',
      values,
      changes: changesOfCreate(values),
      version: 0,
      at: deps.now(),
    } as const;
    try {
      await tx.savepoint(async () => {
        await namingConflicts(context, target.id, () => insertMany(context, tx, target.id, [write]));
      });
    } catch (error) {
      // Somebody holds the name whom the viewer may not read.
      if (isTenonError(error) && error.code === 'unique-conflict') return undefined;
      throw error;
    }
    return id;
  };
}

function requireRights(context: Context, { mode, entity }: ImportPlan): void {
  const needed = mode === 'upsert' ? (['create', 'update'] as const) : [mode];
  for (const action of needed) entityFor(context, entity.id, action);
}

function failed(id: string): ImportResult {
  return {
    import: id,
    state: 'failed',
    rows: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    failed: 0,
    errors: [],
  };
}
