/**
 * Which indexes the configuration asks for: the order of an entity, what administrators asked for, its views, the records
 * that assignment rules hand out, and the conditions of reports, those on dashboards first.
 */
import type { TypedNode } from '@tenon/expressions';
import { fieldAt } from '../entity/parts.ts';
import type {
  AssignmentRuleModel,
  EntityModel,
  FieldModel,
  Model,
  PathModel,
  ReportModel,
  SortModel,
  ViewModel,
} from '../model.ts';
import { indexFault, isNarrow } from './fits.ts';
import type { IndexKey, IndexModel } from './model.ts';

/** Each costs every write of the entity; who asks beyond it gets none. */
export const mostIndexes = 16;

export interface ListIndexes {
  readonly made: readonly IndexModel[];
  /** Beyond `mostIndexes`. */
  readonly left: readonly IndexModel[];
}

export type IndexSources = Pick<
  Model,
  'organisation' | 'views' | 'assignmentRules' | 'reports' | 'dashboards'
>;
type Organised = Pick<Model, 'organisation'>;

/** In order of who asks; none twice, and none that a relation, a unique key, the owner or the time of creation has already. */
export function listIndexes(entity: EntityModel, sources: IndexSources): ListIndexes {
  const isOwn = (other: { readonly entity: EntityModel }) => other.entity.id === entity.id;
  const wanted = [
    named('order', usable([], entity.sort, sources)),
    ...entity.indexes.map((index) => ({ ...index, id: nameOf(index) })),
    ...[...sources.views.values()].filter(isOwn).map((view) => forView(view, sources)),
    ...[...sources.assignmentRules.values()]
      .filter(({ enabled, taskType }) => enabled && isOwn(taskType))
      .map((rule) => forWork(rule, sources)),
  ].flatMap((index) => (index && index.filter.length + index.sort.length > 0 ? [turned(index)] : []));
  const counted = byImportance(sources)
    .filter(isOwn)
    .flatMap((report) => forReport(report, sources));
  const found: IndexModel[] = [];
  for (const index of [...wanted, ...counted]) {
    if (isThere(index, entity) || found.some((other) => serves(other, index))) continue;
    // Who counts needs no order, and reads it from either end.
    if (counted.includes(index) && found.some((other) => leads(other, index))) continue;
    // One that is only looked up in gives way to one that is also in order.
    const same = found.findIndex((other) => other.id !== 'order' && serves(index, other));
    if (same < 0) found.push(index);
    else found[same] = index;
  }
  return { made: found.slice(0, mostIndexes), left: found.slice(mostIndexes) };
}

function named(id: string, index: Omit<IndexModel, 'id'> | undefined): IndexModel | undefined {
  return index && { id, ...index };
}

/** Views that ask for the same share an index and its name. */
function nameOf({ filter, sort }: Omit<IndexModel, 'id'>): string {
  const fields = [...filter, ...sort.map(({ field }) => field)];
  return ['by', ...fields.map(({ id }) => id.replace('.', '_'))].join('_');
}

/** What lies on a dashboard is looked at every day. */
function byImportance({ dashboards, reports }: IndexSources): readonly ReportModel[] {
  const tiles = [...dashboards.values()].flatMap(({ tiles }) => tiles.flatMap(({ report }) => report ?? []));
  return [...new Set([...tiles, ...reports.values()])];
}

/** Records that fulfil the condition: what equals something first, then one span. */
function forReport(report: ReportModel, sources: Organised): readonly IndexModel[] {
  const where = conditionsOf(report);
  const fieldsOf = (ids: readonly string[]) =>
    [...new Set(ids)].flatMap((id) => fieldAt(report.entity, id) ?? []);
  const equal = fieldsOf(where.flatMap(equalities));
  const [span] = fieldsOf(where.flatMap(spans)).filter(
    (field) => spanning.has(field.valueType.kind) && !equal.includes(field),
  );
  const sort = span ? [{ field: own(span), direction: 'asc' as const }] : [];
  const index = usable(equal, sort, sources);
  return index.filter.length + index.sort.length > 0 ? [{ id: nameOf(index), ...index }] : [];
}

/** Of the report, or of its only measure. */
function conditionsOf({ where, measures }: ReportModel): readonly TypedNode[] {
  const [only, another] = measures;
  const own = only?.value.kind === 'aggregate' && another === undefined ? only.value.where : undefined;
  return [where, own].flatMap((rule) => rule?.checked.root ?? []);
}

function forWork({ taskType, records }: AssignmentRuleModel, sources: Organised): IndexModel {
  const ids = records.where ? equalities(records.where.checked.root) : [];
  const fields = ids.flatMap((id) => fieldAt(taskType.entity, id) ?? []);
  const index = usable(fields, records.sort, sources);
  return { id: nameOf(index), ...index };
}

function forView(view: ViewModel, sources: Organised): IndexModel | undefined {
  const equal = view.where ? equalities(view.where.checked.root) : [];
  const fields = equal.flatMap((id) => fieldAt(view.entity, id) ?? []);
  const options = [...view.optionFields].flatMap(([option, { field, needed }]) =>
    needed ? [{ option, field }] : [],
  );
  const group = options.filter(({ option }) => option === 'group').map(({ field }) => field);
  const start = options.find(({ field }) => ['date', 'datetime'].includes(field.valueType.kind))?.field;
  const sort: readonly SortModel[] = start ? [{ field: own(start), direction: 'asc' }] : view.sort;
  const index = usable([...new Set([...fields, ...group])], sort, sources);
  return named(nameOf(index), index);
}

