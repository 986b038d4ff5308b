/** Conditions of constraints: over values in memory before anything is written, where that is enough, else in SQL after. */
import {
  type CheckedExpression,
  type EvaluationContext,
  type Row,
  sql,
  type TypedNode,
} from '@tenon/expressions';
import type { EntityModel, FieldModel, RuleModel } from '@tenon/model';
import { type Context, queryable } from '../../context.ts';
import { physicalEntity } from '../../query/compile/columns.ts';
import { createSqlContext } from '../../query/compile/sql-context.ts';
import type { LiveRelease } from '../../releases/live.ts';

export interface Condition {
  readonly rule: RuleModel;
  /** Whether the values of the record and of the viewer are all that it needs. */
  readonly inMemory: boolean;
  /** Own fields that it reads. */
  readonly reads: ReadonlySet<string>;
  /** It reads nothing that a write could name, so that any write may ask for it. */
  readonly everyWrite: boolean;
}

export function conditionOf(release: LiveRelease, entity: EntityModel, rule: RuleModel): Condition {
  const reads = new Set(rule.checked.reads[entity.id] ?? []);
  const fields = [...reads].flatMap((id) => entity.fields.get(id) ?? []);
  return {
    rule,
    inMemory: isOverValues(release, entity, rule.checked.root),
    reads,
    // A write may change what follows from it without naming it.
    everyWrite: !fields.some(isWritten) || fields.some(({ computed }) => computed !== undefined),
  };
}

const isWritten = ({ storage, system, id, computed }: FieldModel): boolean =>
  (storage.kind === 'column' || storage.kind === 'link') && !computed && (!system || id === 'owner');

function isOverValues(release: LiveRelease, entity: EntityModel, node: TypedNode): boolean {
  switch (node.node) {
    case 'literal':
      return true;
    case 'aggregate':
      return false;
    case 'operation': {
      const operator = release.registry.rules.operator(node.operator);
      return (
        operator?.values !== undefined &&
        node.operands.every((operand) => isOverValues(release, entity, operand))
      );
    }
    case 'field': {
      if (node.from !== undefined) return true;
      const field = node.path.length === 1 ? entity.fields.get(node.path[0] ?? '') : undefined;
      return field !== undefined && isPlain(release, field);
    }
  }
}

/** Whether a rule sees in memory what SQL shows it: the value of one column, or what its type makes of it. */
function isPlain(release: LiveRelease, field: FieldModel): boolean {
  if (field.storage.kind !== 'column' || !isWritten(field)) return false;
  const { type } = field;
  const server = release.registry.serverFieldTypes.get(type.id);
  if (!server || type.secret || type.assigned) return false;
  return field.ruleValue !== undefined || field.parts !== undefined || server.value === undefined;
}

export function holdsInMemory(context: Context, { rule }: Condition, row: Row): boolean {
  const { attributes } = context.viewer;
  const evaluation: EvaluationContext = {
    ...context.moment,
    row,
    names: { viewer: attributes },
    // Records that the viewer refers to lie beside his own values, under their path.
    related: (_entity, from, field) => (from === attributes ? behind(attributes, field) : undefined),
    relatedMany: () => [],
    segmentOf: () => undefined,
  };
  return context.release.registry.rules.test(rule.checked, evaluation);
}

function behind(attributes: Row, field: string): Row | undefined {
  if ((attributes[field] ?? null) === null) return undefined;
  const start = `${field}.`;
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([path, value]) =>
      path.startsWith(start) ? [[path.slice(start.length), value]] : [],
    ),
  );
}

/** Which of the conditions hold for which records as they lie in the tables, without regard to anybody's rights. */
export async function holdInTables(
  context: Context,
  entity: string,
  ids: readonly string[],
  conditions: readonly Condition[],
): Promise<(condition: Condition, id: string) => boolean> {
  const found = new Map<string, ReadonlySet<Condition>>();
  if (ids.length > 0 && conditions.length > 0) {
    const { release, moment, viewer } = context;
    const alias = sql.id('r');
    const scope = createSqlContext({
      release,
      moment,
      rights: 'system',
      row: alias,
      names: { viewer: viewer.attributes },
    });
    const toSql = (checked: CheckedExpression) => release.registry.rules.toSql(checked, scope, 'value');
    const columns = conditions.map(
      ({ rule }, index) => sql`coalesce(${toSql(rule.checked)}, false) as ${sql.id(`c${index}`)}`,
    );
    const rows = await queryable(context).query<{ id: string; [column: string]: unknown }>(
      sql`select ${sql.join([sql`r.id as id`, ...columns])} from ${physicalEntity(release, entity).table} r where r.id = any(${sql.value(ids, 'uuid[]')})`,
    );
    for (const row of rows)
      found.set(row.id, new Set(conditions.filter((_condition, index) => row[`c${index}`] === true)));
  }
  return (condition, id) => found.get(id)?.has(condition) ?? false;
}
