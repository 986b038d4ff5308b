/** Imports as durable things: a file that is kept, looked at, mapped, checked, run as a job, and taken back. */

import type { Readable } from 'node:stream';
import { type Sql, sql } from '@tenon/expressions';
import type {
  ImportBody,
  ImportColumnValues,
  ImportFormat,
  ImportMapping,
  ImportPage,
  ImportState,
} from '@tenon/model';
import type { Context } from '../../../context.ts';
import type { Database } from '../../../database/index.ts';
import { isTenonError, TenonError } from '../../../errors.ts';
import type { Files } from '../../../files/index.ts';
import { newId } from '../../../ids.ts';
import type { JobAttempt, Jobs } from '../../../jobs/index.ts';
import { entityFor } from '../../../query/authorize.ts';
import { can, rightsOf } from '../../../query/rights.ts';
import { visibleModel } from '../../../query/visible.ts';
import type { RecordsDependencies } from '../../operation.ts';
import { columnNames, planImport } from '../columns.ts';
import type { DraftingThreads } from '../drafting/drafting.ts';
import { requireRights } from '../import.ts';
import { delimiters, encodings } from '../reading/format.ts';
import { formatOf, readRows } from '../reading/rows.ts';
import { storedSource } from '../reading/source.ts';
import { analyse } from './analyse.ts';
import { errorsFile, leftFile } from './files.ts';
import { type Run, runFile } from './run.ts';
import {
  changeImport,
  countSets,
  findImport,
  firstErrors,
  hasWritten,
  listImports,
  noCounts,
  type StoredImport,
} from './store.ts';
import { undoImport } from './undo.ts';

export interface Imports {
  /** Keeps a file and says what is in it. */
  create(context: Context, entity: string, content: Readable, about: { name: string }): Promise<ImportBody>;
  list(context: Context, options?: { entity?: string; after?: string; limit?: number }): Promise<ImportPage>;
  read(context: Context, id: string): Promise<ImportBody>;
  /** Looks at the file again, in the format that the reader says. */
  analyse(context: Context, id: string, said: Partial<ImportFormat>): Promise<ImportBody>;
  /** Fails with `invalid-mapping`, naming every mistake. */
  map(context: Context, id: string, mapping: ImportMapping): Promise<ImportBody>;
  values(context: Context, id: string, column: string): Promise<ImportColumnValues>;
  check(context: Context, id: string): Promise<ImportBody>;
  run(context: Context, id: string): Promise<ImportBody>;
  /** Stops a check or a run; with `undo` what is in is taken back, else it stays. */
  stop(context: Context, id: string, options: { undo: boolean }): Promise<ImportBody>;
  undo(context: Context, id: string): Promise<ImportBody>;
  /** CSV: the rows in error, or what could not be taken back. */
  file(context: Context, id: string, of: 'errors' | 'left'): Promise<AsyncIterable<string>>;
  /** Forgets an import that wrote nothing, with its file. */
  remove(context: Context, id: string): Promise<void>;
}

export interface ImportsDependencies extends RecordsDependencies {
  readonly db: Database;
  readonly files: Files;
  readonly jobs: Jobs;
  /** The context of a user under the live release; the system's for null. Undefined when there is no such active user. */
  readonly contextFor: (user: string | null) => Promise<Context | undefined>;
  /** Without it long files are read by the server's own thread. */
  readonly threads?: DraftingThreads;
  /** Bytes of a file; default 1 GiB. */
  readonly fileLimit?: number;
}

const job = 'import';
const defaultLimit = 1024 * 1024 * 1024;
const pageSize = 50;
const idle: readonly ImportState[] = ['ready', 'checked', 'failed', 'undone', 'stopped'];
/** For one column. */
const valuesListed = 500;
const valuesRead = 100_000;

interface Task {
  readonly import: string;
  readonly task: 'check' | 'run' | 'undo';
  /** Who asked for it; taking back is done in his name. */
  readonly by: string | null;
}

