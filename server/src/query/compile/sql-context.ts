/** How the rule language reaches tables: every related record passes here, and with it the rights of the statement. */
import { type FieldNode, type Moment, type Row, Sql, type SqlContext, sql } from '@tenon/expressions';
import type { RecordAction } from '@tenon/model';
import { TenonError } from '../../errors.ts';
import type { LiveRelease } from '../../releases/live.ts';
import type { PhysicalField } from '../../tables/physical.ts';
import { can, type Rights, rulesOf } from '../rights.ts';
import { type Aliases, createAliases } from './aliases.ts';
import { columnsOf, partSql, physicalEntity, physicalField, type Reach, valueSql } from './columns.ts';

export interface SqlContextOptions {
  readonly release: LiveRelease;
  readonly moment: Moment;
  /** Whose rights related records pass. */
  readonly rights: Rights;
  /** Alias of the row that expressions are about. */
  readonly row?: Sql;
  /**
   * Rows beside it: an alias when the row is in the query, or its values. Values of records that they refer to stand
   * under the path, as in `{ team: '…', 'team.region': 'West' }`.
   */
  readonly names?: { readonly [name: string]: Sql | Row };
  /** Shared by all contexts of one statement. */
  readonly aliases?: Aliases;
}

/** A context for expressions that were checked already; whether their fields may be seen is asked by `authorize`. */
export function createSqlContext(options: SqlContextOptions): SqlContext {
  const { release, moment, rights, row, names = {}, aliases = createAliases() } = options;
  const scope: RuleScope = { release, moment, rights, names, aliases };
  const reach = reachOf(scope);
  const named = (name: string) => (Object.hasOwn(names, name) ? names[name] : undefined);

  return {
    now: moment.now,
    timeZone: moment.timeZone,

    column(entity, field, alias, part) {
      const physical = physicalField(release, entity, field);
      return part === undefined ? valueSql(physical, alias, reach) : partSql(physical, alias, part, reach);
    },

    rowAlias(name) {
      if (name === undefined) return row;
      const source = named(name);
      return isSql(source) ? source : undefined;
    },

    parameter(name, path) {
      const source = named(name);
      if (source === undefined || isSql(source)) throw new Error(`No values were given for ${name}`);
      const key = path.join('.');
      if (Object.hasOwn(source, key)) return source[key] ?? null;
      if (path.length > 2) throw new TenonError('invalid-query', `${name}.${key} is out of reach here`);
      return null;
    },

    through(entity, field, alias, pick) {
      const from = physicalField(release, entity, field);
      const target = targetOf(from.field.relation?.entity, entity, field);
      const other = aliases.next();
      const joined = sql`${other}.id = ${valueSql(from, alias, reach)}`;
      return subquery(scope, target, other, joined, pick(other));
    },

    overRelated(entity, field, alias, pick, where) {
      const from = physicalField(release, entity, field);
      const target = targetOf(from.field.relation?.entity, entity, field);
      const other = aliases.next();
      const joined = joinRelated(release, entity, field, alias, other, reach);
      const condition = where?.(other);
      return subquery(
        scope,
        target,
        other,
        condition ? sql`${joined} and ${condition}` : joined,
        pick(other),
      );
    },

    inSegment(segmentation, segments, alias) {
      const member = aliases.next();
      return sql`exists (select 1 from ${sql.id('segments', segmentation)} ${member} where ${member}.record_id = ${alias}.id and ${member}.segment = any(${sql.value([...segments], 'text[]')}))`;
    },
  };
}

export interface RuleScope {
  readonly release: LiveRelease;
  readonly moment: Moment;
  readonly rights: Rights;
  readonly names: { readonly [name: string]: Sql | Row };
  readonly aliases: Aliases;
}

/**
 * The way to fields that are worked out: their expression about the row, in place. It runs as the system, since what it
 * reads is the administrator's choice, as it is for values that are stored.
 */
