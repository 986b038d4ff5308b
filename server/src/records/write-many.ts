/** The same writes for many records of one entity in a few statements: for imports and bulk changes. */
import { type Sql, sql } from '@tenon/expressions';
import type { Context } from '../context.ts';
import { copyLine, copyText, escaped, type Transaction } from '../database/index.ts';
import { guardDuplicates } from '../duplicates/guard.ts';
import { newId } from '../ids.ts';
import { physicalEntity } from '../query/compile/columns.ts';
import type { PhysicalEntity, PhysicalField } from '../tables/physical.ts';
import { initialValues, keepDerived } from './derived/index.ts';
import { keepAllValues, needsKeeping } from './keeping/keep.ts';
import { type Action, dbValues, type Write } from './write.ts';

type Json = { [key: string]: unknown };

export async function insertMany(
  context: Context,
  tx: Transaction,
  entity: string,
  given: readonly Write[],
): Promise<void> {
  const writes = withInitial(context, entity, await keptWrites(context, tx, entity, true, given));
  const [first] = writes;
  if (!first) return;
  const physical = physicalEntity(context.release, entity);
  const fields = fieldsOf(physical, new Set(writes.flatMap(({ values }) => [...values.keys()])));
  const columns = columnsOf(fields);
  const names = columns.map(({ name }) => sql.id(name));
  await tx.copy(
    sql`copy ${physical.table} (${sql.join([sql`id, created_at, created_by, updated_at, updated_by, version`, ...names])}) from stdin`,
    recordLines(context, writes, fields),
  );
  await insertLinks(tx, physical, writes);
  await logMany(context, tx, entity, 'create', writes);
  await guardDuplicates(context, tx, entity, writes);
  await keepDerived(context, tx, entity, writes);
}

function withInitial(context: Context, entity: string, writes: readonly Write[]): readonly Write[] {
  const initial = initialValues(context.release, entity);
  if (initial.size === 0) return writes;
  return writes.map((write) => ({ ...write, values: new Map([...initial, ...write.values]) }));
}

/** Writes over records that are still at the version that was read; how many it were. */
export async function updateMany(
  context: Context,
  tx: Transaction,
  entity: string,
  action: Action,
  given: readonly Write[],
): Promise<number> {
  const writes = await keptWrites(context, tx, entity, false, given);
  const physical = physicalEntity(context.release, entity);
  let count = 0;
  // Records of one statement change the same fields, so that none is overwritten that another process just wrote.
  for (const group of byFields(writes)) {
    const [first] = group;
    if (!first) continue;
    const fields = fieldsOf(physical, new Set(first.values.keys()));
    const columns = columnsOf(fields);
    const at = sql.value(first.at, 'timestamptz');
    const sets = [
      sql`updated_at = ${at}`,
      sql`updated_by = ${sql.value(context.viewer.id, 'uuid')}`,
      sql`version = r.version + 1`,
      ...columns.map(({ name }) => sql`${sql.id(name)} = v.${sql.id(name)}`),
      ...(action === 'delete' ? [sql`deleted_at = ${at}`] : []),
    ];
    const updated = await tx.query<{ id: string }>(
      sql`update ${physical.table} as r set ${sql.join(sets)} from ${rowsAs(group, fields, columns)} where r.id = v.id and r.version = v.version and r.deleted_at is null returning r.id`,
    );
    count += updated.length;
    await replaceLinks(tx, physical, group);
  }
  await logMany(context, tx, entity, action, writes);
  await guardDuplicates(context, tx, entity, writes);
  await keepDerived(context, tx, entity, writes);
  return count;
}

/** What nobody has shown to the field types so far is shown to them here; a value that is refused fails all. */
async function keptWrites(
  context: Context,
  tx: Transaction,
  entity: string,
  isNew: boolean,
  writes: readonly Write[],
): Promise<readonly Write[]> {
  const due = writes.filter((write) => !write.kept && needsKeeping(context, entity, isNew, write.values));
  if (due.length === 0) return writes;
  const kept = await keepAllValues({ ...context, tx }, entity, isNew, due, '/values');
  const byId = new Map(kept.map((write) => [write.id, write]));
  return writes.map((write) => byId.get(write.id) ?? write);
}

