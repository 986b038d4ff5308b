/** The sample company in Postgres: a table per entity, and how expressions reach it. */
import {
  bindValue,
  type Moment,
  type Row,
  type ScopeField,
  type Sql,
  type SqlContext,
  sql,
  sqlTypeOf,
} from '@tenon/expressions';
import { sampleEntities, sampleFields, sampleInverses, type World } from '@tenon/expressions/testing';
import type { Database } from '@tenon/server/database';

/** Counts are whole: in the product such columns are bigint, and must not cut or overflow. */
const integerFields: ReadonlySet<string> = new Set(['customer.points', 'order.pieces', 'user.quota']);

const table = (entity: string) => sql.id('law', entity);
const columns = (entity: string) =>
  sampleFields(entity).filter((field) => field.relation?.cardinality !== 'inverse');

/** Makes the tables of the sample company, empty. */
export async function createTables(db: Database): Promise<void> {
  await db.query(sql`create schema law`);
  for (const entity of sampleEntities) {
    const definitions = columns(entity).map((field) => sql`${sql.id(field.id)} ${columnType(entity, field)}`);
    await db.query(sql`create table ${table(entity)} (${sql.join(definitions)}, primary key (id))`);
  }
  await db.query(sql`create table law.segment (record_id uuid primary key, segment text not null)`);
}

function columnType(entity: string, field: ScopeField): Sql {
  return sql.type(integerFields.has(`${entity}.${field.id}`) ? 'bigint' : sqlTypeOf(field.valueType));
}

/** Replaces all rows by those of a world. */
export async function fillTables(db: Database, world: World): Promise<void> {
  await db.query(sql`truncate ${sql.join([...sampleEntities.map(table), sql.id('law', 'segment')])}`);
  const rows: { readonly [entity: string]: readonly Row[] } = {
    customer: world.customer,
    order: world.order,
    user: world.user,
  };
  for (const entity of sampleEntities) {
    const fields = columns(entity);
    const tuples = rows[entity]!.map(
      (row) => sql`(${sql.join(fields.map((field) => bindValue(row[field.id], field.valueType)))})`,
    );
    const names = sql.join(fields.map((field) => sql.id(field.id)));
    if (tuples.length > 0)
      await db.query(sql`insert into ${table(entity)} (${names}) values ${sql.join(tuples)}`);
  }
  const members = Object.entries(world.segments).map(
    ([id, segment]) => sql`(${sql.value(id, 'uuid')}, ${segment})`,
  );
  if (members.length > 0) await db.query(sql`insert into law.segment values ${sql.join(members)}`);
}

/** Reaches the tables from the customer called `root`; the viewer is given as values. */
export function tablesContext(world: World, moment: Moment): SqlContext {
  let aliases = 0;
  const next = () => sql.id(`t${++aliases}`);
  const targetOf = (entity: string, field: string) => fieldOf(entity, field).relation!.entity;
  return {
    ...moment,
    column: (_, field, alias) => sql`${alias}.${sql.id(field)}`,
    rowAlias: (name) => (name === undefined ? sql.id('root') : undefined),
    parameter: (_, [field]) => world.viewer[field!],
    through(entity, field, alias, pick) {
      const other = next();
      return sql`select ${pick(other)} from ${table(targetOf(entity, field))} ${other} where ${other}.id = ${alias}.${sql.id(field)}`;
    },
    overRelated(entity, field, alias, pick, where) {
      const other = next();
      const back = sampleInverses[`${entity}.${field}`];
      const joined = back
        ? sql`${other}.${sql.id(back)} = ${alias}.id`
        : sql`${other}.id = any(${alias}.${sql.id(field)})`;
      const filter = where ? sql` and ${where(other)}` : sql.empty;
      return sql`select ${pick(other)} from ${table(targetOf(entity, field))} ${other} where ${joined}${filter}`;
    },
    inSegment: (_, segments, alias) =>
      sql`exists (select from law.segment s where s.record_id = ${alias}.id and s.segment = any(${sql.value([...segments], 'text[]')}))`,
  };
}

function fieldOf(entity: string, id: string): ScopeField {
  return sampleFields(entity).find((field) => field.id === id)!;
}
