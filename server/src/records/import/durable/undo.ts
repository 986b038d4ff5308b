/**
 * Taking back what an import wrote, the last chunk first, each in a transaction of its own: records that it made are
 * deleted and values that it changed are put back, but for what somebody has changed since.
 */
import { sql } from '@tenon/expressions';
import type { ImportBody, RecordBody } from '@tenon/model';
import type { Context } from '../../../context.ts';
import { copyLine, copyText, type Database, type Transaction } from '../../../database/index.ts';
import { isTenonError } from '../../../errors.ts';
import type { JobAttempt } from '../../../jobs/index.ts';
import { physicalEntity } from '../../../query/compile/columns.ts';
import { namingConflicts } from '../../conflicts.ts';
import { findRecords } from '../../find.ts';
import type { OwnerChange, RecordsDependencies } from '../../operation.ts';
import { isSame } from '../../values/same.ts';
import type { Changes, Write } from '../../write.ts';
import { updateMany } from '../../write-many.ts';
import { changeImport, findImport, rememberChunk } from './store.ts';

const atOnce = 2_000;

interface Chunk {
  readonly tx: string;
  /** What was logged from here on is taken back already. */
  readonly undone_to: string | null;
}

interface Logged {
  readonly id: string;
  readonly entity: string;
  readonly record_id: string;
  readonly action: 'create' | 'update';
  readonly changes: Changes;
  /** Whether people or other imports wrote the record after this import did. */
  readonly touched: boolean;
}

export interface Left {
  readonly entity: string;
  readonly record: string;
  /** Fields that stay as they are; none when the record itself stays. */
  readonly fields: readonly string[];
  readonly reason: 'changed-since' | 'deleted-since' | 'unique-conflict' | 'sealed';
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
    select c.id, c.entity, c.record_id, c.action, c.changes, exists (
      select from tenon.changes o
      where o.entity = c.entity and o.record_id = c.record_id and o.version > c.version
        and o.source in ('api', 'bulk', 'task', 'import', 'command-line')
        and not exists (select from tenon.import_chunks i where i.import = ${id} and i.tx = o.tx)
    ) as touched
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
  for (const entity of new Set(logged.map((one) => one.entity))) {
    if (!context.release.model.entities.has(entity)) continue;
    const mine = logged.filter((one) => one.entity === entity);
    const deleted = await deleteCreated(deps, context, tx, id, entity, mine);
    const putBack = await putBackUpdated(deps, context, tx, id, entity, mine);
    undone.deleted += deleted.done;
    undone.putBack += putBack.done;
    undone.left += deleted.left + putBack.left;
  }
  return undone;
}

interface Outcome {
  readonly done: number;
  readonly left: number;
}

async function deleteCreated(
  deps: RecordsDependencies,
  context: Context,
  tx: Transaction,
  id: string,
  entity: string,
  logged: readonly Logged[],
): Promise<Outcome> {
  const created = logged.filter(({ action }) => action === 'create');
  const records = await presentRecords(
    context,
    entity,
    created.filter(({ touched }) => !touched),
  );
  const at = deps.now();
  const writes = records.map(
    (record): Write => ({
      entity,
      id: record.id,
      action: 'delete',
      values: new Map(),
      changes: {},
      version: record.version,
      at,
    }),
  );
  await updateMany(context, tx, entity, 'delete', writes);
  const left = created
    .filter(({ touched }) => touched)
    .map((one): Left => ({ entity, record: one.record_id, fields: [], reason: 'changed-since' }));
  await addLeft(tx, id, left);
  return { done: writes.length, left: left.length };
}

