/** What is selected for a list of paths, and how a row of the driver becomes values again. */
import { type Sql, sql } from '@tenon/expressions';
import type { FieldModel, PathModel } from '@tenon/model';
import type { Locale } from '@tenon/plugin-api';
import type { Row } from '../../database/index.ts';
import type { LiveRelease } from '../../releases/live.ts';
import type { PhysicalField } from '../../tables/physical.ts';
import { can } from '../rights.ts';
import { isVisible } from '../visible.ts';
import { columnsOf, physicalEntity, physicalField, type Reach, valueSql } from './columns.ts';
import type { Joins } from './joins.ts';
import { liveRows, type RuleScope, reachOf } from './sql-context.ts';

export interface Selection {
  readonly list: Sql;
  /** Values by path; empty is null. */
  read(row: Row): { [path: string]: unknown };
}

/** Alias of the record that a statement is about. */
export const root = sql.id('r');

/** Columns of the record's own stored fields, under names that depend on their order alone. Made once per list of paths. */
export function selectOwn(release: LiveRelease, paths: readonly PathModel[]): Selection {
  const known = release.memo('query:selections', () => new WeakMap<readonly PathModel[], Selection>());
  let selection = known.get(paths);
  if (!selection) {
    selection = selectPaths(release, paths, () => root);
    known.set(paths, selection);
  }
  return selection;
}

/** The same for paths that walk, over joins, and for fields that are worked out. */
export function selectJoined(scope: RuleScope, paths: readonly PathModel[], joins: Joins): Selection {
  const { release } = scope;
  const own = paths.every(({ steps, field }) => steps.length === 1 && field.storage.kind !== 'computed');
  if (own) return selectOwn(release, paths);
  return selectPaths(release, paths, ({ steps }) => joins.aliasOf(steps.slice(0, -1)), reachOf(scope));
}

function selectPaths(
  release: LiveRelease,
  paths: readonly PathModel[],
  aliasOf: (path: PathModel) => Sql,
  reach?: Reach,
): Selection {
  const parts: Sql[] = [];
  const readers = paths.map((path, index) => {
    const physical = physicalField(release, path.field.entity, path.field.id);
    const alias = aliasOf(path);
    const columns = physical.link ? [valueSql(physical, alias)] : columnsOf(physical, alias, reach);
    const names = columns.map((_column, part) => `f${index}_${part}`);
    columns.forEach((column, part) => {
      parts.push(sql`${column} as ${sql.id(names[part] ?? '')}`);
    });
    return { path: path.path, read: readerOf(physical, names) };
  });
  return {
    list: sql.join(parts),
    read(row) {
      const values: { [path: string]: unknown } = {};
      for (const { path, read } of readers) values[path] = read(row);
      return values;
    },
  };
}

function readerOf(physical: PhysicalField, names: readonly string[]): (row: Row) => unknown {
  const { serverType, field } = physical;
  const { options } = field;
  const [only] = names;
  if (physical.link && only !== undefined) return (row) => row[only] ?? null;
  if (names.length === 1 && only !== undefined) {
    return (row) => {
      const value = row[only];
      return value === null || value === undefined ? null : serverType.fromDb([value], options);
    };
  }
  return (row) => {
    const values = names.map((name) => row[name] ?? null);
    return values.every((value) => value === null) ? null : serverType.fromDb(values, options);
  };
}

export interface TitleSelection {
  readonly list: readonly Sql[];
  read(row: Row, locale: Locale): { [path: string]: string | readonly string[] };
}

/**
 * What people read in place of ids, and of values of several parts. A record that is deleted, that the viewer may not read, or whose title is hidden
 * from him gives none.
 */
