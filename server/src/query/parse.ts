/** From the wire to nodes. Everything is checked here, since types are no promise of what a request holds. */
import type { CheckedExpression, Expression, Scope } from '@tenon/expressions';
import { type AggregateQuery, isOfRecord, isSortable, type PathModel, type RecordQuery } from '@tenon/model';
import type { Context } from '../context.ts';
import { readCursor, shapeOf } from './cursor.ts';
import { limits } from './limits.ts';
import { Mistakes, pointerTo } from './mistakes.ts';
import type { AggregateFunction, AggregateNode, Bucket, SearchNode, SelectNode, SortNode } from './nodes.ts';
import { resolvePath } from './paths.ts';
import { isPlainObject } from './plain.ts';
import { rightsOf } from './rights.ts';
import { viewerScope } from './viewer-scope.ts';
import { type VisibleEntity, type VisibleModel, visibleModel } from './visible.ts';

const selectKeys = ['where', 'search', 'sort', 'fields', 'limit', 'after', 'count', 'titles', 'deleted'];
const aggregateKeys = ['where', 'search', 'groupBy', 'measures', 'sort', 'limit'];
const buckets: readonly unknown[] = ['day', 'week', 'month', 'quarter', 'year'] satisfies Bucket[];
const aggregates: readonly unknown[] = ['count', 'sum', 'avg', 'min', 'max'] satisfies AggregateFunction[];
const named = /^[a-z][a-z0-9_]{0,47}$/;

export interface ParsedSelect {
  readonly node: SelectNode;
  readonly count: 'none' | 'bounded';
  /** What a cursor of this query is bound to. */
  readonly shape: string;
}

export function parseSelect(context: Context, entity: VisibleEntity, query: RecordQuery): ParsedSelect {
  const reader = new Reader(context, entity);
  const { mistakes } = reader;
  const asked = reader.object(query, selectKeys);
  const where = reader.where(asked.where, '/where');
  const search = reader.search(asked.search);
  const sort = reader.sort(asked.sort);
  const paths = asked.fields === undefined ? ownPaths(context, entity) : reader.paths(asked.fields);
  const limit = reader.limit(asked.limit, limits.defaultPageSize, limits.pageSize);
  const titles = reader.flag(asked.titles, '/titles');
  const deleted = reader.flag(asked.deleted, '/deleted');
  if (asked.count !== undefined && asked.count !== 'none' && asked.count !== 'bounded') {
    mistakes.add('/count', 'unknown-option', 'count is "none" or "bounded"');
  }
  mistakes.throwIfAny('invalid-query', 'The query is not valid');
  const shape = shapeOf([entity.id, asked.where, asked.search, sort.map(keyOf), deleted]);
  const after = asked.after === undefined ? undefined : readCursor(asked.after, shape, sort.length);
  const node = Object.freeze<SelectNode>({
    kind: 'select',
    entity: entity.entity,
    paths,
    where: where ? [where] : [],
    search,
    sort,
    limit,
    after,
    titles,
    rows: deleted ? 'deleted' : 'live',
    under: deleted ? ['restore'] : [],
  });
  return { node, count: asked.count === 'bounded' ? 'bounded' : 'none', shape };
}

