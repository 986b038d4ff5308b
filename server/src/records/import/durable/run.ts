/** One pass over a kept file, a chunk a transaction: the rows, their history and how far it is are there, or none of it. */
import { type Sql, sql } from '@tenon/expressions';
import type { ImportCounts, ImportFormat, ImportRowError } from '@tenon/model';
import type { Context } from '../../../context.ts';
import type { Database, Transaction } from '../../../database/index.ts';
import { isTenonError, TenonError } from '../../../errors.ts';
import type { JobAttempt } from '../../../jobs/index.ts';
import { entityFor } from '../../../query/authorize.ts';
import type { RecordsDependencies } from '../../operation.ts';
import { importBatch } from '../batch.ts';
import { readAhead } from '../batches.ts';
import { type ImportPlan, planImport } from '../columns.ts';
import { type DraftingThreads, draftBatches } from '../drafting/drafting.ts';
import { requireRights } from '../import.ts';
import { recordMaker } from '../maker.ts';
import { readRows } from '../reading/rows.ts';
import type { FileSource } from '../reading/source.ts';
import { References } from '../references.ts';
import { again, Repeats } from '../repeats.ts';
import { addError, type DraftRow, draftRow } from '../row.ts';
import { inLanguage } from '../words.ts';
import { reasonOf } from '../write-held.ts';
import { settleReferences } from './open-references.ts';
import { Seen } from './seen.ts';
import {
  addErrors,
  addReferences,
  changeImport,
  countSets,
  findImport,
  type OpenReference,
  rememberChunk,
  type StoredImport,
} from './store.ts';

export interface Run {
  readonly deps: RecordsDependencies;
  readonly db: Database;
  readonly context: Context;
  readonly source: FileSource;
  readonly threads?: DraftingThreads;
  readonly attempt: Pick<JobAttempt<unknown>, 'fence' | 'signal'>;
  /** A check writes like a run and takes each chunk back. */
  readonly check: boolean;
}

/** How a pass ended; `stopped` when somebody cancelled it, `refused` at a row in error that was to stop it. */
export type Ending = 'through' | 'stopped' | 'refused';

const statementTimeoutMs = 120_000;
const attempts = 5;

export async function runFile(run: Run, stored: StoredImport): Promise<Ending> {
  const { context, source, check } = run;
  const entity = entityFor(context, stored.entity, 'import');
  const format = stored.format ?? { kind: 'csv' };
  const header = await headerOf(source, format);
  const width = header.length;
  const plan = planImport(context, entity, { ...stored.mapping, dryRun: check }, header);
  requireRights(context, plan);

  let counts: ImportCounts = stored;
  const seen = check ? new Seen(plan) : undefined;
  const repeats = new Repeats(context, plan);
  if (plan.repeats === 'error') await lookBefore(run, plan, format, stored.position, repeats);
  const drafting = { reader: context, source, format, plan, width, position: stored.position };
  for await (const batch of readAhead(draftBatches(drafting, run.threads))) {
    run.attempt.signal.throwIfAborted();
    repeats.look(batch);
    const chunk = await writeChunk(run, stored.id, plan, width, batch, counts, seen);
    if (typeof chunk === 'string') return chunk;
    counts = chunk;
  }
  if (seen) await reportUnbrought(run, stored.id, plan, seen, counts);
  else await settleReferences(run, stored.id, plan);
  return 'through';
}

/** An attempt that goes on knows the keys of the rows that were taken before. */
async function lookBefore(
  { source, context }: Run,
  plan: ImportPlan,
  format: ImportFormat,
  position: number,
  repeats: Repeats,
): Promise<void> {
  let width: number | undefined;
  for await (const row of readRows(source, format)) {
    if (width !== undefined && row.row > position) return;
    if (width !== undefined && row.cells.some((cell) => cell.trim() !== ''))
      repeats.look([draftRow(context, plan.key?.columns ?? [], row, width)]);
    width ??= row.cells.length;
  }
}

async function headerOf(source: FileSource, format: ImportFormat): Promise<readonly string[]> {
  for await (const { cells } of readRows(source, format)) return cells;
  throw new TenonError('invalid-input', 'The file is empty');
}

/** Carries out what a checked chunk would have done, and undoes it. */
class TakenBack extends Error {
  readonly written: Written;
  constructor(written: Written) {
    super('The chunk was only checked');
    this.written = written;
  }
}

interface Written {
  readonly counts: { created: number; updated: number; unchanged: number };
  readonly rows: readonly DraftRow[];
  readonly open: readonly OpenReference[];
}

