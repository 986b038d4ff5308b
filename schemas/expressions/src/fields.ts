/** From a dotted name to a field: through named rows and `one` relations, by own-property look-ups alone. */
import type { Report } from './fit.ts';
import { limits } from './limits.ts';
import { didYouMean } from './suggest.ts';
import type { CheckedExpression, Scope, ScopeEntity, ScopeField } from './types.ts';

/** Where in the expression we stand: aggregates move to the related entity. */
export interface Place {
  readonly entity: string | undefined;
  /** Aggregates around this place. */
  readonly aggregates: number;
  /** Named rows are out of reach. */
  readonly ownOnly?: boolean;
}

/** Entity → ids of the fields read. */
export type Reads = Map<string, Set<string>>;

export interface ResolvedPath {
  readonly field: ScopeField;
  readonly from?: string;
  readonly entity: string;
  readonly path: readonly string[];
  readonly via: readonly string[];
  /** The part of the field's value that the name ends with. */
  readonly part?: string;
  /** What the computed fields of the path follow from. */
  readonly computed: readonly CheckedExpression[];
}

/** The field that a dotted name leads to, each step noted in `reads`; undefined after reporting why there is none. */
export function resolvePath(
  name: string,
  scope: Scope,
  place: Place,
  reads: Reads,
  report: Report,
): ResolvedPath | undefined {
  const steps = name.split('.');
  const named = steps.length > 1 ? nameIn(scope, steps[0]!) : undefined;
  if (named !== undefined && place.ownOnly) {
    report('not-a-relation', 'Related records are those of the record itself, not of a named one');
    return undefined;
  }
  const path = named === undefined ? steps : steps.slice(1);
  if (path.length > limits.path) {
    report('path-too-long', `A path has at most ${limits.path} fields, not ${path.length}`);
    return undefined;
  }
  const start = named ?? place.entity;
  if (start === undefined) {
    report(
      'unknown-field',
      `There is no record here that '${name.slice(0, 100)}' could be a field of`,
      namesHint(scope),
    );
    return undefined;
  }
  const via: string[] = [];
  const computed: CheckedExpression[] = [];
  let entity = start;
  for (const [index, id] of path.entries()) {
    const known = scope.catalog.entity(entity);
    const field = known?.field(id);
    if (!known || !field) {
      report(
        'unknown-field',
        `'${entity}' has no field '${id.slice(0, 60)}'`,
        fieldHint(id, known, scope, index),
      );
      return undefined;
    }
    note(reads, entity, id);
    if (field.computed) computed.push(field.computed.rule.checked);
    if (index === path.length - 1) {
      return {
        field,
        ...(named === undefined ? {} : { from: steps[0]! }),
        entity: start,
        path,
        via,
        computed,
      };
    }
    if (field.parts && index === path.length - 2) {
      const part = path[index + 1]!;
      const valueType = Object.hasOwn(field.parts, part) ? field.parts[part]?.valueType : undefined;
      if (!valueType) {
        report(
          'unknown-field',
          `'${id}' has no part '${part.slice(0, 60)}'`,
          didYouMean(part, Object.keys(field.parts)),
        );
        return undefined;
      }
      return {
        field: { id, valueType },
        ...(named === undefined ? {} : { from: steps[0]! }),
        entity: start,
        path: path.slice(0, -1),
        via,
        part,
        computed,
      };
    }
    if (field.relation?.cardinality !== 'one') {
      const hint = field.relation ? `Ask about related records with {"exists": ["${id}", …]}` : undefined;
      report('not-walkable', `'${id}' does not lead to one record`, hint);
      return undefined;
    }
    via.push(field.relation.entity);
    entity = field.relation.entity;
  }
  return undefined;
}

function nameIn(scope: Scope, name: string): string | undefined {
  return scope.names && Object.hasOwn(scope.names, name) ? scope.names[name] : undefined;
}

function note(reads: Reads, entity: string, field: string): void {
  const fields = reads.get(entity);
  if (fields) fields.add(field);
  else reads.set(entity, new Set([field]));
}

function fieldHint(
  id: string,
  entity: ScopeEntity | undefined,
  scope: Scope,
  index: number,
): string | undefined {
  if (index === 0 && nameIn(scope, id) !== undefined) return `Name a field of it, such as "${id}.id"`;
  const known = [...(entity?.fieldIds() ?? []), ...(index === 0 ? Object.keys(scope.names ?? {}) : [])];
  return didYouMean(id, known);
}

function namesHint(scope: Scope): string | undefined {
  const names = Object.keys(scope.names ?? {});
  return names.length > 0 ? `Named records: ${names.join(', ')}` : undefined;
}
