/** What refers to merged records, of whatever entity, comes to refer to the survivor: through the gate's own writes. */
import { type Sql, sql } from '@tenon/expressions';
import type { FieldModel, RecordBody } from '@tenon/model';
import { type Context, within } from '../../context.ts';
import type { Transaction } from '../../database/index.ts';
import { TenonError } from '../../errors.ts';
import { columnsOf, physicalEntity } from '../../query/compile/columns.ts';
import { namingConflicts } from '../../records/conflicts.ts';
import { readableIds } from '../../records/values/references.ts';
import type { Write } from '../../records/write.ts';
import { dbValues } from '../../records/write.ts';
import { updateMany } from '../../records/write-many.ts';
import type { LiveRelease } from '../../releases/live.ts';
import type { PhysicalField } from '../../tables/physical.ts';
import { holdRows, wholeRecords } from './held.ts';
import type { MergePlan } from './request.ts';

const atOnce = 1_000;
/** Records that one merge may move. */
const mostMoved = 100_000;

export interface Moved {
  readonly seen: readonly { readonly entity: string; readonly count: number }[];
}

/** Fields, of any entity, whose values may be records of this one. */
export function referringFields(release: LiveRelease, entity: string): readonly PhysicalField[] {
  return release.memo(`duplicates:referring:${entity}`, () =>
    [...release.physical.entities.values()].flatMap(({ fields }) =>
      [...fields.values()].filter(
        ({ field, link, columns, serverType }) =>
          !field.system &&
          !field.computed &&
          (link || columns.length > 0) &&
          (field.relation ? field.relation.entity === entity : serverType.refersTo !== undefined),
      ),
    ),
  );
}

/** The value of a field that refers to one record. */
export function referenceTo({ field }: PhysicalField, entity: string, id: string): unknown {
  return field.type.refersTo ? { entity, id } : id;
}

export async function moveReferences(
  context: Context,
  tx: Transaction,
  entity: string,
  plan: MergePlan,
  merge: string,
  at: string,
): Promise<Moved> {
  const moved = new Map<string, Set<string>>();
  for (const physical of referringFields(context.release, entity)) {
    const ids = physical.link
      ? await moveLinks(context, tx, physical, entity, plan, merge, at)
      : await moveValues(context, tx, physical, entity, plan, merge, at);
    const known = moved.get(physical.field.entity) ?? new Set();
    for (const id of ids) known.add(id);
    moved.set(physical.field.entity, known);
    if (known.size > mostMoved)
      throw new TenonError('limit-exceeded', `A merge moves at most ${mostMoved} records of an entity`);
  }
  const some = new Map([...moved].filter(([, ids]) => ids.size > 0));
  if (some.size === 0) return { seen: [] };
  const { model } = context.release;
  const readable = await readableIds(
    context,
    new Map([...some].filter(([id]) => model.entities.has(id) && canRead(context, id))),
  );
  return {
    seen: [...readable]
      .map(([id, ids]) => ({ entity: id, count: ids.size }))
      .filter(({ count }) => count > 0),
  };
}

function canRead({ viewer }: Context, entity: string): boolean {
  return viewer.id === null || viewer.access.can(entity, 'read');
}

async function moveValues(
  context: Context,
  tx: Transaction,
  physical: PhysicalField,
  entity: string,
  { survivor, others }: MergePlan,
  merge: string,
  at: string,
): Promise<readonly string[]> {
  const { field } = physical;
  const { table } = physicalEntity(context.release, field.entity);
  const alias = sql.id('r');
  const all: string[] = [];
  for (const other of others) {
    const points = pointsTo(physical, alias, referenceTo(physical, entity, other));
    // Deleted records follow without a trace in their history: nobody sees them, and they may come back.
    const rows = await tx.query<{ id: string; version: number; deleted: boolean }>(sql`
      select r.id, r.version, r.deleted_at is not null as deleted from ${table} r
      where ${points} and r.id <> all(${sql.value([survivor, ...others], 'uuid[]')})
      order by r.id limit ${sql.value(mostMoved + 1, 'bigint')} for update`);
    const value = referenceTo(physical, entity, survivor);
    const before = referenceTo(physical, entity, other);
    for (let start = 0; start < rows.length; start += atOnce) {
      const part = rows.slice(start, start + atOnce);
      const live = part.filter(({ deleted }) => !deleted);
      await writeReferences(
        context,
        tx,
        field,
        live.map(({ id, version }) => ({ id, version, before, value })),
        at,
      );
      const buried = part.filter(({ deleted }) => deleted).map(({ id }) => id);
      await setBuried(tx, context, physical, buried, value);
      await noteMoves(
        tx,
        merge,
        'value',
        field,
        part.map(({ id }) => ({ id, from: other, had: false })),
      );
    }
    all.push(...rows.map(({ id }) => id));
  }
  return all;
}

/** Sets a reference of deleted records. */
export async function setBuried(
  tx: Transaction,
  context: Context,
  physical: PhysicalField,
  ids: readonly string[],
  value: unknown,
): Promise<void> {
  if (ids.length === 0) return;
  const { table } = physicalEntity(context.release, physical.field.entity);
  const parts = dbValues(physical, value);
  const sets = physical.columns.map(
    ({ name, spec }, index) => sql`${sql.id(name)} = ${sql.value(parts[index], spec.type)}`,
  );
  await tx.query(
    sql`update ${table} set ${sql.join(sets)} where id = any(${sql.value([...ids], 'uuid[]')}) and deleted_at is not null`,
  );
}