function* recordLines(
  context: Context,
  writes: readonly Write[],
  fields: readonly PhysicalField[],
): Generator<string> {
  const [first] = writes;
  const made = [first?.at ?? '', by(context)];
  const same = [...made, ...made, '1'];
  for (const { id, values } of writes) {
    const cells = [id, ...same];
    for (const field of fields) {
      const parts = dbValues(field, values.get(field.field.id));
      field.columns.forEach(({ spec }, index) => {
        cells.push(copyText(parts[index], spec.type));
      });
    }
    yield copyLine(cells);
  }
}

const by = (context: Context) => copyText(context.viewer.id, 'uuid');

function fieldsOf(physical: PhysicalEntity, ids: ReadonlySet<string>): readonly PhysicalField[] {
  return [...physical.fields.values()].filter(({ field }) => ids.has(field.id));
}

function columnsOf(fields: readonly PhysicalField[]) {
  return fields.flatMap(({ columns }) => columns);
}

/** Rows as one JSON parameter: it carries lists and exact numbers alike, and any number of rows is one text of SQL. */
function rowsAs(
  writes: readonly Write[],
  fields: readonly PhysicalField[],
  columns: ReturnType<typeof columnsOf>,
): Sql {
  const rows = writes.map(({ id, version, values }) => {
    const json: Json = { id, version };
    for (const field of fields) {
      const parts = dbValues(field, values.get(field.field.id));
      field.columns.forEach(({ name }, index) => {
        json[name] = parts[index] ?? null;
      });
    }
    return json;
  });
  const types = columns.map(({ name, spec }) => sql`${sql.id(name)} ${sql.type(spec.type)}`);
  return sql`jsonb_to_recordset(${sql.value(JSON.stringify(rows), 'jsonb')}) as v(${sql.join([sql`id uuid, version integer`, ...types])})`;
}

function* byFields(writes: readonly Write[]): Generator<readonly Write[]> {
  const groups = new Map<string, Write[]>();
  for (const write of writes) {
    const key = [...write.values.keys()].sort().join(' ');
    const group = groups.get(key);
    if (group) group.push(write);
    else groups.set(key, [write]);
  }
  yield* groups.values();
}

async function insertLinks(
  tx: Transaction,
  physical: PhysicalEntity,
  writes: readonly Write[],
): Promise<void> {
  for (const { field, link } of physical.fields.values()) {
    if (!link) continue;
    const pairs = writes.flatMap(({ id, values }) => {
      const others = values.get(field.id);
      return Array.isArray(others) ? others.map((other): [string, string] => [id, String(other)]) : [];
    });
    if (pairs.length === 0) continue;
    const from = sql.value(
      pairs.map(([id]) => id),
      'uuid[]',
    );
    const to = sql.value(
      pairs.map(([, other]) => other),
      'uuid[]',
    );
    await tx.query(
      sql`insert into ${link.table} (from_id, to_id) select * from unnest(${from}, ${to}) on conflict do nothing`,
    );
  }
}

async function replaceLinks(
  tx: Transaction,
  physical: PhysicalEntity,
  writes: readonly Write[],
): Promise<void> {
  for (const { field, link } of physical.fields.values()) {
    const owners = link ? writes.filter(({ values }) => values.has(field.id)) : [];
    if (!link || owners.length === 0) continue;
    await tx.query(
      sql`delete from ${link.table} where from_id = any(${sql.value(
        owners.map(({ id }) => id),
        'uuid[]',
      )})`,
    );
  }
  await insertLinks(tx, physical, writes);
}

async function logMany(
  context: Context,
  tx: Transaction,
  entity: string,
  action: Action,
  writes: readonly Write[],
): Promise<void> {
  const [first] = writes;
  if (!first) return;
  function* logLines(): Generator<string> {
    for (const { id, version, changes } of writes)
      yield copyLine([newId(), entity, id, action, String(version + 1), copyText(changes, 'jsonb'), ...same]);
  }
  const same = [first.at, by(context), escaped(context.source), String(context.release.number)];
  await tx.copy(
    sql`copy tenon.changes (id, entity, record_id, action, version, changes, at, by_id, source, release) from stdin`,
    logLines(),
  );
  tx.announce('tenon_changes');
}
