/** Which indexes the lists of an entity ask for: its order, what administrators asked for, its views. */
import type { TypedNode } from '@tenon/expressions';
import type { EntityModel, FieldModel, Model, PathModel, SortModel, ViewModel } from '../model.ts';
import { indexFault, isNarrow } from './fits.ts';
import type { IndexKey, IndexModel } from './model.ts';

/** Each costs every write of the entity; views beyond it get none. */
export const mostIndexes = 16;

export interface ListIndexes {
  readonly made: readonly IndexModel[];
  /** Beyond `mostIndexes`. */
  readonly left: readonly IndexModel[];
}

type Sources = Pick<Model, 'organisation'> & { readonly views: Iterable<ViewModel> };

/** In order of who asks; none twice, and none that a relation, a unique key, the owner or the time of creation has already. */
export function listIndexes(entity: EntityModel, sources: Sources): ListIndexes {
  const wanted = [
    named('order', usable([], entity.sort, sources)),
    ...entity.indexes.map((index) => ({ ...index, id: nameOf(index) })),
    ...[...sources.views]
      .filter((view) => view.entity.id === entity.id)
      .map((view) => forView(view, sources)),
  ].flatMap((index) => (index && index.filter.length + index.sort.length > 0 ? [turned(index)] : []));
  const found: IndexModel[] = [];
  for (const index of wanted) {
    if (isThere(index, entity) || found.some((other) => serves(other, index))) continue;
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
  return ['by', ...filter.map(({ id }) => id), ...sort.map(({ field }) => field.id)].join('_');
}

function forView(view: ViewModel, sources: Sources): IndexModel | undefined {
  const equal = view.where ? equalities(view.where.checked.root) : [];
  const fields = equal.flatMap((id) => view.entity.fields.get(id) ?? []);
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
  { organisation }: Sources,
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

/** Fields of the record itself that must equal something for the condition to hold. */
export function equalities(node: TypedNode): readonly string[] {
  if (node.node !== 'operation') return [];
  if (node.operator === 'and') return [...new Set(node.operands.flatMap(equalities))];
  if (node.operator !== '==') return [];
  const isOwn = (operand: TypedNode | undefined) =>
    operand?.node === 'field' && operand.from === undefined && operand.path.length === 1 && !operand.part;
  const isGiven = (operand: TypedNode | undefined) =>
    operand?.node === 'literal' || (operand?.node === 'field' && operand.from !== undefined);
  const [a, b] = node.operands;
  const field = isOwn(a) && isGiven(b) ? a : isOwn(b) && isGiven(a) ? b : undefined;
  return field?.node === 'field' ? field.path : [];
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
