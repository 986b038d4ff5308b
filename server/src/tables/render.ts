/** Changes as SQL. Names pass `sql.id`, types come from the closed list; nothing else of a document becomes SQL text. */
import { type Sql, sql } from '@tenon/expressions';
import type { ChangeKind, ChangeOf, TableChange } from './changes.ts';
import { conversionOf } from './conversions.ts';
import { seenName, stageName } from './names.ts';
import { type ColumnShape, type DesiredIndex, type Mark, printMark, type StorageSchema } from './shape.ts';

type Renderers = { readonly [Kind in ChangeKind]: (change: ChangeOf<Kind>) => readonly Sql[] };

const renderers: Renderers = {
  create_table: ({ table }) => {
    const id = sql.id(table.schema, table.name);
    const primary = sql`primary key (${sql.join(table.primaryKey.map((name) => sql.id(name)))})`;
    return [
      sql`create table ${id} (${sql.join([...table.columns.map(columnDefinition), primary])})`,
      commentOnTable(id, table.mark),
      ...table.columns.flatMap((column) =>
        commentOnColumn(table.schema, table.name, column.name, column.mark),
      ),
    ];
  },
  retire_table: ({ schema, table, aside, indexes }) => [
    ...indexes.map((index) => sql`drop index if exists ${sql.id(schema, index)}`),
    sql`alter table ${sql.id(schema, table)} rename to ${sql.id(aside)}`,
  ],
  revive_table: ({ schema, table, aside }) => [
    sql`alter table ${sql.id(schema, aside)} rename to ${sql.id(table)}`,
  ],
  add_column: ({ schema, table, column }) => addColumn(schema, table, column),
  retire_column: ({ schema, table, column, aside, indexes }) => [
    ...indexes.map((index) => sql`drop index if exists ${sql.id(schema, index)}`),
    sql`alter table ${sql.id(schema, table)} rename column ${sql.id(column)} to ${sql.id(aside)}`,
  ],
  revive_column: ({ schema, table, column, aside }) => [
    sql`alter table ${sql.id(schema, table)} rename column ${sql.id(aside)} to ${sql.id(column)}`,
  ],
  convert_column: ({ schema, table, from, to, aside, indexes }) => {
    const convert = conversionOf(from.type, to.type);
    if (!convert) throw new TypeError(`${from.type} cannot become ${to.type} without loss`);
    return [
      ...indexes.map((index) => sql`drop index if exists ${sql.id(schema, index)}`),
      sql`alter table ${sql.id(schema, table)} rename column ${sql.id(from.name)} to ${sql.id(aside)}`,
      ...addColumn(schema, table, to),
      sql`update ${sql.id(schema, table)} set ${sql.id(to.name)} = ${convert(sql.id(aside))} where ${sql.id(aside)} is not null`,
    ];
  },
  carry_columns: ({ schema, table, from, to, asides, indexes }) => {
    const id = sql.id(schema, table);
    const rename = (name: string, as: string) =>
      sql`alter table ${id} rename column ${sql.id(name)} to ${sql.id(as)}`;
    return [
      ...indexes.map((index) => sql`drop index if exists ${sql.id(schema, index)}`),
      ...(asides ?? []).flatMap((aside, index) => rename(from[index]?.name ?? '', aside)),
      ...to.flatMap(({ name, mark }) => [
        rename(stageName(name), name),
        ...commentOnColumn(schema, table, name, mark),
      ]),
      sql`alter table ${id} drop column ${sql.id(seenName(to))}`,
    ];
  },
  carry_pairs: ({ schema, table, to }) => [
    sql`alter table ${sql.id(schema, stageName(table))} rename to ${sql.id(table)}`,
    commentOnTable(sql.id(schema, table), to.mark),
  ],
  mark_column: ({ schema, table, column }) => commentOnColumn(schema, table, column.name, column.mark),
  create_index: ({ schema, table, index }) => [createIndex(schema, table, index)],
  drop_index: ({ schema, index }) => [sql`drop index if exists ${sql.id(schema, index)}`],
};

export function render(change: TableChange): readonly Sql[] {
  return (renderers[change.kind] as (change: TableChange) => readonly Sql[])(change);
}

/** `concurrently` lets reads and writes go on, and cannot be in a transaction. */
export function createIndex(
  schema: StorageSchema,
  table: string,
  { name, unique, keys, where }: DesiredIndex,
  concurrently = false,
): Sql {
  const create = unique ? sql`create unique index` : sql`create index`;
  const how = concurrently ? sql`${create} concurrently` : create;
  const predicate = where ? sql` where ${where}` : sql.empty;
  return sql`${how} ${sql.id(name)} on ${sql.id(schema, table)} (${keys})${predicate}`;
}

function addColumn(schema: StorageSchema, table: string, column: ColumnShape): readonly Sql[] {
  return [
    sql`alter table ${sql.id(schema, table)} add column ${columnDefinition(column)}`,
    ...commentOnColumn(schema, table, column.name, column.mark),
  ];
}

export function columnDefinition({ name, type, collation, notNull }: ColumnShape): Sql {
  const collate = collation ? sql` collate ${sql.id(collation)}` : sql.empty;
  return sql`${sql.id(name)} ${sql.type(type)}${collate}${notNull ? sql` not null` : sql.empty}`;
}

function commentOnTable(table: Sql, mark: Mark): Sql {
  return sql`comment on table ${table} is ${sql.literal(printMark(mark))}`;
}

function commentOnColumn(
  schema: StorageSchema,
  table: string,
  column: string,
  mark: Mark | undefined,
): readonly Sql[] {
  if (!mark) return [];
  return [sql`comment on column ${sql.id(schema, table, column)} is ${sql.literal(printMark(mark))}`];
}
