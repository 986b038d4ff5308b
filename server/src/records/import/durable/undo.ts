/**
 * Taking back what an import wrote, the last chunk first, each in a transaction of its own: records that it made are
 * deleted and values that it changed are put back, but for what somebody has changed since and for what would not be sound
 * any more.
 */
import { sql } from '@tenon/expressions';
import type { ImportBody, RecordBody } from '@tenon/model';
import type { Context } from '../../../context.ts';
import type { Database, Transaction } from '../../../database/index.ts';
import type { JobAttempt } from '../../../jobs/index.ts';
import { physicalEntity } from '../../../query/compile/columns.ts';
import { findRecords } from '../../find.ts';
import type { RecordsDependencies } from '../../operation.ts';
import type { Write } from '../../write.ts';
import { updateMany } from '../../write-many.ts';
import { addLeft, type Left } from './left.ts';
import { type Outcome, type PuttingBack, putBackUpdated, type Updated } from './put-back.ts';
import { changeImport, findImport, rememberChunk } from './store.ts';

const atOnce = 2_000;

interface Chunk {
  readonly tx: string;
  /** What was logged from here on is taken back already. */
  readonly undone_to: string | null;
}

interface Logged extends Updated {
  /** Of the row in the log. */
  readonly id: string;
  readonly entity: string;
  readonly action: 'create' | 'update';
  /** Whether the import itself made the record that it updates here: then it goes, or stays, as a whole. */
  readonly own: boolean;
}

type Undone = NonNullable<ImportBody['undo']>;

export interface Undoing {
  readonly deps: RecordsDependencies;
  readonly db: Database;
  /** Of who takes it back; what may be written was asked before. */
  readonly context: Context;
  readonly attempt: Pick<JobAttempt<unknown>, 'fence' | 'signal'>;
}

/** Takes up where an earlier attempt was cut off. */
export async function undoImport(undoing: Undoing, id: string): Promise<void> {
  const { db, attempt } = undoing;
  for (;;) {
    attempt.signal.throwIfAborted();
    const more = await db.transaction(
      async (tx) => {
        const stored = await findImport(tx, id, true);
        if (stored?.state !== 'undoing') return false;
        const [chunk] = await tx.query<Chunk>(
          sql`select tx::text, undone_to from tenon.import_chunks where import = ${id} and not undone order by tx desc limit 1`,
        );
        if (!chunk) return false;
        const context: Context = { ...undoing.context, source: 'import', tx };
        const logged = await loggedIn(tx, id, chunk);
        const done = await undoChanges(undoing, context, tx, id, logged);
        await tx.query(
          sql`update tenon.import_chunks set undone = ${logged.length < atOnce}, undone_to = ${sql.value(logged.at(-1)?.id ?? null, 'uuid')} where import = ${id} and tx = ${sql.value(chunk.tx, 'xid8')}`,
        );
        // What the undoing writes is the import's own, too: it is no change by somebody else.
        await rememberChunk(tx, id, true);
        const before = stored.undone ?? { deleted: 0, putBack: 0, left: 0 };
        const undone: Undone = {
          deleted: before.deleted + done.deleted,
          putBack: before.putBack + done.putBack,
          left: before.left + done.left,
        };
        await changeImport(
          tx,
          id,
          ['undoing'],
          [sql`undone = ${sql.value(JSON.stringify(undone), 'jsonb')}`],
        );
        await attempt.fence(tx);
        return true;
      },
      { statementTimeoutMs: 120_000, retry: true },
    );
    if (!more) return;
  }
}

async function loggedIn(tx: Transaction, id: string, chunk: Chunk): Promise<readonly Logged[]> {
  const below = chunk.undone_to === null ? sql.empty : sql` and c.id < ${chunk.undone_to}`;
  return await tx.query<Logged>(sql`
    select c.id, c.entity, c.record_id, c.action, c.changes, c.action = 'update' and exists (
      select from tenon.changes o join tenon.import_chunks i on i.import = ${id} and i.tx = o.tx
      where o.entity = c.entity and o.record_id = c.record_id and o.action = 'create'
    ) as own
    from tenon.changes c
    where c.tx = ${sql.value(chunk.tx, 'xid8')} and c.source = 'import' and c.action in ('create', 'update')${below}
    order by c.id desc
    limit ${atOnce}`);
}

