/** Random well-typed expressions, driven by the signatures that operators state, so plugins' operators are included. */
import fc, { type Arbitrary } from 'fast-check';
import { sameType } from '../fit.ts';
import type { Language } from '../language.ts';
import { limits } from '../limits.ts';
import { settleLiteral } from '../literals.ts';
import type { Expression, Operator, Scope, ScopeField, Slot, ValueKind, ValueType } from '../types.ts';
import { sampleDates, sampleDatetimes, sampleNumbers, sampleTexts } from './samples.ts';

export interface GenerateOptions {
  readonly language: Language;
  readonly scope: Scope;
  /** Operations inside operations. */
  readonly depth: number;
  /** Ids of records by entity, to compare with. */
  readonly ids: { readonly [entity: string]: readonly string[] };
  /** Segmentations to ask about. */
  readonly segmentations?: readonly string[];
}

/** Expressions of a type. Nearly all of them parse; those that do not (literals alone where a date is due) are few. */
export function generateExpression(
  type: ValueType | 'condition',
  options: GenerateOptions,
): Arbitrary<Expression> {
  return new Generator(options).expression(
    type,
    { entity: options.scope.entity, aggregates: 0 },
    options.depth,
  );
}

/** Calls of one operator, of whatever type; undefined when the scope has nothing for it. */
export function generateOperation(
  operator: Operator,
  options: GenerateOptions,
): Arbitrary<Expression> | undefined {
  return new Generator(options).operation(
    operator,
    { entity: options.scope.entity, aggregates: 0 },
    options.depth,
  );
}

interface Place {
  readonly entity: string | undefined;
  readonly aggregates: number;
}

/** An arbitrary and how often it is taken among its kind. */
interface Choice {
  readonly weight: number;
  readonly arbitrary: Arbitrary<Expression>;
}

class Generator {
  readonly #options: GenerateOptions;
  readonly #made = new Map<string, Arbitrary<Expression> | undefined>();
  readonly #types: readonly ValueType[];

  constructor(options: GenerateOptions) {
    this.#options = options;
    this.#types = typesIn(options.scope);
  }

  expression(type: ValueType | 'condition', place: Place, depth: number): Arbitrary<Expression> {
    return this.#any(type, place, depth) ?? fc.constant(null);
  }

  operation(operator: Operator, place: Place, depth: number): Arbitrary<Expression> | undefined {
    const plain = this.#types.filter((type) => type.kind !== 'list');
    return oneOf(plain.flatMap((type) => this.#operations(operator, type, place, depth)));
  }

  /** Anything of the type. */
  #any(type: ValueType | 'condition', place: Place, depth: number): Arbitrary<Expression> | undefined {
    return this.#memo(`any ${JSON.stringify([type, place, depth])}`, () => {
      const valueType = type === 'condition' ? { kind: 'boolean' as const } : type;
      const computed = this.#computed(valueType, place, depth);
      const literal = { weight: depth > 0 ? 1 : 3, arbitrary: this.#literal(valueType) };
      return oneOf([...(computed ? [{ weight: 8, arbitrary: computed }] : []), literal]);
    });
  }