/** Must be called before the jobs start. */
export function createImports(deps: ImportsDependencies): Imports {
  const { db, files, jobs, now } = deps;
  jobs.define<Task>({
    id: job,
    parse: parseTask,
    handler: (attempt) => perform(deps, attempt),
    // Each attempt goes on where the last one was cut off.
    retries: 20,
    expireSeconds: 6 * 3_600,
  });

  /** The import, for those who may see it. */
  async function own(context: Context, id: string): Promise<StoredImport> {
    const stored = await findImport(db, id);
    if (!stored || !maySee(context, stored)) throw new TenonError('not-found', 'There is no such import');
    return stored;
  }

  async function start(context: Context, stored: StoredImport, task: Task['task']): Promise<ImportBody> {
    const state = ({ check: 'checking', run: 'running', undo: 'undoing' } as const)[task];
    const from: readonly ImportState[] = task === 'undo' ? ['done', 'stopped', 'failed', 'undoing'] : idle;
    await db.transaction(async (tx) => {
      const sets: Sql[] = [sql`state = ${state}`, sql`message = null`, sql`finished_at = null`];
      // What is in already is gone on with.
      if (task !== 'undo' && !(await hasWritten(tx, stored.id))) {
        sets.push(...countSets(noCounts), sql`position = 0`, sql`started_at = ${now()}`, sql`undone = null`);
        for (const table of ['import_errors', 'import_references', 'import_left', 'import_chunks'])
          await tx.query(sql`delete from ${sql.id('tenon', table)} where import = ${stored.id}`);
      } else if (task === 'check') throw underWay();
      if (task === 'run') {
        const { file } = await files.open(context, stored.file_id ?? '');
        sets.push(sql`content_sha256 = ${file.sha256}`, sql`keyed = ${stored.mapping.key !== undefined}`);
        sets.push(sql`release = ${context.release.number}`);
      }
      if (!(await changeImport(tx, stored.id, from, sets))) throw underWay();
      await jobs.enqueue(job, { import: stored.id, task, by: context.viewer.id } satisfies Task, {
        key: `${stored.id} ${task}`,
        tx,
      });
    });
    return await bodyOf(db, stored.id);
  }

  /** Changes how the file is read; what is in by now was read the way it was. */
  async function remap(id: string, sets: readonly Sql[]): Promise<ImportBody> {
    await db.transaction(async (tx) => {
      const changed = await changeImport(tx, id, idle, [
        sql`state = 'ready'`,
        ...countSets(noCounts),
        ...sets,
      ]);
      if (!changed || (await hasWritten(tx, id))) throw underWay();
      await tx.query(sql`delete from tenon.import_errors where import = ${id}`);
    });
    return await bodyOf(db, id);
  }

  return {
    async create(context, entityId, content, { name }) {
      const entity = entityFor(context, entityId, 'import');
      const limit = deps.fileLimit ?? defaultLimit;
      const file = await files.store(context, content, { name, purpose: 'import', limit });
      try {
        const source = await storedSource(files, context, file.id);
        const format = await formatOf(source);
        const { columns, mapping, total } = await analyse(context, entity, source, format);
        const id = newId();
        await db.transaction(async (tx) => {
          await tx.query(sql`
            insert into tenon.imports (id, entity, state, mapping, keyed, by_id, release, file_id, file_name, file_size, format, columns, total, created_at)
            values (${id}, ${entityId}, 'ready', ${json(mapping)}, false, ${context.viewer.id},
              ${context.release.number}, ${file.id}, ${file.name}, ${file.size}, ${json(format)},
              ${json(columns)}, ${total}, ${now()})`);
          await files.keep(context, tx, [file.id]);
        });
        return await bodyOf(db, id);
      } catch (error) {
        await db.transaction((tx) => files.remove(context, tx, [file.id])).catch(() => undefined);
        throw error;
      }
    },

    async list(context, { entity, after, limit = pageSize } = {}) {
      const known = [...context.release.model.entities.keys()].filter((id) =>
        can(rightsOf(context), id, 'import'),
      );
      const entities = entity === undefined ? known : known.filter((id) => id === entity);
      const most = Math.min(Math.max(limit, 1), 200);
      const by = seesAll(context) ? undefined : context.viewer.id;
      const found = await listImports(db, { by, entities, after, limit: most + 1 });
      const items = await bodies(db, found.slice(0, most));
      return { items, next: found.length > most ? (items.at(-1)?.id ?? null) : null };
    },

    async read(context, id) {
      await own(context, id);
      return await bodyOf(db, id);
    },

    async analyse(context, id, said) {
      const stored = await own(context, id);
      requireFormat(said);
      const entity = entityFor(context, stored.entity, 'import');
      const source = await storedSource(files, context, stored.file_id ?? '');
      const format = await formatOf(source, said);
      const { columns, mapping, total } = await analyse(context, entity, source, format);
      return await remap(id, [
        sql`format = ${json(format)}`,
        sql`columns = ${json(columns)}`,
        sql`mapping = ${json(mapping)}`,
        sql`total = ${total}`,
      ]);
    },

    async map(context, id, mapping) {
      const stored = await own(context, id);
      const entity = entityFor(context, stored.entity, 'import');
      requireRights(
        context,
        planImport(
          context,
          entity,
          mapping,
          (stored.columns ?? []).map(({ name }) => name),
        ),
      );
      return await remap(id, [sql`mapping = ${json(mapping)}`]);
    },

    async values(context, id, column) {
      const stored = await own(context, id);
      const source = await storedSource(files, context, stored.file_id ?? '');
      const rows = readRows(source, stored.format ?? { kind: 'csv' });
      const counts = new Map<string, number>();
      let more = false;
      try {
        const header = await rows.next();
        const index = header.done ? -1 : columnNames(header.value.cells).indexOf(column);
        if (index < 0) throw new TenonError('not-found', 'The file has no such column');
        let read = 0;
        for await (const { cells } of rows) {
          const value = cells[index] ?? '';
          if (value.trim() !== '' && (counts.has(value) || counts.size < valuesListed))
            counts.set(value, (counts.get(value) ?? 0) + 1);
          else if (value.trim() !== '') more = true;
          read += 1;
          if (read < valuesRead) continue;
          more = true;
          break;
        }
      } finally {
        void rows.return(undefined).catch(() => undefined);
      }
      const items = [...counts].map(([value, count]) => ({ value: value.slice(0, 500), count }));
      return { items: items.sort((a, b) => b.count - a.count), more };
    },

    check: async (context, id) =>
      await start(context, await mapped(context, await own(context, id)), 'check'),
    run: async (context, id) => await start(context, await mapped(context, await own(context, id)), 'run'),

    async stop(context, id, { undo }) {
      const stored = await own(context, id);
      if (stored.state === 'checking') {
        await changeImport(db, id, ['checking'], [sql`state = 'ready'`]);
        return await bodyOf(db, id);
      }
      const sets = [sql`state = 'stopped'`, sql`finished_at = ${now()}`];
      // Waits for the chunk under way, which holds the row; the next one sees that it was stopped.
      if (!(await changeImport(db, id, ['running'], sets)))
        throw new TenonError('state-conflict', 'The import is not under way');
      if (undo) return await start(context, await own(context, id), 'undo');
      return await bodyOf(db, id);
    },

    async undo(context, id) {
      const stored = await own(context, id);
      const isMine = stored.by_id === context.viewer.id;
      if (!isMine)
        for (const action of ['update', 'delete'] as const) entityFor(context, stored.entity, action);
      return await start(context, stored, 'undo');
    },

    async file(context, id, of) {
      const stored = await own(context, id);
      return of === 'errors' ? errorsFile(context, stored) : leftFile(context, stored);
    },

    async remove(context, id) {
      const stored = await own(context, id);
      await db.transaction(async (tx) => {
        const removed = await tx.query(
          sql`delete from tenon.imports where id = ${id} and state in ('ready', 'checked', 'undone')
            or id = ${id} and state = 'failed' and created + updated = 0 returning id`,
        );
        if (removed.length === 0)
          throw new TenonError('state-conflict', 'What an import wrote is taken back before it is forgotten');
        if (stored.file_id !== null) await files.remove(context, tx, [stored.file_id]);
      });
    },
  };
}

