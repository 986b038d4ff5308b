import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ImportMapping, ImportResult } from '@tenon/model';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { TenonError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import { entityFor } from '../../query/authorize.ts';
import type { RecordsDependencies } from '../operation.ts';
import { importBatch } from './batch.ts';
import { batchesOf, readAhead } from './batches.ts';
import { type ImportPlan, planImport } from './columns.ts';
import { rememberChunk } from './durable/store.ts';
import { settleOpenReferences } from './finish.ts';
import { closeImport, holdImport, openImport } from './ledger.ts';
import { recordMaker } from './maker.ts';
import { type FileRow, readStream } from './reading/rows.ts';
import { References } from './references.ts';
import { Repeats } from './repeats.ts';
import type { RowError } from './row.ts';

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
  const repeats = new Repeats(context, plan);
  for await (const batch of readAhead(
    batchesOf(context, { columns: plan.columns, key: plan.key?.columns ?? [] }, run.rows, run.width),
  )) {
    repeats.look(batch);
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
  if (plan.onError === 'stop' || open.refused)
    totals.failed += new Set(open.errors.map(({ row }) => row)).size;
  const told = [...errors, ...open.errors].sort((a, b) => a.row - b.row).slice(0, toldErrors);
  const refused = open.refused || (plan.onError === 'stop' && totals.failed > 0);
  const written = refused ? { ...totals, created: 0, updated: 0, unchanged: 0 } : totals;
  if (plan.dryRun || refused) {
    throw new TakenBack({ import: id, state: plan.dryRun ? 'checked' : 'failed', ...written, errors: told });
  }
  const result: ImportResult = { import: id, state: 'done', ...written, errors: told };
  await rememberChunk(tx, id);
  await closeImport(tx, result, hash.digest('hex'), deps.now());
  return result;
}

/** Fails unless the viewer may do what the mode of the import does. */
export function requireRights(context: Context, { mode, entity }: ImportPlan): void {
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