  /** A field or an operation, which has its type by itself. */
  #computed(type: ValueType, place: Place, depth: number): Arbitrary<Expression> | undefined {
    return this.#memo(`computed ${JSON.stringify([type, place, depth])}`, () => {
      const fields = this.#fields(type, place);
      const choices: Choice[] =
        fields.length > 0 ? [{ weight: 4, arbitrary: fc.constantFrom(...fields) }] : [];
      if (depth > 0) {
        for (const operator of this.#options.language.operators) {
          choices.push(...this.#operations(operator, type, place, depth - 1));
        }
      }
      return oneOf(choices);
    });
  }

  #operations(operator: Operator, type: ValueType, place: Place, depth: number): Choice[] {
    const choices: Choice[] = [];
    const add = (operands: Arbitrary<readonly Expression[]> | undefined) => {
      if (!operands) return;
      choices.push({ weight: 1, arbitrary: operands.map((list): Expression => ({ [operator.id]: list })) });
    };
    const { values, related, row } = operator;
    if (values && (values.result === 'same' || values.result.kind === type.kind)) {
      const { least, most = least + 2 } = values.arity;
      for (let count = least; count <= most; count++) {
        const slots = values.slots(count);
        const shared = this.#sharedTypes(slots);
        const taken =
          values.result === 'same' ? shared.filter((one) => one && sameOptions(one, type)) : shared;
        for (const same of taken) {
          add(this.#operands(slots, same, place, depth));
        }
      }
    }
    if (related && place.entity !== undefined && place.aggregates < limits.nestedAggregates) {
      for (const [name, entity] of this.#relations(place.entity)) {
        const inner: Place = { entity, aggregates: place.aggregates + 1 };
        const operand = related.result === 'operand' ? [type] : (related.operand ?? []).map(plainType);
        if (related.result !== 'operand' && related.result.kind !== type.kind) continue;
        if (related.operand && !related.operand.includes(operand[0]!.kind)) continue;
        const filter = this.#any('condition', inner, Math.min(depth, 2))!;
        const first = fc.constant<Expression>(name);
        if (related.operand) {
          const of = this.#computed(operand[0]!, inner, Math.min(depth, 1));
          const order = this.#order(related.order, inner);
          const own = [first, ...(of ? [of] : []), ...(order ? [order] : [])];
          if (of && (order || !related.order)) add(fc.oneof(fc.tuple(...own), fc.tuple(...own, filter)));
        } else add(fc.oneof(fc.tuple(first), fc.tuple(first, filter)));
      }
    }
    if (row && place.entity === this.#options.scope.entity && row.result.kind === type.kind) {
      add(this.#aboutRow(operator));
    }
    return choices.map((choice) => ({ ...choice, weight: 1 / choices.length }));
  }

  #order(kinds: readonly ValueKind[] | undefined, place: Place): Arbitrary<Expression> | undefined {
    const of = (kinds ?? []).flatMap((kind) => this.#computed(plainType(kind), place, 0) ?? []);
    return of.length > 0 ? fc.oneof(...of) : undefined;
  }

  /** Ids that the operator finds right: a segmentation of the scope, and segments of it. */
  #aboutRow({ row }: Operator): Arbitrary<readonly Expression[]> | undefined {
    const { scope, segmentations = [] } = this.#options;
    const { entity, catalog } = scope;
    const right = segmentations.flatMap((segmentation) => {
      const segments = catalog.segmentation(segmentation)?.segments ?? [];
      let sound = row !== undefined && entity !== undefined;
      if (row && entity !== undefined)
        row.check([segmentation, ...segments], { entity, catalog }, () => (sound = false));
      return sound
        ? [fc.subarray([...segments], { minLength: 1 }).map((some) => [segmentation, ...some])]
        : [];
    });
    return right.length > 0 ? fc.oneof(...right) : undefined;
  }

  #operands(
    slots: readonly Slot[],
    same: ValueType | undefined,
    place: Place,
    depth: number,
  ): Arbitrary<readonly Expression[]> | undefined {
    let anchored = same === undefined || ['text', 'number', 'boolean'].includes(same.kind);
    const parts: (Arbitrary<Expression> | undefined)[] = slots.map((slot) => {
      if (slot.literal) return fc.constantFrom(...slot.literal.samples);
      if (slot.kinds === 'condition') return this.#any('condition', place, depth);
      if (!slot.same || !same) return this.#ofKinds(slot.kinds, place, depth);
      const type = slot.same === 'element' ? ({ kind: 'list', of: same } as const) : same;
      const arbitrary = anchored ? this.#any(type, place, depth) : this.#computed(type, place, depth);
      anchored ||= arbitrary !== undefined;
      return arbitrary ?? this.#literal(type);
    });
    if (!anchored || parts.some((part) => part === undefined)) return undefined;
    return fc.tuple(...(parts as Arbitrary<Expression>[]));
  }

  #ofKinds(kinds: readonly ValueKind[], place: Place, depth: number): Arbitrary<Expression> | undefined {
    const types = this.#types.filter((type) => kinds.includes(type.kind));
    const own = types.flatMap((type) => {
      const arbitrary = this.#computed(type, place, depth);
      return arbitrary ? [{ weight: 4, arbitrary }] : [];
    });
    const literal = kinds.includes('text') || kinds.length === 1 ? [plainType(kinds[0]!)] : [];
    return oneOf([...own, ...literal.map((type) => ({ weight: 1, arbitrary: this.#literal(type) }))]);
  }

  #sharedTypes(slots: readonly Slot[]): readonly (ValueType | undefined)[] {
    const kinds = slots.find((slot) => slot.same && slot.kinds !== 'condition')?.kinds;
    if (!kinds || kinds === 'condition') return [undefined];
    return this.#types.filter((type) => kinds.includes(type.kind));
  }

  #fields(type: ValueType, place: Place): readonly Expression[] {
    const { scope } = this.#options;
    const found: Expression[] = [];
    const visit = (entity: string, prefix: string, hops: number) => {
      for (const field of fieldsOf(scope, entity)) {
        const isInverse = field.relation?.cardinality === 'inverse';
        if (!isInverse && sameType(field.valueType, type) && sameOptions(field.valueType, type)) {
          found.push({ var: `${prefix}${field.id}` });
        }
        if (field.relation?.cardinality === 'one' && hops > 0) {
          visit(field.relation.entity, `${prefix}${field.id}.`, hops - 1);
        }
      }
    };
    if (place.entity !== undefined) visit(place.entity, '', 2);
    for (const [name, entity] of Object.entries(scope.names ?? {})) visit(entity, `${name}.`, 0);
    return found;
  }

  #relations(entity: string): readonly (readonly [string, string])[] {
    return fieldsOf(this.#options.scope, entity).flatMap((field) => {
      const { relation } = field;
      if (!relation) return [];
      if (relation.cardinality !== 'one') return [[field.id, relation.entity] as const];
      return fieldsOf(this.#options.scope, relation.entity).flatMap((next) =>
        next.relation && next.relation.cardinality !== 'one'
          ? [[`${field.id}.${next.id}`, next.relation.entity] as const]
          : [],
      );
    });
  }

  #literal(type: ValueType): Arbitrary<Expression> {
    return literals[type.kind](type, this.#options).filter((value) => 'value' in settleLiteral(value, type));
  }

  #memo(key: string, make: () => Arbitrary<Expression> | undefined): Arbitrary<Expression> | undefined {
    if (!this.#made.has(key)) {
      this.#made.set(key, undefined);
      this.#made.set(key, make());
    }
    return this.#made.get(key);
  }
}