async function perform(deps: ImportsDependencies, attempt: JobAttempt<Task>): Promise<void> {
  const { db, now } = deps;
  const { import: id, task, by } = attempt.data;
  const state = ({ check: 'checking', run: 'running', undo: 'undoing' } as const)[task];
  const stored = await findImport(db, id);
  if (stored?.state !== state) return;
  const end = (to: ImportState, more: readonly Sql[] = []) =>
    changeImport(db, id, [state], [sql`state = ${to}`, sql`finished_at = ${now()}`, ...more]);
  try {
    const context = await deps.contextFor(task === 'undo' ? by : stored.by_id);
    if (!context) throw new TenonError('not-allowed', 'Who started the import is no longer active');
    if (task === 'undo') {
      await undoImport({ deps, db, context, attempt }, id);
      await end('undone');
      return;
    }
    const check = task === 'check';
    // What a check knows of earlier rows is gone with its process, so it begins anew.
    const from = check ? { ...stored, ...noCounts, position: 0 } : stored;
    if (check) {
      await db.query(sql`delete from tenon.import_errors where import = ${id}`);
      await changeImport(db, id, ['checking'], [...countSets(noCounts), sql`position = 0`]);
    }
    const source = await storedSource(deps.files, context, stored.file_id ?? '');
    const { threads } = deps;
    const run: Run = { deps, db, context: { ...context, source: 'import' }, source, threads, attempt, check };
    const ending = await runFile(run, from);
    if (ending === 'through') await end(check ? 'checked' : 'done', [sql`total = rows`]);
    else if (ending === 'refused') await takeBack(deps, id, by);
  } catch (error) {
    if (!isTenonError(error) || attempt.signal.aborted || error.code === 'state-conflict') throw error;
    const details = error.errors?.map(({ message }) => message).slice(0, 5) ?? [];
    await end('failed', [sql`message = ${[error.message, ...details].join('\n')}`]);
  }
}

