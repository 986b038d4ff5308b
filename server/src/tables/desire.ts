/** Which tables, columns and indexes the Model asks for. */
import { type Sql, type SqlType, sql, type ValueType } from '@tenon/expressions';
import type { FieldModel, Model, UniqueModel } from '@tenon/model';
import { listIndexKeys } from './list-indexes.ts';
import { indexName, physicalName } from './names.ts';
import type { PhysicalEntity, PhysicalField, PhysicalModel } from './physical.ts';
import {
  type ColumnShape,
  type DesiredIndex,
  type DesiredTable,
  type DesiredTables,
  type Mark,
  tableKey,
} from './shape.ts';
import { uniqueKeys } from './unique-keys.ts';

/**
 * What a release wants. `generations` says which generation of a stored thing is meant; what it does not name is new in
 * `release`.
 */
export interface DesireOptions {
  readonly release: number;
  readonly generations: ReadonlyMap<string, number>;
}

const live = sql`deleted_at is null`;

export function desire(model: Model, physical: PhysicalModel, options: DesireOptions): DesiredTables {
  const generation = (of: string): number => options.generations.get(of) ?? options.release;
  const all = [
    ...[...physical.entities.values()].flatMap((entity) => [
      entityTable(entity, model, generation),
      ...[...entity.fields.values()].flatMap((field) => linkTable(field, generation)),
    ]),
    ...[...model.segmentations.values()].map(({ id, entity }) => segmentationTable(id, entity, generation)),
  ];
  return new Map(all.map((table) => [tableKey(table), table]));
}

type Generation = (of: string) => number;

function entityTable(physical: PhysicalEntity, model: Model, generation: Generation): DesiredTable {
  const { entity, tableName } = physical;
  const stored = [...physical.fields.values()].filter(
    ({ field, columns }) => !field.system && columns.length > 0,
  );
  return {
    schema: 'records',
    name: tableName,
    mark: { of: entity.id, type: 'entity', value: '', generation: generation(entity.id) },
    columns: [
      ...baseColumns,
      ...stored.flatMap(({ field, columns }) =>
        columns.map(({ name, spec }) =>
          column(name, spec.type, {
            collation: spec.collation,
            mark: fieldMark(field, generation),
          }),
        ),
      ),
    ],
    primaryKey: ['id'],
    indexes: [
      index(tableName, 'newest', [sql`created_at`, sql`id`], { where: live }),
      index(tableName, 'owner', [sql`owner`], { where: live }),
      ...stored.flatMap((field) => fieldIndexes(tableName, field)),
      ...entity.constraints.uniques.map((unique) => togetherIndex(physical, unique)),
      ...listsOf(physical, model),
    ],
  };
}

function fieldIndexes(table: string, place: PhysicalField): readonly DesiredIndex[] {
  const { field, columns } = place;
  const names = columns.map(({ name }) => name);
  const found: DesiredIndex[] = [];
  if (field.unique) {
    const ids = names.map((name) => sql.id(name));
    const keys = uniqueKeys(place, ids);
    found.push(index(table, `${field.id}_unique`, keys, { where: live, columns: names, unique: field.id }));
  } else if (field.relation || field.type.refersTo) {
    found.push(
      index(
        table,
        field.id,
        names.map((name) => sql.id(name)),
        { where: live, columns: names },
      ),
    );
  }
  return found;
}

/** Values that no two live records share together; a field that is empty keeps a record out of it. */
function togetherIndex({ tableName, fields }: PhysicalEntity, unique: UniqueModel): DesiredIndex {
  const places = unique.fields.flatMap(({ id }) => fields.get(id) ?? []);
  const keys = places.flatMap((place) =>
    uniqueKeys(
      place,
      place.columns.map(({ name }) => sql.id(name)),
      unique.ignoreCase || place.field.ignoreCase,
    ),
  );
  const columns = places.flatMap(({ field, columns: own }) =>
    field.system ? [] : own.map(({ name }) => name),
  );
  return index(tableName, `${unique.id}_together`, keys, { where: live, columns, unique: unique.id });
}