const own = (field: FieldModel): PathModel => ({ path: field.id, steps: [field], field });

/** What an index can be over. An order that lies elsewhere leaves what is looked up. */
function usable(
  filter: readonly FieldModel[],
  sort: readonly SortModel[],
  { organisation }: Organised,
): Omit<IndexModel, 'id'> {
  const equal = filter.filter((field) => !indexFault(field, 'filter', organisation));
  const within = sort.every(
    ({ field: { field, steps } }) => steps.length === 1 && !indexFault(field, 'sort', organisation),
  );
  const keys = within ? sort.map(({ field: { field }, direction }) => ({ field, direction })) : [];
  for (let most = equal.length; most >= 0; most -= 1) {
    const index = { filter: equal.slice(0, most), sort: keys };
    if (isNarrow(index)) return index;
  }
  return { filter: [], sort: [] };
}

/** Fields of the record itself, and parts of them as `address.city`, that must equal something for the condition to hold. */
export function equalities(node: TypedNode): readonly string[] {
  if (node.node !== 'operation') return [];
  if (node.operator === 'and') return [...new Set(node.operands.flatMap(equalities))];
  if (node.operator !== '==') return [];
  const isOwn = (operand: TypedNode | undefined) =>
    operand?.node === 'field' && operand.from === undefined && operand.path.length === 1;
  const isGiven = (operand: TypedNode | undefined) =>
    operand?.node === 'literal' || (operand?.node === 'field' && operand.from !== undefined);
  const [a, b] = node.operands;
  const field = isOwn(a) && isGiven(b) ? a : isOwn(b) && isGiven(a) ? b : undefined;
  if (field?.node !== 'field') return [];
  return field.part === undefined ? field.path : [`${field.path[0]}.${field.part}`];
}

const spanning: ReadonlySet<string> = new Set(['number', 'date', 'datetime']);
const bounding: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', 'within']);

/** Fields of the record itself that must lie between bounds for the condition to hold. */
export function spans(node: TypedNode): readonly string[] {
  if (node.node !== 'operation') return [];
  if (node.operator === 'and') return [...new Set(node.operands.flatMap(spans))];
  if (!bounding.has(node.operator)) return [];
  const fields = node.operands.filter(isOfRecord);
  const [first] = fields;
  const isOne = fields.length === 1 && first?.node === 'field' && first.path.length === 1 && !first.part;
  return isOne ? first.path : [];
}

function isOfRecord(node: TypedNode): boolean {
  if (node.node === 'field') return node.from === undefined;
  return node.node === 'aggregate' || (node.node === 'operation' && node.operands.some(isOfRecord));
}

/** Whether its first keys are those that a count looks up; spans are read in either direction. */
function leads({ filter, sort }: IndexModel, wanted: IndexModel): boolean {
  const [span] = wanted.sort;
  return (
    filter.length === wanted.filter.length &&
    wanted.filter.every((field) => filter.some(({ id }) => id === field.id)) &&
    (span === undefined || sort[0]?.field.id === span.field.id)
  );
}

/** Written by the gate on every record. */
const neverEmpty: ReadonlySet<string> = new Set(['id', 'created_at', 'updated_at', 'version']);

/** An index is read from either end, so that only empties give an order a direction of its own. */
function turned(index: IndexModel): IndexModel {
  if (index.id === 'order' || index.sort[0]?.direction !== 'desc') return index;
  if (!index.sort.every(({ field }) => neverEmpty.has(field.id))) return index;
  const sort = index.sort.map(({ field, direction }): IndexKey => {
    return { field, direction: direction === 'asc' ? 'desc' : 'asc' };
  });
  return { ...index, sort };
}

/** Also when fields that are looked up stand in another order: all of them are given. */
export function serves(index: Omit<IndexModel, 'id'>, wanted: Omit<IndexModel, 'id'>): boolean {
  const first = index.filter.slice(0, wanted.filter.length);
  if (!wanted.filter.every((field) => first.some(({ id }) => id === field.id))) return false;
  if (wanted.sort.length === 0) return true;
  if (index.filter.length !== wanted.filter.length || index.sort.length !== wanted.sort.length) return false;
  return wanted.sort.every(
    ({ field, direction }, at) =>
      index.sort[at]?.field.id === field.id && index.sort[at]?.direction === direction,
  );
}

function isThere({ filter, sort }: IndexModel, { constraints }: EntityModel): boolean {
  if (filter.length === 0) return sort.every(({ field }) => field.id === 'created_at');
  if (sort.length > 0) return false;
  const [first, ...others] = filter;
  if (others.length === 0 && first) {
    if (first.id === 'owner' || (first.unique && !first.ignoreCase) || first.relation || first.type.refersTo)
      return true;
  }
  return constraints.uniques.some(
    (unique) =>
      !unique.ignoreCase &&
      filter.every(({ id }) => unique.fields.slice(0, filter.length).some((field) => field.id === id)),
  );
}