const literals: {
  readonly [K in ValueKind]: (type: ValueType, options: GenerateOptions) => Arbitrary<Expression>;
} = {
  text: () => fc.constantFrom(...sampleTexts),
  number: () => fc.constantFrom(...sampleNumbers.map(Number).filter((value) => String(value).length <= 15)),
  boolean: () => fc.boolean(),
  date: () => fc.constantFrom(...sampleDates),
  datetime: () => fc.constantFrom(...sampleDatetimes),
  choice: (type) => fc.constantFrom(...(type.kind === 'choice' ? type.options : [])),
  id: (type, { ids }) => fc.constantFrom(...(type.kind === 'id' ? (ids[type.entity] ?? []) : [])),
  list: (type, options) =>
    type.kind === 'list'
      ? fc.array(literals[type.of.kind](type.of, options), { minLength: 1, maxLength: 12 })
      : fc.constant([]),
  duration: () => fc.constantFrom('P90D', 'P1M'),
  empty: () => fc.constant(null),
};

function typesIn(scope: Scope): readonly ValueType[] {
  const types = new Map<string, ValueType>();
  const add = (type: ValueType) => {
    types.set(JSON.stringify(type), type);
    if (type.kind === 'list') add(type.of);
  };
  const seen = new Set<string>();
  const visit = (entity: string) => {
    if (seen.has(entity)) return;
    seen.add(entity);
    for (const field of fieldsOf(scope, entity)) {
      add(field.valueType);
      if (field.relation) visit(field.relation.entity);
    }
  };
  if (scope.entity !== undefined) visit(scope.entity);
  for (const entity of Object.values(scope.names ?? {})) visit(entity);
  return [...types.values()];
}

function fieldsOf(scope: Scope, entity: string): readonly ScopeField[] {
  const known = scope.catalog.entity(entity);
  return known ? known.fieldIds().flatMap((id) => known.field(id) ?? []) : [];
}

function plainType(kind: ValueKind): ValueType {
  if (kind === 'choice') return { kind, options: [] };
  if (kind === 'id') return { kind, entity: '' };
  if (kind === 'list') return { kind, of: { kind: 'text' } };
  return { kind };
}

function sameOptions(a: ValueType, b: ValueType): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function oneOf(choices: readonly Choice[]): Arbitrary<Expression> | undefined {
  if (choices.length === 0) return undefined;
  return fc.oneof(
    ...choices.map(({ weight, arbitrary }) => ({ weight: Math.max(1, Math.round(weight * 12)), arbitrary })),
  );
}