export function selectTitles(scope: RuleScope, paths: readonly PathModel[], joins: Joins): TitleSelection {
  const list: Sql[] = [];
  const readers: ((
    row: Row,
    locale: Locale,
    titles: { [path: string]: string | readonly string[] },
  ) => void)[] = [];
  paths.forEach(({ path, field, steps }, index) => {
    if (field.type.refersTo) {
      const name = `t${index}`;
      const title = referredTitle(scope, field, joins.aliasOf(steps.slice(0, -1)));
      if (title) list.push(sql`${title} as ${sql.id(name)}`);
      readers.push((row, _locale, titles) => {
        if (typeof row[name] === 'string') titles[path] = row[name];
      });
      return;
    }
    // A value of several parts is no text to read either.
    const whole =
      field.type.parts && field.storage.kind === 'column'
        ? physicalField(scope.release, field.entity, field.id)
        : undefined;
    const title = whole ?? titleField(scope, field.relation?.entity);
    if (!title || field.id === 'id') return;
    if (field.storage.kind === 'link') {
      const name = `t${index}`;
      list.push(
        sql`${linkedTitles(scope, field.entity, field.id, title, joins.aliasOf(steps.slice(0, -1)))} as ${sql.id(name)}`,
      );
      readers.push((row, _locale, titles) => {
        if (Array.isArray(row[name])) titles[path] = row[name].map(String);
      });
      return;
    }
    if (!whole && field.relation?.cardinality !== 'one') return;
    const columns = columnsOf(title, joins.aliasOf(whole ? steps.slice(0, -1) : steps));
    const names = columns.map((_column, part) => `t${index}_${part}`);
    columns.forEach((column, part) => {
      list.push(sql`${column} as ${sql.id(names[part] ?? '')}`);
    });
    const read = readerOf(title, names);
    const { type, options } = title.field;
    readers.push((row, locale, titles) => {
      const value = read(row);
      if (value !== null) titles[path] = type.format(value, options, locale);
    });
  });
  return {
    list,
    read(row, locale) {
      const titles: { [path: string]: string | readonly string[] } = {};
      for (const read of readers) read(row, locale, titles);
      return titles;
    },
  };
}

/** The field that names records of the entity, when the rights of the statement see it. */
export function titleField(scope: RuleScope, entity: string | undefined): PhysicalField | undefined {
  if (entity === undefined || !can(scope.rights, entity, 'read')) return undefined;
  const { titleField: field } = physicalEntity(scope.release, entity).entity;
  if (field.storage.kind !== 'column' || !isVisible(field, scope.rights)) return undefined;
  return physicalField(scope.release, entity, field.id);
}

/** One text per id, in the order of the ids; '' where there is no title. */
function linkedTitles(
  scope: RuleScope,
  entity: string,
  field: string,
  title: PhysicalField,
  alias: Sql,
): Sql {
  const { link } = physicalField(scope.release, entity, field);
  if (!link) throw new Error(`${entity}.${field} is no link`);
  const other = scope.aliases.next();
  const target = physicalEntity(scope.release, title.field.entity);
  return sql`(select array_agg(coalesce(${valueSql(title, other)}::text, '') order by l.to_id) from ${link.table} l left join ${target.table} ${other} on ${other}.id = l.to_id and ${liveRows(scope, title.field.entity, other)} where l.from_id = ${alias}.id)`;
}

/** The title of a record of any of several entities; undefined when the viewer sees none of them. */
function referredTitle(scope: RuleScope, field: FieldModel, alias: Sql): Sql | undefined {
  const { release } = scope;
  const physical = physicalField(release, field.entity, field.id);
  const place = physical.serverType.refersTo?.(columnsOf(physical, alias, reachOf(scope)));
  const titles = (field.type.refersTo?.(field.options) ?? []).flatMap((entity) => {
    const title = titleField(scope, entity);
    if (!title || !place) return [];
    const other = scope.aliases.next();
    const { table } = physicalEntity(release, entity);
    const isIt = sql`${place.entity} = ${sql.value(entity, 'text')} and ${other}.id = ${place.id}`;
    return [
      sql`(select ${valueSql(title, other)}::text from ${table} ${other} where ${isIt} and ${liveRows(scope, entity, other)})`,
    ];
  });
  return titles.length > 0 ? sql`coalesce(${sql.join(titles)})` : undefined;
}