async function undoChanges(
  { deps }: Undoing,
  context: Context,
  tx: Transaction,
  id: string,
  logged: readonly Logged[],
): Promise<Undone> {
  const undone = { deleted: 0, putBack: 0, left: 0 };
  const system: Context = { ...context, viewer: { ...context.viewer, id: null } };
  for (const [entity, mine] of Map.groupBy(logged, (one) => one.entity)) {
    if (!context.release.model.entities.has(entity)) continue;
    const putting: PuttingBack = { deps, context, system, tx, id, entity };
    const concerned = mine.filter(({ own }) => !own);
    const records = await presentRecords(
      system,
      tx,
      entity,
      concerned.map(({ record_id }) => record_id),
    );
    const deleted = await deleteCreated(putting, concerned, records);
    const updated = asOne(concerned.filter(({ action }) => action === 'update'));
    const putBack = await putBackUpdated(putting, updated, records);
    undone.deleted += deleted.done;
    undone.putBack += putBack.done;
    undone.left += deleted.left + putBack.left;
  }
  return undone;
}

/** What several rows of the file did to a record, the last of them first, as one change. */
function asOne(logged: readonly Logged[]): readonly Updated[] {
  const byRecord = new Map<string, { [field: string]: readonly [unknown, unknown] }>();
  for (const { record_id, changes } of logged) {
    const later = byRecord.get(record_id) ?? {};
    for (const [field, [before, after]] of Object.entries(changes))
      later[field] = [before, later[field] ? later[field][1] : after];
    byRecord.set(record_id, later);
  }
  return [...byRecord].map(([record_id, changes]) => ({ record_id, changes }));
}

/** Those that somebody has deleted meanwhile are gone already. */
async function deleteCreated(
  { deps, context, tx, id, entity }: PuttingBack,
  logged: readonly Logged[],
  records: ReadonlyMap<string, RecordBody>,
): Promise<Outcome> {
  const created = logged.filter(({ action, record_id }) => action === 'create' && records.has(record_id));
  const touched = await touchedSince(tx, id, created);
  const at = deps.now();
  const left: Left[] = [];
  const writes: Write[] = [];
  for (const { id: change, record_id } of created) {
    const record = records.get(record_id);
    if (touched.has(change)) left.push({ entity, record: record_id, fields: [], reason: 'changed-since' });
    else if (record)
      writes.push({
        entity,
        id: record_id,
        action: 'delete',
        values: new Map(),
        changes: {},
        version: record.version,
        at,
      });
  }
  await updateMany(context, tx, entity, 'delete', writes);
  await addLeft(tx, id, left);
  return { done: writes.length, left: left.length };
}

/** Rows of the log whose record people or other imports wrote afterwards; asked once the records are locked. */
async function touchedSince(
  tx: Transaction,
  id: string,
  logged: readonly Logged[],
): Promise<ReadonlySet<string>> {
  if (logged.length === 0) return new Set();
  const ids = sql.value(
    logged.map((one) => one.id),
    'uuid[]',
  );
  const rows = await tx.query<{ id: string }>(sql`
    select c.id from tenon.changes c where c.id = any(${ids}) and exists (
      select from tenon.changes o
      where o.entity = c.entity and o.record_id = c.record_id and o.version > c.version
        and o.source not in ('system', 'assignment')
        and not exists (select from tenon.import_chunks i where i.import = ${id} and i.tx = o.tx)
    )`);
  return new Set(rows.map((row) => row.id));
}

/** The records as they are, with every field, held until the transaction ends. */
async function presentRecords(
  system: Context,
  tx: Transaction,
  entity: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RecordBody>> {
  if (ids.length === 0) return new Map();
  // Links are read once the records are held: a statement that waits sees them as they were when it began.
  const { table } = physicalEntity(system.release, entity);
  await tx.query(
    sql`select from ${table} r where r.id = any(${sql.value([...ids], 'uuid[]')}) order by r.id for update`,
  );
  const model = system.release.model.entities.get(entity);
  const paths = [...(model?.fields.values() ?? [])]
    .filter(({ storage }) => storage.kind !== 'inverse')
    .map((field) => ({ path: field.id, steps: [field], field }));
  const found = await findRecords(system, entity, [...new Set(ids)], { paths, unread: true });
  return new Map(found.map(({ record }) => [record.id, record]));
}