async function putBackUpdated(
  deps: RecordsDependencies,
  context: Context,
  tx: Transaction,
  id: string,
  entity: string,
  logged: readonly Logged[],
): Promise<Outcome> {
  const updated = logged.filter(({ action }) => action === 'update');
  if (updated.length === 0) return { done: 0, left: 0 };
  const records = new Map(
    (await presentRecords(context, entity, updated)).map((record) => [record.id, record]),
  );
  const { fields } = physicalEntity(context.release, entity);
  const left: Left[] = [];
  const writes: Write[] = [];
  const at = deps.now();
  for (const { record_id, changes } of updated) {
    const record = records.get(record_id);
    if (!record) {
      left.push({ entity, record: record_id, fields: Object.keys(changes), reason: 'deleted-since' });
      continue;
    }
    const values = new Map<string, unknown>();
    const back: { [field: string]: readonly [unknown, unknown] } = {};
    const changed: string[] = [];
    const sealed: string[] = [];
    for (const [field, [before, after]] of Object.entries(changes)) {
      const physical = fields.get(field);
      if (!physical) continue;
      if (physical.serverType.keeping) sealed.push(field);
      else if (!isSame(record[field] ?? null, after ?? null)) changed.push(field);
      else {
        values.set(field, before);
        back[field] = [after, before];
      }
    }
    if (changed.length > 0)
      left.push({ entity, record: record_id, fields: changed, reason: 'changed-since' });
    if (sealed.length > 0) left.push({ entity, record: record_id, fields: sealed, reason: 'sealed' });
    if (values.size > 0)
      writes.push({
        entity,
        id: record_id,
        action: 'update',
        values,
        changes: back,
        version: record.version,
        at,
      });
  }
  const refused = await writeBack(deps, context, tx, entity, writes);
  for (const { id: record, values } of refused)
    left.push({ entity, record, fields: [...values.keys()], reason: 'unique-conflict' });
  await addLeft(tx, id, left);
  return { done: writes.length - refused.length, left: left.length };
}

/** Writes what can be written; halves find the records whose old value somebody else has by now. */
async function writeBack(
  deps: RecordsDependencies,
  context: Context,
  tx: Transaction,
  entity: string,
  writes: readonly Write[],
): Promise<readonly Write[]> {
  if (writes.length === 0) return [];
  try {
    await tx.savepoint(async () => {
      await namingConflicts(context, entity, () => updateMany(context, tx, entity, 'update', writes));
      const moved = writes.flatMap(({ id, changes }): OwnerChange[] => {
        const [from, to] = (changes.owner ?? []) as [string | null, string | null];
        return changes.owner ? [{ entity, record: id, from, to }] : [];
      });
      if (moved.length > 0) await deps.ownership.record(context, moved);
    });
    return [];
  } catch (error) {
    if (!isTenonError(error) || !['unique-conflict', 'invalid-values'].includes(error.code)) throw error;
    if (writes.length === 1) return writes;
    const middle = Math.ceil(writes.length / 2);
    return [
      ...(await writeBack(deps, context, tx, entity, writes.slice(0, middle))),
      ...(await writeBack(deps, context, tx, entity, writes.slice(middle))),
    ];
  }
}

/** The records as they are, with every field: who may take the import back puts back what it wrote, whoever reads it. */
async function presentRecords(
  context: Context,
  entity: string,
  logged: readonly Logged[],
): Promise<readonly RecordBody[]> {
  if (logged.length === 0) return [];
  const model = context.release.model.entities.get(entity);
  const paths = [...(model?.fields.values() ?? [])]
    .filter(({ storage }) => storage.kind !== 'inverse')
    .map((field) => ({ path: field.id, steps: [field], field }));
  const ids = [...new Set(logged.map(({ record_id }) => record_id))].sort();
  const system: Context = { ...context, viewer: { ...context.viewer, id: null } };
  return (await findRecords(system, entity, ids, { paths, lock: true, unread: true })).map(
    ({ record }) => record,
  );
}

async function addLeft(tx: Transaction, id: string, left: readonly Left[]): Promise<void> {
  if (left.length === 0) return;
  await tx.copy(
    sql`copy tenon.import_left (import, entity, record_id, fields, reason) from stdin`,
    left.map(({ entity, record, fields, reason }) =>
      copyLine([id, entity, record, copyText([...fields], 'text[]'), reason]),
    ),
  );
}