export function pointsTo(physical: PhysicalField, alias: Sql, value: unknown): Sql {
  const parts = dbValues(physical, value);
  const columns = columnsOf(physical, alias);
  return sql.join(
    columns.map((column, index) => {
      const type = physical.columns[index]?.spec.type ?? 'uuid';
      return sql`${column} = ${sql.value(parts[index], type)}`;
    }),
    ' and ',
  );
}

async function moveLinks(
  context: Context,
  tx: Transaction,
  physical: PhysicalField,
  entity: string,
  { survivor, others }: MergePlan,
  merge: string,
  at: string,
): Promise<readonly string[]> {
  const { field, link } = physical;
  if (!link) return [];
  const own = field.entity === entity ? [survivor, ...others] : [];
  const rows = await tx.query<{ id: string; to: string }>(sql`
    select l.from_id as id, l.to_id as to from ${link.table} l
    where l.to_id = any(${sql.value([...others], 'uuid[]')}) and l.from_id <> all(${sql.value(own, 'uuid[]')})
    order by l.from_id limit ${sql.value(mostMoved + 1, 'bigint')}`);
  const ids = [...new Set(rows.map(({ id }) => id))];
  const gone = new Set(others);
  for (let start = 0; start < ids.length; start += atOnce) {
    const part = new Set(ids.slice(start, start + atOnce));
    await holdRows(context, tx, field.entity, [...part]);
    const records = await wholeRecords(context, field.entity, [...part], 'any');
    const lists = [...records.values()].map((record) => {
      const list = listIn(record, field.id);
      const kept = list.filter((id) => !gone.has(id));
      return { record, list, value: [...new Set([...kept, survivor])].sort() };
    });
    const live = await liveOf(tx, context, field.entity, [...part]);
    await writeReferences(
      context,
      tx,
      field,
      lists
        .filter(({ record }) => live.has(record.id))
        .map(({ record, list, value }) => ({ id: record.id, version: record.version, before: list, value })),
      at,
    );
    const buried = [...part].filter((id) => !live.has(id));
    await relinkBuried(tx, link.table, buried, others, [survivor]);
    const had = new Set(lists.filter(({ list }) => list.includes(survivor)).map(({ record }) => record.id));
    await noteMoves(
      tx,
      merge,
      'link',
      field,
      rows.filter(({ id }) => part.has(id)).map(({ id, to }) => ({ id, from: to, had: had.has(id) })),
    );
  }
  return ids;
}

export function listIn(record: RecordBody, field: string): readonly string[] {
  const list = record[field];
  return Array.isArray(list) ? list.map(String) : [];
}

async function liveOf(
  tx: Transaction,
  context: Context,
  entity: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { table } = physicalEntity(context.release, entity);
  const rows = await tx.query<{ id: string }>(
    sql`select r.id from ${table} r where r.id = any(${sql.value([...ids], 'uuid[]')}) and r.deleted_at is null`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Links of deleted records to some become links to others. */
export async function relinkBuried(
  tx: Transaction,
  table: Sql,
  records: readonly string[],
  away: readonly string[],
  to: readonly string[],
): Promise<void> {
  if (records.length === 0) return;
  const those = sql.value([...records], 'uuid[]');
  await tx.query(
    sql`delete from ${table} where from_id = any(${those}) and to_id = any(${sql.value([...away], 'uuid[]')})`,
  );
  await tx.query(
    sql`insert into ${table} (from_id, to_id) select f, t from unnest(${those}) f cross join unnest(${sql.value([...to], 'uuid[]')}) t on conflict do nothing`,
  );
}

export interface ReferenceWrite {
  readonly id: string;
  readonly version: number;
  readonly before: unknown;
  readonly value: unknown;
}

/** Whom a record refers to is the merge's to say: constraints of the record are not asked, uniqueness is kept. */
export async function writeReferences(
  context: Context,
  tx: Transaction,
  { entity, id: field }: FieldModel,
  rows: readonly ReferenceWrite[],
  at: string,
): Promise<void> {
  if (rows.length === 0) return;
  const writes = rows.map(
    ({ id, version, before, value }): Write => ({
      entity,
      id,
      action: 'update',
      values: new Map([[field, value]]),
      changes: { [field]: [before, value] },
      version,
      at,
      kept: true,
    }),
  );
  const held = within(context, tx);
  await namingConflicts(held, entity, () => updateMany(held, tx, entity, 'update', writes));
}

async function noteMoves(
  tx: Transaction,
  merge: string,
  kind: 'value' | 'link',
  { entity, id: field }: FieldModel,
  moves: readonly { readonly id: string; readonly from: string; readonly had: boolean }[],
): Promise<void> {
  if (moves.length === 0) return;
  await tx.query(sql`
    insert into tenon.merge_moves (merge, kind, place, field, record_id, from_id, had)
    select ${sql.value(merge, 'uuid')}, ${kind}, ${entity}, ${field}, v.id, v.from_id, v.had
    from unnest(${sql.value(
      moves.map(({ id }) => id),
      'uuid[]',
    )}, ${sql.value(
      moves.map(({ from }) => from),
      'uuid[]',
    )}, ${sql.value(
      moves.map(({ had }) => had),
      'boolean[]',
    )}) as v (id, from_id, had)`);
}