export function parseAggregate(
  context: Context,
  entity: VisibleEntity,
  query: AggregateQuery,
): AggregateNode {
  const reader = new Reader(context, entity);
  const { mistakes } = reader;
  const asked = reader.object(query, aggregateKeys);
  const where = reader.where(asked.where, '/where');
  const search = reader.search(asked.search);
  const ids = new Set<string>();
  const groups = reader.list(asked.groupBy, '/groupBy', limits.groups).flatMap((item, index) => {
    const at = pointerTo('groupBy', index);
    const group = reader.object(item, ['id', 'field', 'bucket'], at);
    const id = reader.id(group.id, `${at}/id`, ids);
    const path = reader.path(group.field, `${at}/field`);
    if (!path || id === undefined) return [];
    const kind = path.field.valueType.kind;
    if (!path.field.type.groupable || !isOfRecord(path.field))
      mistakes.add(`${at}/field`, 'not-groupable', `'${path.path}' cannot be grouped by`);
    if (group.bucket !== undefined && !buckets.includes(group.bucket)) {
      mistakes.add(`${at}/bucket`, 'unknown-option', 'A bucket is day, week, month, quarter or year');
    } else if (group.bucket !== undefined && kind !== 'date' && kind !== 'datetime') {
      mistakes.add(`${at}/bucket`, 'type-mismatch', 'Only dates are put into buckets');
    }
    return [{ id, path, bucket: group.bucket as Bucket | undefined }];
  });
  const measures = reader.list(asked.measures, '/measures', limits.measures).flatMap((item, index) => {
    const at = pointerTo('measures', index);
    const measure = reader.object(item, ['id', 'aggregate', 'field', 'where'], at);
    const id = reader.id(measure.id, `${at}/id`, ids);
    const path = measure.field === undefined ? undefined : reader.path(measure.field, `${at}/field`);
    const filter = reader.where(measure.where, `${at}/where`);
    if (!aggregates.includes(measure.aggregate)) {
      mistakes.add(`${at}/aggregate`, 'unknown-option', 'An aggregate is count, sum, avg, min or max');
      return [];
    }
    const aggregate = measure.aggregate as AggregateFunction;
    const fault = measure.field !== undefined && !path ? undefined : measureFault(aggregate, path);
    if (fault) mistakes.add(`${at}/field`, 'type-mismatch', fault);
    return id === undefined ? [] : [{ id, aggregate, path, where: filter }];
  });
  if (groups.length + measures.length === 0 && !mistakes.any) {
    mistakes.add('/measures', 'required', 'Say what to group by or to measure');
  }
  const sort = reader.list(asked.sort, '/sort', limits.sortKeys).map((item, index) => {
    const at = pointerTo('sort', index);
    const key = reader.object(item, ['by', 'direction'], at);
    const by = typeof key.by === 'string' ? key.by : '';
    if (!ids.has(by))
      mistakes.add(`${at}/by`, 'unknown-field', `No group or measure is named '${by.slice(0, 60)}'`);
    return { by, direction: reader.direction(key.direction, `${at}/direction`) };
  });
  const limit = reader.limit(asked.limit, 100, limits.aggregateRows);
  mistakes.throwIfAny('invalid-query', 'The query is not valid');
  return Object.freeze({
    kind: 'aggregate',
    entity: entity.entity,
    where: where ? [where] : [],
    search,
    groups,
    measures,
    sort,
    limit,
  });
}

/** Why a field cannot be measured so; undefined when it can. */
export function measureFault(aggregate: AggregateFunction, path: PathModel | undefined): string | undefined {
  if (path && !isOfRecord(path.field)) return `'${path.path}' does not lie in the record`;
  if (aggregate === 'count') return undefined;
  if (!path) return `${aggregate} needs a field`;
  const { type, valueType } = path.field;
  if (aggregate === 'sum' || aggregate === 'avg') {
    return type.summable ? undefined : `'${path.path}' is no number that can be summed`;
  }
  const ordered = ['number', 'date', 'datetime', 'text', 'choice'].includes(valueType.kind);
  return ordered && type.compare ? undefined : `'${path.path}' has no order`;
}

function keyOf({ path, direction }: SortNode): string {
  return `${direction} ${path.path}`;
}

/** All fields that lie in the record itself, in the order of the entity. */
export function ownPaths(context: Context, entity: VisibleEntity): readonly PathModel[] {
  const known = context.release.memo(
    'query:own-paths',
    () => new WeakMap<VisibleEntity, readonly PathModel[]>(),
  );
  let paths = known.get(entity);
  if (!paths) {
    paths = [...entity.fields.values()]
      .filter((field) => field.storage.kind !== 'inverse' && field.id !== 'deleted_at')
      .map((field) => ({ path: field.id, steps: [field], field }));
    known.set(entity, paths);
  }
  return paths;
}

class Reader {
  readonly mistakes = new Mistakes();
  readonly #context: Context;
  readonly #entity: VisibleEntity;
  readonly #visible: VisibleModel;
  readonly #scope: Pick<Scope, 'catalog' | 'names'>;

  /** The server itself asks for what it needs. */
  readonly #mostFields: number;

  constructor(context: Context, entity: VisibleEntity) {
    this.#mostFields = rightsOf(context) === 'system' ? Number.POSITIVE_INFINITY : limits.fields;
    this.#context = context;
    this.#entity = entity;
    this.#visible = visibleModel(context.release, rightsOf(context));
    this.#scope = viewerScope(context);
  }

  object(value: unknown, keys: readonly string[], at = ''): { readonly [key: string]: unknown } {
    if (!isPlainObject(value)) {
      this.mistakes.add(at, 'type-mismatch', 'An object is due here');
      return {};
    }
    for (const key of Object.keys(value)) {
      if (keys.includes(key)) continue;
      this.mistakes.add(
        at + pointerTo(key),
        'unknown-key',
        `There is no '${key.slice(0, 60)}' here; known are ${keys.join(', ')}`,
      );
    }
    return Object.fromEntries(
      keys.filter((key) => Object.hasOwn(value, key)).map((key) => [key, value[key]]),
    );
  }

