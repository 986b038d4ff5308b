/** Tells an administrator when a list will be slow, and which index would help. */
import { type Sql, sql, type TypedNode } from '@tenon/expressions';
import {
  type AdviceBody,
  type AdviceQuery,
  equalities,
  type FieldModel,
  fieldAt,
  indexFault,
  isNarrow,
  listIndexes,
  mostIndexes,
  type OfferedIndex,
  serves,
} from '@tenon/model';
import { type Context, queryable } from '../context.ts';
import { canNarrow } from '../search/filters.ts';
import { authorizeSelect, entityFor } from './authorize.ts';
import { compileSelect } from './compile/select.ts';
import type { SelectNode } from './nodes.ts';
import { parseSelect } from './parse.ts';
import { type PlanNode, planCost } from './plan-cost.ts';

/** Records read for one page of which people notice it; about 100 ms on two cores. */
export const slowFrom = 20_000;
const pageSize = 50;

/** Asks the planner alone: nothing is read. Of all records, whoever may read them; `viewer` is who asks. */
export async function adviseList(context: Context, query: AdviceQuery): Promise<AdviceBody> {
  const all: Context = { ...context, viewer: { ...context.viewer, id: null } };
  const { entity, where, sort } = query;
  const { node } = parseSelect(all, entityFor(all, entity), {
    limit: pageSize,
    fields: ['id'],
    ...(where !== undefined && { where }),
    ...(sort !== undefined && { sort }),
  });
  const statement = compileSelect(all, authorizeSelect(all, node)).statement;
  const [plan, sizes] = await Promise.all([planOf(all, statement), sizesOf(all)]);
  const { reads, sorts } = planCost(plan, (table) => sizes.get(table) ?? 0);
  const table = context.release.physical.entities.get(entity)?.tableName ?? entity;
  const read = [...reads.values()].reduce((sum, count) => sum + count, 0);
  const body = { reads: Math.round(read), total: Math.round(sizes.get(table) ?? 0) };
  if (read < slowFrom) return { slow: false, ...body, reason: null, offer: null };
  // The list asks the search index first.
  if (canNarrow(context.release, node)) return { slow: false, ...body, reason: null, offer: null };
  const own = reads.get(table) ?? 0;
  const offer = offerFor(context, node, sorts);
  const textual = node.where.some(({ root }) => looksForPart(root));
  const reason = own * 2 < read ? 'related' : textual && !offer ? 'text' : sorts ? 'sort' : 'filter';
  const left = listIndexes(node.entity, context.release.model).left.map(({ filter, sort }) => [
    ...filter.map(({ id }) => id),
    ...sort.map(({ field }) => field.id),
  ]);
  return {
    slow: true,
    ...body,
    reason,
    offer: reason === 'related' ? null : offer,
    ...(left.length > 0 && { left }),
  };
}

async function planOf(context: Context, statement: Sql): Promise<PlanNode> {
  const [row] = await queryable(context).query<{ 'QUERY PLAN': readonly { Plan?: PlanNode }[] }>(
    sql`explain (format json) ${statement}`,
  );
  const plan = row?.['QUERY PLAN'][0]?.Plan;
  if (!plan) throw new Error('The planner gave no plan');
  return plan;
}

/** As last analysed, or what the size of the table lets guess. */
async function sizesOf(context: Context): Promise<ReadonlyMap<string, number>> {
  const tables = await queryable(context).query<{ name: string; rows: number }>(sql`
    select c.relname as name,
      (case when c.reltuples > 0 then c.reltuples else coalesce(s.n_live_tup, 0) end)::float8 as rows
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('records', 'segments')
    left join pg_stat_user_tables s on s.relid = c.oid
    where c.relkind = 'r'`);
  return new Map(tables.map(({ name, rows }) => [name, rows]));
}

/** The index that would lead to the records: in the order asked for, else to those that a condition lets through. */
function offerFor({ release: { model } }: Context, node: SelectNode, sorts: boolean): OfferedIndex | null {
  const { entity } = node;
  const { organisation } = model;
  const present = listIndexes(entity, model);
  if (present.made.length >= mostIndexes) return null;
  const fieldsOf = (ids: readonly string[], use: 'filter' | 'sort'): FieldModel[] =>
    ids.flatMap((id) => {
      const field = fieldAt(entity, id);
      // Documents name fields to compare by id; a part is sorted by.
      return field && !field.partOf && !indexFault(field, use, organisation) ? [field] : [];
    });
  const equal = fieldsOf([...new Set(node.where.flatMap(({ root }) => equalities(root)))], 'filter');
  const sort = node.sort.map(({ path: { field }, direction }) => ({ field, direction }));
  const inOrder = node.sort.every(
    ({ path: { steps, field } }) => steps.length === 1 && !indexFault(field, 'sort', organisation),
  );
  const ranges = fieldsOf([...new Set(node.where.flatMap(({ root }) => bounded(root)))], 'filter').filter(
    (field) => !equal.includes(field),
  );
  const candidates = [
    ...(inOrder && (sorts || equal.length > 0) ? [{ filter: equal, sort }] : []),
    ...ranges.map((range) => ({ filter: [...equal, range], sort: [] })),
    ...(equal.length > 0 ? [{ filter: equal, sort: [] }] : []),
  ];
  const [best] = candidates.filter(
    (index) =>
      isNarrow(index) &&
      !present.made.some((made) => serves(made, index)) &&
      !(index.filter.length === 0 && index.sort.every(({ field }) => field.id === 'created_at')),
  );
  if (!best) return null;
  const names = [...best.filter.map(({ id }) => id), ...best.sort.map(({ field }) => field.id)];
  return {
    id: `by_${names.join('_')}`.slice(0, 40).replace(/_+$/, ''),
    ...(best.filter.length > 0 && { filter: best.filter.map(({ id }) => id) }),
    ...(best.sort.length > 0 && {
      sort: best.sort.map(({ field, direction }) => ({ field: field.id, direction })),
    }),
  };
}

const bounding: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', 'in', 'starts_with']);

/** Own fields that lie between bounds, or among values, wherever the condition holds. */
function bounded(node: TypedNode): readonly string[] {
  if (node.node !== 'operation') return [];
  if (node.operator === 'and') return node.operands.flatMap(bounded);
  if (!bounding.has(node.operator)) return [];
  return node.operands.flatMap((operand) =>
    operand.node === 'field' && operand.from === undefined && operand.path.length === 1 && !operand.part
      ? operand.path
      : [],
  );
}

const parts: ReadonlySet<string> = new Set(['contains', 'icontains', 'ends_with']);

function looksForPart(node: TypedNode): boolean {
  return node.node === 'operation' && (parts.has(node.operator) || node.operands.some(looksForPart));
}
