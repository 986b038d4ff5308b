/** What Postgres has in our schemas, read from its catalogue in one snapshot. */
import { sql } from '@tenon/expressions';
import type { Queryable } from '../database/index.ts';
import {
  type ActualColumn,
  type ActualIndex,
  type ActualTable,
  parseMark,
  type StorageSchema,
  storageSchemas,
  tableKey,
} from './shape.ts';

interface TableRow {
  schema: StorageSchema;
  name: string;
  comment: string | null;
  empty: boolean;
  columns: {
    name: string;
    type: string;
    collation: string | null;
    notNull: boolean;
    comment: string | null;
  }[];
  indexes: { name: string; unique: boolean; valid: boolean; primary: boolean; columns: string[] }[];
}

/** How Postgres spells the types that we spell shorter. */
const spelled: ReadonlyMap<string, string> = new Map([
  ['timestamp with time zone', 'timestamptz'],
  ['time without time zone', 'time'],
]);

export async function introspect(db: Queryable): Promise<ReadonlyMap<string, ActualTable>> {
  const rows = await db.query<TableRow>(sql`
    select n.nspname as schema, c.relname as name, obj_description(c.oid, 'pg_class') as comment,
      coalesce(pg_relation_size(c.oid), 0) = 0 as empty,
      (select coalesce(json_agg(json_build_object(
          'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'notNull', a.attnotnull,
          'collation', case when a.attcollation <> t.typcollation then l.collname end,
          'comment', col_description(c.oid, a.attnum)) order by a.attnum), '[]')
        from pg_attribute a join pg_type t on t.oid = a.atttypid left join pg_collation l on l.oid = a.attcollation
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select coalesce(json_agg(json_build_object(
          'name', i.relname, 'unique', x.indisunique, 'valid', x.indisvalid, 'primary', x.indisprimary,
          'columns', (select coalesce(json_agg(a.attname order by a.attnum), '[]') from pg_attribute a
            where a.attrelid = c.oid and a.attnum > 0 and (a.attnum = any(x.indkey) or exists (
              select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = i.oid
                and d.refobjid = c.oid and d.refobjsubid = a.attnum)))
          ) order by i.relname), '[]')
        from pg_index x join pg_class i on i.oid = x.indexrelid where x.indrelid = c.oid) as indexes
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any(${[...storageSchemas]}) and c.relkind in ('r', 'p', 'v', 'm', 'f')
    order by n.nspname, c.relname`);
  return new Map(rows.map((row) => [tableKey(row), actualTable(row)]));
}

function actualTable({ schema, name, comment, empty, columns, indexes }: TableRow): ActualTable {
  const primary = indexes.find((index) => index.primary);
  return {
    schema,
    name,
    empty,
    mark: parseMark(comment),
    columns: new Map(
      columns.map((column): [string, ActualColumn] => [
        column.name,
        {
          name: column.name,
          type: spelled.get(column.type) ?? column.type,
          collation: column.collation ?? undefined,
          notNull: column.notNull,
          mark: parseMark(column.comment),
        },
      ]),
    ),
    primaryKey: columns.map((column) => column.name).filter((column) => primary?.columns.includes(column)),
    indexes: new Map(
      indexes
        .filter((index) => !index.primary)
        .map(({ name: index, unique, valid, columns: covered }): [string, ActualIndex] => [
          index,
          { name: index, unique, valid, columns: covered },
        ]),
    ),
  };
}