export function reachOf({
  release,
  moment,
  aliases,
}: Pick<RuleScope, 'release' | 'moment' | 'aliases'>): Reach {
  const contextOf = (row: Sql) => createSqlContext({ release, moment, rights: 'system', row, aliases });
  const checkedOf = ({ field }: PhysicalField) => {
    if (!field.computed) throw new Error(`${field.entity}.${field.id} follows from nothing`);
    return field.computed.rule.checked;
  };
  const reach: Reach = {
    columns(field, alias) {
      const { root } = checkedOf(field);
      const copies = field.field.computed?.by === 'lookup' && root.node === 'field';
      return copies ? lookedUp(release, contextOf(alias), root, alias, reach) : [reach.value(field, alias)];
    },
    value: (field, alias) =>
      sql`(${release.registry.rules.toSql(checkedOf(field), contextOf(alias), 'value')})`,
  };
  return reach;
}

/** All columns of the field at the end of the path, one by one. */
function lookedUp(
  release: LiveRelease,
  context: SqlContext,
  { entity, path, via }: FieldNode,
  alias: Sql,
  reach: Reach,
): readonly Sql[] {
  const target = physicalField(release, via.at(-1) ?? entity, path.at(-1) ?? '');
  const { length } = target.serverType.columns(target.field.options);
  const walk = (from: Sql, step: number, pick: (target: Sql) => Sql): Sql => {
    const hop = path[step];
    if (hop === undefined || step === path.length - 1) return pick(from);
    const holder = step === 0 ? entity : (via[step - 1] ?? '');
    return context.through(holder, hop, from, (next) => walk(next, step + 1, pick));
  };
  return Array.from({ length }, (_, index) =>
    walk(alias, 0, (row) => columnsOf(target, row, reach)[index] ?? sql`null`),
  );
}

/**
 * The row rules of an action as a condition on the row; undefined when all rows pass. Rules run as the system: what
 * they look at is the administrator's choice, and two rules may look at each other's entities.
 */
export function rowRule(scope: RuleScope, entity: string, action: RecordAction, alias: Sql): Sql | undefined {
  if (!can(scope.rights, entity, action)) return sql`false`;
  const rules = rulesOf(scope.rights, entity, action);
  if (!rules) return undefined;
  if (rules.length === 0) return sql`false`;
  const context = createSqlContext({ ...scope, rights: 'system', row: alias });
  const conditions = rules.map((rule) => sql`(${scope.release.registry.rules.toSql(rule, context)})`);
  return sql`(${sql.join(conditions, ' or ')})`;
}

/** Records of the entity that exist for those rights. */
export function liveRows(scope: RuleScope, entity: string, alias: Sql): Sql {
  const rule = rowRule(scope, entity, 'read', alias);
  return rule ? sql`${alias}.deleted_at is null and ${rule}` : sql`${alias}.deleted_at is null`;
}

function subquery(scope: RuleScope, entity: string, alias: Sql, where: Sql, pick: Sql): Sql {
  const { table } = physicalEntity(scope.release, entity);
  return sql`(select ${pick} from ${table} ${alias} where ${where} and ${liveRows(scope, entity, alias)})`;
}

/** Which rows of the other entity belong to the row: over the pairs of a link, or the field that points back. */
function joinRelated(
  release: LiveRelease,
  entity: string,
  field: string,
  alias: Sql,
  other: Sql,
  reach: Reach,
): Sql {
  const from = physicalField(release, entity, field);
  if (from.link) {
    return sql`${other}.id in (select l.to_id from ${from.link.table} l where l.from_id = ${alias}.id)`;
  }
  const { storage } = from.field;
  if (storage.kind !== 'inverse') return sql`${other}.id = ${valueSql(from, alias, reach)}`;
  const back = physicalField(release, storage.entity, storage.via);
  if (back.link) {
    return sql`${other}.id in (select l.from_id from ${back.link.table} l where l.to_id = ${alias}.id)`;
  }
  return sql`${valueSql(back, other)} = ${alias}.id`;
}

function targetOf(target: string | undefined, entity: string, field: string): string {
  if (target === undefined) throw new Error(`${entity}.${field} is no relation`);
  return target;
}

function isSql(source: Sql | Row | undefined): source is Sql {
  return source instanceof Sql;
}