async function writeChunk(
  run: Run,
  id: string,
  plan: ImportPlan,
  width: number,
  batch: readonly DraftRow[],
  before: ImportCounts,
  seen: Seen | undefined,
): Promise<ImportCounts | Ending> {
  const { db, context, attempt, check } = run;
  const state = check ? 'checking' : 'running';
  let counts = before;
  let isFresh = true;
  const advance = async (tx: Transaction, written: Written): Promise<Ending | undefined> => {
    const failed = written.rows.filter(({ errors }) => errors.length > 0);
    for (const row of failed) inLanguage(context, plan, row);
    await addErrors(tx, id, failed);
    counts = {
      rows: before.rows + batch.length,
      created: before.created + written.counts.created,
      updated: before.updated + written.counts.updated,
      unchanged: before.unchanged + written.counts.unchanged,
      failed: before.failed + failed.length,
    };
    const sets: Sql[] = [...countSets(counts), sql`position = ${batch.at(-1)?.row ?? 0}`];
    return (await changeImport(tx, id, [state], sets)) ? undefined : 'stopped';
  };
  try {
    const ending = await db.transaction(
      async (tx) => {
        const held = await findImport(tx, id, true);
        if (held?.state !== state) return 'stopped' as const;
        const drafts = isFresh ? batch : redrafted(context, plan, width, batch);
        isFresh = false;
        const written = await writeRows(run, { ...context, tx }, tx, plan, width, drafts);
        const refused = plan.onError === 'stop' && written.rows.some(({ errors }) => errors.length > 0);
        if (check || refused) throw new TakenBack(written);
        await addReferences(tx, id, written.open);
        await rememberChunk(tx, id);
        const stopped = await advance(tx, written);
        await attempt.fence(tx);
        return stopped;
      },
      { statementTimeoutMs, retry: true },
    );
    return ending ?? counts;
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
    const { written } = error;
    seen?.look(written.rows, written.counts, written.open);
    const stopped = await db.transaction(async (tx) => {
      const ending = await advance(tx, written);
      await attempt.fence(tx);
      return ending;
    });
    return stopped ?? (check ? counts : 'refused');
  }
}

/**
 * Writes the rows at once. What fails as a whole is tried in halves until the rows are found that cannot be written; a
 * value that another process took meanwhile is seen by the next attempt.
 */
async function writeRows(
  run: Run,
  context: Context,
  tx: Transaction,
  plan: ImportPlan,
  width: number,
  batch: readonly DraftRow[],
): Promise<Written> {
  for (let attempt = 1, rows = batch; ; attempt++, rows = redrafted(context, plan, width, batch)) {
    const open: OpenReference[] = [];
    const references = new References(plan, recordMaker(run.deps, context, tx), (row, column, record, name) =>
      open.push({ row: row.row, field: column.field.id, record, name }),
    );
    try {
      const counts = await tx.savepoint(() => importBatch(run.deps, context, tx, plan, references, rows));
      const good = new Set(rows.filter(({ errors }) => errors.length === 0).map(({ row }) => row));
      return { counts, rows, open: open.filter(({ row }) => good.has(row)) };
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === undefined) throw error;
      if (isTenonError(error) && error.code === 'unique-conflict' && attempt < attempts) continue;
      if (batch.length === 1) {
        for (const row of rows) addError(row, null, reason.code, reason.message);
        return { counts: { created: 0, updated: 0, unchanged: 0 }, rows, open: [] };
      }
    }
    const anew = redrafted(context, plan, width, batch);
    const middle = Math.ceil(anew.length / 2);
    const first = await writeRows(run, context, tx, plan, width, anew.slice(0, middle));
    const second = await writeRows(run, context, tx, plan, width, anew.slice(middle));
    return {
      counts: {
        created: first.counts.created + second.counts.created,
        updated: first.counts.updated + second.counts.updated,
        unchanged: first.counts.unchanged + second.counts.unchanged,
      },
      rows: [...first.rows, ...second.rows],
      open: [...first.open, ...second.open],
    };
  }
}

/** The rows as they were before anybody tried to write them. */
function redrafted(
  context: Context,
  plan: ImportPlan,
  width: number,
  rows: readonly DraftRow[],
): readonly DraftRow[] {
  return rows.map(({ row, cells, errors }) => {
    const draft = draftRow(context, plan.columns, { row, cells }, width);
    draft.errors.push(...errors.filter(({ code }) => code === again));
    return draft;
  });
}

/** The end of a check: names of the file's own records that no row brought. */
async function reportUnbrought(
  { db, context }: Run,
  id: string,
  plan: ImportPlan,
  seen: Seen,
  counts: ImportCounts,
): Promise<void> {
  const wrong = seen.unbrought();
  if (wrong.length === 0) return;
  const rows = wrong.map(({ row, column, name }): DraftRow => {
    const errors: ImportRowError[] = [];
    const draft: DraftRow = { row, cells: [name], values: new Map(), references: new Map(), errors };
    const message = `There is no ${plan.entity.id} named '${name.slice(0, 60)}'`;
    addError(draft, column, 'unknown-reference', message, name);
    inLanguage(context, plan, draft);
    return draft;
  });
  await db.transaction(async (tx) => {
    await addErrors(tx, id, rows);
    const failed = counts.failed + new Set(wrong.map(({ row }) => row)).size;
    await changeImport(tx, id, ['checking'], [sql`failed = ${failed}`]);
  });
}
