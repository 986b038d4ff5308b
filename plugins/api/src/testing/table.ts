import { type EvaluationContext, type Sql, type SqlContext, sql } from '@tenon/expressions';
import type { ServerFieldType } from '../field-type.ts';
import type { Queryable } from './describe-field-type.ts';

/** A table with one field, and what the rule language needs to look into it. */
export interface KitTable {
  insert(id: number, value: unknown): Promise<void>;
  /** By id. */
  values(): Promise<readonly unknown[]>;
  introspect(): Promise<readonly ColumnFacts[]>;
  readonly expected: readonly ColumnFacts[];
  /** The place of each row in order, equal for rows that are equal. */
  ranks(): Promise<readonly number[]>;
  indexOrder(): Promise<void>;
  indexUnique(): Promise<void>;
  /** Ids of the rows for which a condition holds. */
  matching(condition: Sql): Promise<readonly number[]>;
  /** A value per row, by id. */
  select(value: Sql): Promise<readonly unknown[]>;
  memory(value: unknown): EvaluationContext;
  readonly sql: SqlContext;
}
interface ColumnFacts {
  readonly name: string;
  readonly type: string;
  readonly collation: string | null;
}

const moment = { now: '2026-03-15T12:00:00.000Z', timeZone: 'Asia/Shanghai' } as const;

export async function createTable(
  db: Queryable,
  type: ServerFieldType,
  options: { readonly [option: string]: unknown },
): Promise<KitTable> {
  const specs = type.columns(options).map((spec) => ({
    ...spec,
    name: spec.suffix === '' ? 'value' : `value__${spec.suffix}`,
  }));
  const names = specs.map(({ name }) => sql.id(name));
  const columns = specs.map(({ name, type: sqlType, collation }) => {
    const collate = collation ? sql` collate ${sql.id(collation)}` : sql.empty;
    return sql`${sql.id(name)} ${sql.type(sqlType)}${collate}`;
  });
  await db.query(sql`create table kit (id integer primary key, ${sql.join(columns)})`);

  const ruleValue = (of: readonly Sql[]): Sql => type.value?.(of, options) ?? sql.join(of.slice(0, 1));
  const order = type.order?.(names, options) ?? ruleValue(names);
  const absent = () => {
    throw new Error('The kit has one entity and no relations');
  };

  return {
    expected: specs.map(({ name, type: sqlType, collation }) => ({
      name,
      type: sqlType,
      collation: collation ?? (sqlType.startsWith('text') ? 'default' : null),
    })),

    async insert(id, value) {
      const stored = value === null ? specs.map(() => null) : type.toDb(value, options);
      // As the gate hands it to the driver, which would take lists for arrays.
      const forDriver = (sqlType: string, part: unknown) =>
        sqlType === 'jsonb' && part !== null ? JSON.stringify(part) : part;
      const bound = specs.map(({ type: sqlType }, index) =>
        sql.value(forDriver(sqlType, stored[index]), sqlType),
      );
      await db.query(sql`insert into kit (id, ${sql.join(names)}) values (${id}, ${sql.join(bound)})`);
    },

    async values() {
      const rows = await db.query<Record<string, unknown>>(
        sql`select ${sql.join(names)} from kit order by id`,
      );
      return rows.map((row) => {
        const stored = specs.map(({ name }) => row[name]);
        return stored.every((value) => value === null) ? null : type.fromDb(stored, options);
      });
    },

    // A type is known by its oid: format_type would spell it in another way than it was written.
    async introspect() {
      const known = sql.join(
        specs.map(({ name, type: sqlType }) => sql`(${name}, ${sqlType}, ${sqlType}::regtype::oid)`),
      );
      return db.query<ColumnFacts>(sql`
        select a.attname::text as name, coalesce(s.type, format_type(a.atttypid, a.atttypmod)) as type, c.collname::text as collation
        from pg_attribute a
        left join pg_collation c on c.oid = a.attcollation
        left join (values ${known}) s (name, type, oid) on s.name = a.attname::text and s.oid = a.atttypid and a.atttypmod = -1
        where a.attrelid = 'kit'::regclass and a.attnum > 1 and not a.attisdropped
        order by a.attnum`);
    },

    async ranks() {
      const rows = await db.query<{ rank: string }>(
        sql`select rank() over (order by ${order} nulls last)::text as rank from kit order by id`,
      );
      return rows.map(({ rank }) => Number(rank));
    },

    async indexOrder() {
      await db.query(sql`create index kit_order on kit ((${order}))`);
    },

    async indexUnique() {
      const key = (type.uniqueKey?.(names, options) ?? names).map((part) => sql`(${part})`);
      await db.query(sql`create index kit_unique on kit (${sql.join(key)})`);
    },

    async matching(condition) {
      const rows = await db.query<{ id: number }>(sql`select id from kit k where ${condition} order by id`);
      return rows.map(({ id }) => id);
    },

    async select(value) {
      const rows = await db.query<{ value: unknown }>(sql`select ${value} as value from kit k order by id`);
      return rows.map((row) => row.value);
    },

    memory: (value) => ({
      ...moment,
      row: { value },
      related: () => undefined,
      relatedMany: () => [],
      segmentOf: () => undefined,
    }),

    sql: {
      ...moment,
      column(_entity, _field, alias, part) {
        const at = specs.findIndex(({ suffix }) => suffix === part);
        const columns = names.map((name) => sql`${alias}.${name}`);
        return part === undefined ? ruleValue(columns) : sql.join(columns.slice(at, at + 1));
      },
      rowAlias: (name) => (name === undefined ? sql.id('k') : undefined),
      parameter: absent,
      through: absent,
      overRelated: absent,
      inSegment: absent,
    },
  };
}
