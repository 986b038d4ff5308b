import type { ValueKind, ValueType } from '@tenon/expressions';
import type { EntityConfig, FieldConfig, Label } from '@tenon/model';
import type { Registry } from '@tenon/plugin-api';
import { aggregateParts, holds, type Subject } from './tree.ts';

/** What rules may speak of: entities as the reader sees them, and named rows such as the viewer. */
export interface RuleScope {
  readonly entities: { readonly [id: string]: EntityConfig };
  readonly segmentations: {
    readonly [id: string]: {
      readonly id: string;
      readonly entity: string;
      readonly label: Label;
      readonly segments: readonly { readonly id: string; readonly label: Label; readonly color: string }[];
    };
  };
  /** Name → entity. */
  readonly names: { readonly [name: string]: string };
  readonly registry: Registry;
  readonly label: (label: Label | undefined, fallback?: string) => string;
}

/** What a path leads to. */
export interface Reached {
  readonly field: FieldConfig;
  /** A part of the field's value is meant. */
  readonly part: string | undefined;
  readonly type: ValueType | undefined;
  /** From the start to the end, for people. */
  readonly labels: readonly string[];
}

export function entityAt({ entities }: RuleScope, id: string): EntityConfig | undefined {
  return Object.hasOwn(entities, id) ? entities[id] : undefined;
}

/** Follows a path from an entity; undefined when it leads nowhere that the reader sees. */
export function reach(scope: RuleScope, entity: string, path: string): Reached | undefined {
  const steps = path.split('.');
  const labels: string[] = [];
  let at: EntityConfig | undefined;
  if (Object.hasOwn(scope.names, steps[0] ?? '') && steps.length > 1) {
    at = entityAt(scope, scope.names[steps.shift() ?? ''] ?? '');
  } else at = entityAt(scope, entity);
  for (const [index, id] of steps.entries()) {
    const field: FieldConfig | undefined = at?.fields.find((one) => one.id === id);
    if (!field) return undefined;
    labels.push(scope.label(field.label, id));
    const type = scope.registry.fieldTypes.get(field.type);
    const last = index === steps.length - 1;
    if (last) return { field, part: undefined, type: type?.valueType(field.options), labels };
    const part =
      type?.parts && Object.hasOwn(type.parts, steps[index + 1] ?? '')
        ? type.parts[steps[index + 1] ?? '']
        : undefined;
    if (part && index === steps.length - 2) {
      const name = steps[index + 1] ?? '';
      return { field, part: name, type: part.valueType, labels: [...labels, scope.label(part.label, name)] };
    }
    at = field.relation?.cardinality === 'one' ? entityAt(scope, field.relation.entity) : undefined;
  }
  return undefined;
}

const ordered: readonly ValueKind[] = ['number', 'date', 'datetime', 'text'];
const kindsOfParts: { readonly [by: string]: readonly ValueKind[] | undefined } = {
  sum: ['number'],
  avg: ['number'],
  min: ordered,
  max: ordered,
};

/** Which fields an aggregate can be over, or be put in order by. */
export function fits(by: string, part: 'of' | 'order', { type }: Reached): boolean {
  if (!type) return false;
  if (part === 'order') return ordered.includes(type.kind);
  return (kindsOfParts[by] ?? [...ordered, 'boolean', 'choice', 'id']).includes(type.kind);
}

export function needs(by: string, part: 'of' | 'order'): boolean {
  return aggregateParts[by]?.includes(part) ?? false;
}

/** What a subject is compared as. */
export interface Compared {
  /** Whose control values are entered with; undefined where a plain number or text will do. */
  readonly field: FieldConfig | undefined;
  readonly part: boolean;
  readonly type: ValueType | undefined;
  /** Ids of operators, most useful first. */
  readonly operators: readonly string[];
}

const numberOperators = ['>=', '>', '==', '!=', '<', '<='];
const textOperators = ['icontains', '==', '!=', 'starts_with', 'ends_with', 'empty'];
const derivedTypes: { readonly [by: string]: ValueType | undefined } = {
  days_since: { kind: 'number' },
  date: { kind: 'date' },
  year: { kind: 'number' },
  month: { kind: 'number' },
  weekday: { kind: 'number' },
  length: { kind: 'number' },
  lower: { kind: 'text' },
};

/** How a subject can be compared; undefined when it names what is not there. */
export function comparedAs(scope: RuleScope, entity: string, subject: Subject): Compared | undefined {
  if (subject.kind === 'aggregate') {
    const relation = reach(scope, entity, subject.relation)?.field.relation;
    if (!relation) return undefined;
    if (subject.by === 'exists')
      return { field: undefined, part: false, type: { kind: 'boolean' }, operators: [holds] };
    if (subject.by === 'count')
      return { field: undefined, part: false, type: { kind: 'number' }, operators: numberOperators };
    const of = reach(scope, relation.entity, subject.of ?? '');
    return of && comparedField(scope, of);
  }
  const reached = reach(scope, entity, subject.path);
  if (!reached) return undefined;
  if (subject.kind === 'field') return comparedField(scope, reached);
  const type = derivedTypes[subject.by];
  const operators = type?.kind === 'text' ? textOperators : numberOperators;
  return { field: type?.kind === 'date' ? reached.field : undefined, part: false, type, operators };
}

function comparedField({ registry }: RuleScope, { field, part, type }: Reached): Compared {
  if (part !== undefined)
    return {
      field,
      part: true,
      type,
      operators: type?.kind === 'text' ? textOperators : [...numberOperators, 'empty'],
    };
  // Of a field that holds several, "is one of" would turn its operands round.
  const offered = (registry.fieldTypes.get(field.type)?.operators ?? []).filter(
    (id) => !(type?.kind === 'list' && id === 'in'),
  );
  const operators = offered.filter((id) => (registry.rules.operator(id)?.values?.arity.least ?? 3) <= 2);
  return {
    field,
    part: false,
    type,
    operators: type?.kind === 'boolean' ? [holds, ...operators] : operators,
  };
}
