/** What the rows say to a change of the configuration before it is published. */
import type { Problem } from '@tenon/documents';
import { sql } from '@tenon/expressions';
import type { EntityModel } from '@tenon/model';
import type { Queryable } from '../database/index.ts';
import type { CreateIndex, TableChange } from './changes.ts';
import type { PhysicalModel } from './physical.ts';
import { type ActualTables, type Mark, tableKey } from './shape.ts';

export interface DataChecks {
  readonly changes: readonly TableChange[];
  readonly actual: ActualTables;
  readonly physical: PhysicalModel;
  /** Entities of the live release, to see what was required before. */
  readonly before: ReadonlyMap<string, EntityModel>;
}

export async function checkData(db: Queryable, checks: DataChecks): Promise<readonly Problem[]> {
  return [...(await duplicates(db, checks)), ...(await missingValues(db, checks)), ...lostValues(checks)];
}

/** Equal values in a field that becomes unique: an error, with how many there are. */
async function duplicates(db: Queryable, { changes, actual }: DataChecks): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const change of changes) {
    if (change.kind !== 'create_index' || !change.index.field || !change.filled) continue;
    const source = sourceOf(change, changes, actual);
    if (!source) continue;
    const { keys, where } = change.index;
    const [row] = await db.query<{ values: string; records: string }>(sql`
      select count(*) as values, coalesce(sum(n), 0) as records from (
        select count(*) as n from ${source} as present
        where ${where ?? sql`true`} and (${keys}) is not null
        group by ${keys} having count(*) > 1) as equal`);
    const values = Number(row?.values);
    if (values === 0) continue;
    const { table, index } = change;
    problems.push({
      code: 'unique-has-duplicates',
      severity: 'error',
      document: { kind: 'entity', id: table },
      pointer: '',
      message: `${index.field} cannot be unique: ${row?.records} records share ${values} value${values === 1 ? '' : 's'}`,
      hint: 'Make the values differ first, or delete the extra records.',
      details: { field: index.field ?? '', values, records: Number(row?.records) },
    });
  }
  return problems;
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
  if (change.kind === 'revive_column' || change.kind === 'retire_column') return [change.column];
  return [];
}

/** Live records without a value that is to be required: they stay, but every edit will ask for it. */
async function missingValues(
  db: Queryable,
  { changes, physical, before, actual }: DataChecks,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const { entity, tableName, fields } of physical.entities.values()) {
    const present = actual.get(`records.${tableName}`);
    if (!present?.mark || present.empty) continue;
    for (const { field, columns } of fields.values()) {
      const was = before.get(entity.id)?.fields.get(field.id)?.required ?? false;
      if (!field.required || was || field.system || columns.length === 0) continue;
      const fresh = changes.some(
        (change) => change.kind === 'add_column' && change.column.mark?.of === `${entity.id}.${field.id}`,
      );
      const empty = fresh
        ? sql`true`
        : sql.join(
            columns.map(({ name }) => sql`${sql.id(name)} is null`),
            ' and ',
          );
      const [row] = await db.query<{ count: string }>(
        sql`select count(*) as count from ${sql.id('records', tableName)} where deleted_at is null and ${empty}`,
      );
      const count = Number(row?.count);
      if (count === 0) continue;
      problems.push({
        code: 'required-has-empty',
        severity: 'warning',
        document: { kind: 'entity', id: entity.id },
        pointer: '',
        message: `${count} record${count === 1 ? ' has' : 's have'} no value in ${field.id}, which becomes required`,
        hint: 'They stay as they are; whoever edits one has to fill it in.',
        details: { field: field.id, count },
      });
    }
  }
  return problems;
}

/** A field whose type becomes one that cannot hold its values: they are set aside, and people should know. */
function lostValues({ changes, actual }: DataChecks): readonly Problem[] {
  const retired = changes.flatMap((change): readonly { mark: Mark; table: string }[] =>
    change.kind === 'retire_column' ? [change] : [],
  );
  return changes.flatMap((change): readonly Problem[] => {
    if (change.kind !== 'add_column' || actual.get(`records.${change.table}`)?.empty !== false) return [];
    const old = retired.find(({ mark }) => mark.of === change.column.mark?.of);
    if (!old) return [];
    const field = old.mark.of.split('.')[1] ?? old.mark.of;
    return [
      {
        code: 'type-change-sets-aside',
        severity: 'warning',
        document: { kind: 'entity', id: change.table },
        pointer: '',
        message: `${field} starts empty: values of type ${old.mark.type} cannot all become ${change.column.mark?.type}`,
        hint: 'The old values are kept and come back on roll back. For both, make a new field beside it.',
        details: { field, from: old.mark.type, to: change.column.mark?.type ?? '' },
      },
    ];
  });
}