/** A row was in error and the mapping says that then nothing is to be imported. */
async function takeBack({ db, jobs }: ImportsDependencies, id: string, by: string | null): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await changeImport(tx, id, ['running'], [sql`state = 'undoing'`]))) return;
    await jobs.enqueue(job, { import: id, task: 'undo', by } satisfies Task, { key: `${id} undo`, tx });
  });
}

function parseTask(data: unknown): Task {
  const { import: id, task, by } = (data ?? {}) as Partial<Task>;
  if (typeof id !== 'string' || (task !== 'check' && task !== 'run' && task !== 'undo'))
    throw new TypeError('no task of an import');
  return { import: id, task, by: by ?? null };
}

const json = (value: unknown) => sql.value(JSON.stringify(value), 'jsonb');

const seesAll = (context: Context) =>
  context.viewer.id === null || context.viewer.access.capabilities.has('configure');

function maySee(context: Context, stored: StoredImport): boolean {
  if (!can(rightsOf(context), stored.entity, 'import')) return false;
  if (!visibleModel(context.release, rightsOf(context)).entity(stored.entity)) return false;
  return stored.by_id === context.viewer.id || seesAll(context);
}

/** The mapping may have been made under another release or other rights. */
async function mapped(context: Context, stored: StoredImport): Promise<StoredImport> {
  const entity = entityFor(context, stored.entity, 'import');
  if (stored.file_id === null) throw new TenonError('state-conflict', 'The file of this import was not kept');
  const names = (stored.columns ?? []).map(({ name }) => name);
  requireRights(context, planImport(context, entity, stored.mapping, names));
  return stored;
}

function requireFormat({ encoding, delimiter, sheet }: Partial<ImportFormat>): void {
  const wrong =
    (encoding !== undefined && !encodings.includes(encoding)) ||
    (delimiter !== undefined && !delimiters.includes(delimiter)) ||
    (sheet !== undefined && typeof sheet !== 'string');
  if (wrong) throw new TenonError('invalid-input', `Known encodings are ${encodings.join(', ')}`);
}

const underWay = () =>
  new TenonError('state-conflict', 'This cannot be done with the import as it stands now');

async function bodyOf(db: Database, id: string): Promise<ImportBody> {
  const stored = await findImport(db, id);
  const [body] = stored ? await bodies(db, [stored]) : [];
  if (!stored || !body) throw new TenonError('not-found', 'There is no such import');
  return { ...body, errors: stored.file_id === null ? stored.errors : await firstErrors(db, id) };
}

async function bodies(db: Database, stored: readonly StoredImport[]): Promise<ImportBody[]> {
  const ids = [...new Set(stored.flatMap(({ by_id }) => by_id ?? []))];
  const people = await db.query<{ id: string; name: string | null }>(
    sql`select id, name from records.user where id = any(${sql.value(ids, 'uuid[]')})`,
  );
  const names = new Map(people.map(({ id, name }) => [id, name ?? '']));
  return stored.map((one) => ({
    id: one.id,
    entity: one.entity,
    state: one.state,
    file: { name: one.file_name ?? '', size: Number(one.file_size ?? 0) },
    format: one.format ?? { kind: 'csv' },
    columns: one.columns ?? [],
    mapping: one.mapping,
    total: one.total,
    counts: {
      rows: one.rows,
      created: one.created,
      updated: one.updated,
      unchanged: one.unchanged,
      failed: one.failed,
    },
    errors: [],
    message: one.message,
    undo: one.undone,
    by: one.by_id === null ? null : { id: one.by_id, name: names.get(one.by_id) ?? '' },
    createdAt: one.created_at,
    startedAt: one.started_at,
    finishedAt: one.finished_at,
  }));
}