  list(value: unknown, at: string, most: number): readonly unknown[] {
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      this.mistakes.add(at, 'type-mismatch', 'A list is due here');
      return [];
    }
    if (value.length > most) {
      this.mistakes.add(at, 'limit-exceeded', `At most ${most}, not ${value.length}`);
      return [];
    }
    return value;
  }

  where(value: unknown, at: string): CheckedExpression | undefined {
    if (value === undefined || value === null) return undefined;
    const scope = { ...this.#scope, entity: this.#entity.id };
    const { rules } = this.#context.release.registry;
    const { expression, problems } = rules.parse(value as Expression, scope, 'condition');
    for (const { code, message, hint, pointer, severity } of problems) {
      if (severity === 'error') this.mistakes.add(at + pointer, code, hint ? `${message}. ${hint}` : message);
    }
    return expression;
  }

  search(value: unknown): SearchNode | undefined {
    if (value === undefined) return undefined;
    if (typeof value !== 'string' || value.includes('\0') || !value.isWellFormed()) {
      return this.mistakes.add('/search', 'type-mismatch', 'Text is due here');
    }
    if (value.length > limits.searchLength) {
      return this.mistakes.add('/search', 'limit-exceeded', `At most ${limits.searchLength} characters`);
    }
    const text = value.trim();
    if (text === '') return undefined;
    const fields = this.#entity.entity.searchFields.filter((field) => this.#entity.fields.has(field.id));
    return { fields, text };
  }

  sort(value: unknown): readonly SortNode[] {
    if (value === undefined) return defaultSort(this.#visible, this.#entity);
    return this.list(value, '/sort', limits.sortKeys).flatMap((item, index) => {
      const at = pointerTo('sort', index);
      const key = this.object(item, ['field', 'direction'], at);
      const direction = this.direction(key.direction, `${at}/direction`);
      const path = this.path(key.field, `${at}/field`);
      if (path && !isSortable(path.field)) {
        // Ids have no order for people, but one for paging.
        if (path.path !== 'id')
          this.mistakes.add(`${at}/field`, 'not-sortable', `'${path.path}' has no order`);
      }
      return path ? [{ path, direction }] : [];
    });
  }

  paths(value: unknown): readonly PathModel[] {
    // Every record says which one it is and in which state.
    const paths = new Map<string, PathModel>();
    for (const id of ['id', 'version']) {
      const field = this.#entity.entity.fields.get(id);
      if (field) paths.set(id, { path: id, steps: [field], field });
    }
    for (const [index, item] of this.list(value, '/fields', this.#mostFields).entries()) {
      const at = pointerTo('fields', index);
      const path = this.path(item, at);
      if (
        path?.field.storage.kind === 'inverse' ||
        (path && path.steps.length > 1 && path.field.storage.kind === 'link')
      ) {
        this.mistakes.add(
          at,
          'not-selectable',
          `'${path.path}' is the other side of a relation; query its entity`,
        );
      } else if (path) paths.set(path.path, path);
    }
    return [...paths.values()];
  }

  path(value: unknown, at: string): PathModel | undefined {
    const resolved = resolvePath(this.#visible, this.#entity, value);
    if ('path' in resolved) return resolved.path;
    return this.mistakes.add(at, resolved.code, resolved.message);
  }

  id(value: unknown, at: string, taken: Set<string>): string | undefined {
    if (typeof value !== 'string' || !named.test(value)) {
      return this.mistakes.add(at, 'invalid-id', 'A name is lower-case letters, digits and _, at most 48');
    }
    if (taken.has(value)) return this.mistakes.add(at, 'duplicate-id', `'${value}' is there twice`);
    taken.add(value);
    return value;
  }

  direction(value: unknown, at: string): 'asc' | 'desc' {
    if (value === undefined || value === 'asc') return 'asc';
    if (value !== 'desc') this.mistakes.add(at, 'unknown-option', 'A direction is asc or desc');
    return 'desc';
  }

  limit(value: unknown, usual: number, most: number): number {
    if (value === undefined) return usual;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
      this.mistakes.add('/limit', 'type-mismatch', `A whole number from 1 to ${most} is due here`);
    } else if (value > most) {
      this.mistakes.add('/limit', 'limit-exceeded', `At most ${most}`);
    } else return value;
    return usual;
  }

  flag(value: unknown, at: string): boolean {
    if (value !== undefined && typeof value !== 'boolean')
      this.mistakes.add(at, 'type-mismatch', 'true or false is due here');
    return value === true;
  }
}

/** The entity's own order as far as the viewer may see it; newest first when nothing is left of it. */
export function defaultSort(visible: VisibleModel, entity: VisibleEntity): readonly SortNode[] {
  const seen = entity.entity.sort.filter(({ field }) => 'path' in resolvePath(visible, entity, field.path));
  if (seen.length > 0) return seen.map(({ field, direction }) => ({ path: field, direction }));
  const id = entity.fields.get('id');
  return id ? [{ path: { path: 'id', steps: [id], field: id }, direction: 'desc' }] : [];
}