/** What lists are looked up in and put in order by. */
function listsOf(physical: PhysicalEntity, model: Model): readonly DesiredIndex[] {
  return listIndexKeys(physical, model).map(({ purpose, keys, columns }) =>
    index(physical.tableName, purpose, keys, { where: live, columns, written: true }),
  );
}

function linkTable({ field, link }: PhysicalField, generation: Generation): readonly DesiredTable[] {
  if (!link) return [];
  const name = link.tableName;
  return [
    {
      schema: 'records',
      name,
      mark: markOf(`${field.entity}.${field.id}`, field.type.id, field.valueType, generation),
      columns: [column('from_id', 'uuid', { notNull: true }), column('to_id', 'uuid', { notNull: true })],
      primaryKey: ['from_id', 'to_id'],
      indexes: [index(name, 'to', [sql`to_id`])],
    },
  ];
}

function segmentationTable(id: string, entity: string, generation: Generation): DesiredTable {
  const of = `segmentation:${id}`;
  const name = physicalName(id);
  return {
    schema: 'segments',
    name,
    mark: { of, type: 'segmentation', value: `id:${entity}`, generation: generation(of) },
    columns: [
      column('record_id', 'uuid', { notNull: true }),
      column('segment', 'text', { notNull: true, collation: 'C' }),
      column('since', 'timestamptz', { notNull: true }),
      column('release', 'integer', { notNull: true }),
    ],
    primaryKey: ['record_id'],
    indexes: [index(name, 'segment', [sql`segment`])],
  };
}

const baseColumns: readonly ColumnShape[] = [
  column('id', 'uuid', { notNull: true }),
  column('created_at', 'timestamptz', { notNull: true }),
  column('created_by', 'uuid'),
  column('updated_at', 'timestamptz', { notNull: true }),
  column('updated_by', 'uuid'),
  column('version', 'integer', { notNull: true }),
  column('owner', 'uuid'),
  column('deleted_at', 'timestamptz'),
];

/** Columns that every record has, whatever its entity. */
export const baseColumnNames: readonly string[] = baseColumns.map(({ name }) => name);

function column(name: string, type: SqlType, rest: Partial<ColumnShape> = {}): ColumnShape {
  return { name, type, collation: rest.collation, notNull: rest.notNull ?? false, mark: rest.mark };
}

function markOf(of: string, type: string, value: ValueType, generation: Generation): Mark {
  return { of, type, value: valueText(value), generation: generation(of) };
}

/** What people wrote and what was worked out never take over each other's column. */
function fieldMark(field: FieldModel, generation: Generation): Mark {
  const mark = markOf(`${field.entity}.${field.id}`, field.type.id, field.valueType, generation);
  return field.computed ? { ...mark, value: `computed:${mark.value}` } : mark;
}

function valueText(value: ValueType): string {
  switch (value.kind) {
    case 'id':
      return `id:${value.entity}`;
    case 'list':
      return `list:${valueText(value.of)}`;
    default:
      return value.kind;
  }
}

interface IndexOptions {
  readonly where?: Sql;
  readonly columns?: readonly string[];
  /** The field whose uniqueness it keeps. */
  readonly unique?: string;
  /** The keys come with their direction. */
  readonly written?: boolean;
}

function index(
  table: string,
  purpose: string,
  keys: readonly Sql[],
  options: IndexOptions = {},
): DesiredIndex {
  const list = sql.join(options.written ? keys : keys.map((key) => sql`(${key})`));
  const { text, values } = (options.where ? sql`${list} where ${options.where}` : list).compile();
  if (values.length > 0) throw new TypeError(`The index ${table}.${purpose} asks for a bound value: ${text}`);
  const unique = options.unique !== undefined;
  return {
    name: indexName(table, purpose, `${unique} ${text}`),
    unique,
    keys: list,
    where: options.where,
    columns: options.columns ?? [],
    field: options.unique,
  };
}
