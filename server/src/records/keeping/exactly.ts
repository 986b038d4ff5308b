/** Filters that ask for the exact value of a field that rules see as a mask: they become filters for the records found. */
import type { Expression } from '@tenon/documents';
import { sql } from '@tenon/expressions';
import type { FieldModel } from '@tenon/model';
import { type Context, queryable } from '../../context.ts';
import { TenonError } from '../../errors.ts';
import { columnsOf, physicalEntity, physicalField } from '../../query/compile/columns.ts';
import { rightsOf } from '../../query/rights.ts';
import { type VisibleEntity, visibleModel } from '../../query/visible.ts';
import { fieldServer } from './field-server.ts';
import { withOwnErrors } from './own-errors.ts';

/** Records that one value may stand in, for a filter to name them. */
const mostFound = 1_000;
/** No record has this id. */
const nobody = '00000000-0000-0000-0000-000000000000';
/** Operators whose operands are about the same record. */
const through = new Set(['and', 'or', '!', 'if']);

/** The condition with such comparisons replaced; the very same when there are none. */
export async function withExactMatches(
  context: Context,
  entity: VisibleEntity,
  where: Expression | undefined,
): Promise<Expression | undefined> {
  if (where === undefined || !hasExactFields(context)) return where;
  return (await replaced(context, entity, where, 0)) as Expression;
}

async function replaced(
  context: Context,
  entity: VisibleEntity,
  node: unknown,
  depth: number,
): Promise<unknown> {
  if (typeof node !== 'object' || node === null || Array.isArray(node) || depth > 50) return node;
  const [entry, ...others] = Object.entries(node);
  if (!entry || others.length > 0) return node;
  const [operator, operand] = entry;
  const operands: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  if (through.has(operator)) {
    const parts = [];
    for (const part of operands) parts.push(await replaced(context, entity, part, depth + 1));
    return { [operator]: parts };
  }
  const asked = comparison(operator, operands);
  const target = asked && fieldAt(context, entity, asked.path);
  if (!asked || !target) return node;
  const ids = await found(context, target.field, asked.texts);
  const match = { in: [{ var: target.record }, ids.length > 0 ? ids : [nobody]] };
  return operator === '!=' ? { '!': [match] } : match;
}

interface Comparison {
  readonly path: string;
  readonly texts: readonly string[];
}

/** A field compared with texts: `==` and `!=` with one, `in` with some. */
function comparison(operator: string, operands: readonly unknown[]): Comparison | undefined {
  if (operands.length !== 2 || !['==', '!=', 'in'].includes(operator)) return undefined;
  const [first, second] = operands;
  const [field, value] = operator !== 'in' && pathOf(first) === undefined ? [second, first] : [first, second];
  const path = pathOf(field);
  const texts = operator === 'in' ? value : [value];
  const areTexts = Array.isArray(texts) && texts.every((text) => typeof text === 'string');
  return path !== undefined && areTexts ? { path, texts: texts as string[] } : undefined;
}

function pathOf(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null || !('var' in node)) return undefined;
  const name = Array.isArray(node.var) ? (node.var as unknown[])[0] : node.var;
  return typeof name === 'string' ? name : undefined;
}

/** The field at the end of a path as the viewer sees it, if it is one of those, and the path to its record. */
function fieldAt(
  context: Context,
  entity: VisibleEntity,
  path: string,
): { readonly field: FieldModel; readonly record: string } | undefined {
  const steps = path.split('.');
  let at: VisibleEntity | undefined = entity;
  for (const step of steps.slice(0, -1)) {
    const relation: FieldModel['relation'] = at?.fields.get(step)?.relation;
    if (relation?.cardinality !== 'one') return undefined;
    at = visibleModel(context.release, rightsOf(context)).entity(relation.entity);
  }
  const field = at?.fields.get(steps.at(-1) ?? '');
  if (field?.storage.kind !== 'column') return undefined;
  if (!physicalField(context.release, field.entity, field.id).serverType.exactly) return undefined;
  return { field, record: steps.length === 1 ? 'id' : steps.slice(0, -1).join('.') };
}

async function found(
  context: Context,
  field: FieldModel,
  texts: readonly string[],
): Promise<readonly string[]> {
  const physical = physicalField(context.release, field.entity, field.id);
  const server = fieldServer(context, field, undefined);
  const columns = columnsOf(physical, sql.id('r'));
  const conditions = texts.flatMap(
    (text) => withOwnErrors(() => physical.serverType.exactly?.(text, columns, field.options, server)) ?? [],
  );
  if (conditions.length === 0) return [];
  const rows = await queryable(context).query<{ id: string }>(
    sql`select r.id from ${physicalEntity(context.release, field.entity).table} r where (${sql.join(conditions, ' or ')}) limit ${sql.value(mostFound + 1, 'bigint')}`,
  );
  if (rows.length > mostFound) {
    throw new TenonError('limit-exceeded', `More than ${mostFound} records have this value in '${field.id}'`);
  }
  return rows.map(({ id }) => id);
}

function hasExactFields(context: Context): boolean {
  return context.release.memo('records:exact-fields', () =>
    [...context.release.physical.entities.values()].some(({ fields }) =>
      [...fields.values()].some(({ serverType }) => serverType.exactly !== undefined),
    ),
  );
}
