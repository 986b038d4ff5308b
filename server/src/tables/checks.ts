/** What the rows say to a change of the configuration before it is published. */
import type { DocumentRef, Problem } from '@tenon/documents';
import { type Sql, sql } from '@tenon/expressions';
import { type EntityModel, planProblem } from '@tenon/model';
import type { Queryable } from '../database/index.ts';
import { heldValues } from './carry.ts';
import { type CarryColumns, type CreateIndex, type TableChange, takerOf } from './changes.ts';
import type { PhysicalModel } from './physical.ts';
import { type ActualTables, tableKey } from './shape.ts';

export interface DataChecks {
  readonly changes: readonly TableChange[];
  readonly actual: ActualTables;
  readonly physical: PhysicalModel;
  /** Entities of the live release, to see what was required before. */
  readonly before: ReadonlyMap<string, EntityModel>;
  /** JSON Pointer to a field in the document of its entity; '' when it has none. */
  readonly pointerTo: (entity: string, field: string) => string;
}

export async function checkData(db: Queryable, checks: DataChecks): Promise<readonly Problem[]> {
  return [
    ...(await duplicates(db, checks)),
    ...(await missingValues(db, checks)),
    ...(await slowConversions(db, checks)),
  ];
}

/** Equal values in a field that becomes unique: an error, with how many there are. */
export async function duplicates(
  db: Queryable,
  { changes, actual, pointerTo }: Pick<DataChecks, 'changes' | 'actual' | 'pointerTo'>,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const change of changes) {
    if (change.kind !== 'create_index' || !change.filled) continue;
    const { of, index } = change;
    const { field } = index;
    if (field === undefined) continue;
    const source = sourceOf(change, changes, actual);
    if (!source) continue;
    const { keys, where } = index;
    const [row] = await db.query<{ values: string; records: string }>(sql`
      select count(*) as values, coalesce(sum(n), 0) as records from (
        select count(*) as n from ${source} as present
        where ${where ?? sql`true`} and (${keys}) is not null
        group by ${keys} having count(*) > 1) as equal`);
    const values = Number(row?.values);
    if (values === 0) continue;
    const details = { field, values, records: Number(row?.records) };
    const hint = 'Make the values differ first, or delete the extra records.';
    problems.push(
      planProblem('unique-has-duplicates', entityOf(of), pointerTo(of, field), details, { hint }),
    );
  }
  return problems;
}

export interface DuplicateGroups {
  readonly entity: string;
  /** The field, or the combination. */
  readonly of: string;
  /** The first of the values that several records hold. */
  readonly groups: readonly { readonly value: string; readonly records: number }[];
  readonly records: number;
  readonly where: { readonly text: Sql };
}

/** Which values stand against uniqueness, the most frequent first. */
export async function duplicateGroups(
  db: Queryable,
  { changes, actual }: Pick<DataChecks, 'changes' | 'actual'>,
  most: number,
): Promise<readonly DuplicateGroups[]> {
  const found: DuplicateGroups[] = [];
  for (const change of changes) {
    if (change.kind !== 'create_index' || !change.filled || change.index.field === undefined) continue;
    const { of, index } = change;
    const source = sourceOf(change, changes, actual);
    if (!source) continue;
    const { keys, where = sql`true`, columns } = index;
    const listed = columns.map((column) => sql`${sql.id(column)}::text`);
    const text = columns.length === 1 ? sql.join(listed) : sql`concat_ws(' · ', ${sql.join(listed)})`;
    const rows = await db.query<{ value: string; records: string; all: string }>(sql`
      select value, n as records, sum(n) over () as "all" from (
        select min(${text}) as value, count(*) as n from ${source} as present
        where ${where} and (${keys}) is not null group by ${keys} having count(*) > 1) as equal
      order by n desc, value limit ${most}`);
    if (rows.length === 0) continue;
    found.push({
      entity: of,
      of: index.field as string,
      groups: rows.map(({ value, records }) => ({ value, records: Number(records) })),
      records: Number(rows[0]?.all),
      where: { text },
    });
  }
  return found;
}

/** Where the values are that the index will cover; undefined when there are none yet. */
function sourceOf(change: CreateIndex, changes: readonly TableChange[], actual: ActualTables) {
  const { schema, table, index } = change;
  const present = actual.get(tableKey({ schema, name: table }));
  const there = present && index.columns.every((column) => present.columns.get(column)?.mark);
  const replaced = changes.some(
    (other) =>
      'table' in other &&
      other.table === table &&
      touches(other).some((name) => index.columns.includes(name)),
  );
  return there && !replaced ? sql.id(schema, table) : undefined;
}

function touches(change: TableChange): readonly string[] {
  if (change.kind === 'add_column') return [change.column.name];
  if (change.kind === 'carry_columns') return change.to.map(({ name }) => name);
  if (change.kind === 'revive_column' || change.kind === 'retire_column') return [change.column];
  return [];
}

/** Live records without a value that is to be required: they stay, but every edit will ask for it. */
async function missingValues(
  db: Queryable,
  { changes, physical, before, actual, pointerTo }: DataChecks,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const { entity, tableName, fields } of physical.entities.values()) {
    const present = actual.get(`records.${tableName}`);
    if (!present?.mark || present.empty) continue;
    for (const { field, columns } of fields.values()) {
      const was = before.get(entity.id)?.fields.get(field.id)?.required ?? false;
      if (!field.required || was || field.system || columns.length === 0) continue;
      const of = `${entity.id}.${field.id}`;
      const fresh = changes.some((change) => change.kind === 'add_column' && change.column.mark?.of === of);
      const carry = changes.find(
        (change): change is CarryColumns => change.kind === 'carry_columns' && takerOf(change) === of,
      );
      const places = carry
        ? heldValues(carry)
        : columns.map(({ name }) => sql.id('records', tableName, name));
      const empty = fresh
        ? sql`true`
        : sql.join(
            places.map((value) => sql`${value} is null`),
            ' and ',
          );
      const [row] = await db.query<{ count: string }>(
        sql`select count(*) as count from ${sql.id('records', tableName)} where deleted_at is null and ${empty}`,
      );
      const count = Number(row?.count);
      if (count === 0) continue;
      const hint = 'They stay as they are; whoever edits one has to fill it in.';
      const details = { field: field.id, count };
      const pointer = pointerTo(entity.id, field.id);
      problems.push(planProblem('required-has-empty', entityOf(entity.id), pointer, details, { hint }));
    }
  }
  return problems;
}

/** Up to so many rows a conversion is done in well under a second. */
const quickRows = 50_000;

/** A conversion fills its column while the table is locked: people should choose the hour. */
async function slowConversions(
  db: Queryable,
  { changes, pointerTo }: DataChecks,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const change of changes) {
    if (change.kind !== 'convert_column') continue;
    const { schema, table, to } = change;
    const [row] = await db.query<{ count: string }>(
      sql`select count(*) as count from ${sql.id(schema, table)}`,
    );
    const count = Number(row?.count);
    if (count <= quickRows) continue;
    const [entity = table, field = to.name] = to.mark?.of.split('.') ?? [];
    const hint = 'Publish at a quiet hour, or make a new field beside it.';
    const pointer = pointerTo(entity, field);
    problems.push(
      planProblem('conversion-takes-time', entityOf(entity), pointer, { field, count }, { hint }),
    );
  }
  return problems;
}

function entityOf(id: string): DocumentRef {
  return { kind: 'entity', id };
}
