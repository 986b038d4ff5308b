/**
 * Fields that are worked out. Each takes the type of its result, after the fields that it reads; those that read each other
 * in a circle, over any number of entities, have no value and are left out.
 */
import { closest, withSchemaDefaults } from '@tenon/documents';
import { limits, type ScopeField } from '@tenon/expressions';
import type { Computation, FieldType, Registry, ResultType } from '@tenon/plugin-api';
import type { EntityModel, FieldModel, RuleModel } from '../model.ts';
import { didYouMean, type Place } from '../reporter.ts';
import type { Resolution } from '../resolve/context.ts';
import { type Cost, costOf } from './cost.ts';
import { checkedOptions, guarded, type Surroundings } from './fields.ts';
import type { EntityLonghand, FieldLonghand } from './normalize.ts';

type Fields = ReadonlyMap<string, FieldModel>;

/** The fields of all entities, with those that are worked out among them, in the order written. */
export function withComputed(
  longhand: readonly EntityLonghand[],
  drafts: ReadonlyMap<string, EntityModel>,
  registry: Registry,
  all: Surroundings,
  makeContext: (entities: ReadonlyMap<string, EntityModel>) => Resolution,
): ReadonlyMap<string, Fields> {
  const computed = new ComputedFields(longhand, drafts, registry, all, makeContext);
  computed.resolveAll();
  return new Map(
    longhand.map((entity) => [
      entity.id,
      new Map(
        entity.fields.flatMap(({ id }) => {
          const field = drafts.get(entity.id)?.fields.get(id) ?? computed.made(entity.id, id);
          return field ? [[id, field] as const] : [];
        }),
      ),
    ]),
  );
}

interface Draft {
  readonly entity: EntityLonghand;
  readonly field: FieldLonghand;
  readonly type: FieldType;
}

interface Typed {
  readonly type: FieldType;
  readonly options: FieldModel['options'];
}

class ComputedFields {
  readonly #drafts: ReadonlyMap<string, EntityModel>;
  readonly #registry: Registry;
  readonly #all: Surroundings;
  readonly #context: Resolution;
  readonly #waiting = new Map<string, Draft>();
  readonly #made = new Map<string, FieldModel | undefined>();
  readonly #costs = new Map<string, Cost>();
  readonly #circular = new Set<string>();
  /** Fields that are being resolved, each since the one before reads it. */
  readonly #stack: string[] = [];

  constructor(
    longhand: readonly EntityLonghand[],
    drafts: ReadonlyMap<string, EntityModel>,
    registry: Registry,
    all: Surroundings,
    makeContext: (entities: ReadonlyMap<string, EntityModel>) => Resolution,
  ) {
    this.#drafts = drafts;
    this.#registry = registry;
    this.#all = all;
    for (const entity of longhand) {
      for (const field of entity.fields) {
        const type = registry.fieldTypes.get(field.type);
        if (type?.compute) this.#waiting.set(keyOf(entity.id, field.id), { entity, field, type });
      }
    }
    const seen = longhand.flatMap((entity): [string, EntityModel][] => {
      const draft = drafts.get(entity.id);
      if (!draft) return [];
      const ids = entity.fields.map(({ id }) => id);
      return [[entity.id, { ...draft, field: (id) => this.#field(entity.id, id), fieldIds: () => ids }]];
    });
    this.#context = makeContext(new Map(seen));
  }

  /** In an order that does not depend on that of the documents. */
  resolveAll(): void {
    for (const key of [...this.#waiting.keys()].sort()) this.#resolve(key);
  }

  made(entity: string, field: string): FieldModel | undefined {
    return this.#made.get(keyOf(entity, field));
  }

  #field(entity: string, id: string): FieldModel | undefined {
    return this.#drafts.get(entity)?.fields.get(id) ?? this.#resolve(keyOf(entity, id));
  }

  #resolve(key: string): FieldModel | undefined {
    if (this.#made.has(key)) return this.#made.get(key);
    const draft = this.#waiting.get(key);
    if (!draft) return undefined;
    const place = this.#stack.indexOf(key);
    if (place >= 0) {
      this.#noteCircle(this.#stack.slice(place));
      return undefined;
    }
    this.#stack.push(key);
    const field = this.#make(draft);
    this.#stack.pop();
    const sound = this.#circular.has(key) ? undefined : field;
    this.#made.set(key, sound);
    return sound;
  }

  /** Told once, at its first field by name. */
  #noteCircle(keys: readonly string[]): void {
    for (const key of keys) this.#circular.add(key);
    const first = [...keys].sort()[0] ?? '';
    const start = keys.indexOf(first);
    const circle = [...keys.slice(start), ...keys.slice(0, start), first];
    this.#waiting
      .get(first)
      ?.field.place.to('options')
      .report('computed-circle', { circle: circle.join(' → ') });
  }

  #make(draft: Draft): FieldModel | undefined {
    const { entity, field, type } = draft;
    const options = checkedOptions(entity, field, type, this.#all);
    const computation = options && guarded(type, field.place, () => type.compute?.(options));
    if (!computation) return undefined;
    const { by, stored } = computation;
    const place = field.place.to('options');
    const target = this.#target(computation, entity.id);
    const known = this.#resultBefore(draft, computation, target, place);
    if (known === 'unfit') return undefined;
    const read = this.#rule(draft, computation, computation.expression, known);
    if (!read) return undefined;
    const result = known ?? this.#resultAfter(computation, read, place);
    if (!result || !this.#isBounded(draft, read, stored, place)) return undefined;
    const rule = isCopy(computation) ? read : this.#settled(draft, read, result, place);
    if (!rule) return undefined;
    if (field.required || field.unique || field.default !== null) {
      field.place.report('required-impossible', { type: type.id });
    }
    return {
      id: field.id,
      entity: entity.id,
      label: field.label,
      help: field.help,
      system: false,
      type: result.type,
      options: result.options,
      required: false,
      unique: false,
      ignoreCase: false,
      readOnly: true,
      default: null,
      keptBy: undefined,
      valueType: result.type.valueType(result.options),
      storage: { kind: stored ? 'column' : 'computed' },
      relation: isCopy(computation) ? target?.relation : result.type.relation?.(result.options),
      ...(result.type.ruleValue && {
        ruleValue: (value: unknown) => result.type.ruleValue?.(value, result.options),
      }),
      ...(result.type.parts && { parts: result.type.parts }),
      computed: { by, rule, stored },
    };
  }

  /** The field at the end of the path that the result is like. */
  #target({ result }: Computation, start: string): FieldModel | undefined {
    if (!('like' in result)) return undefined;
    let entity: string | undefined = start;
    let field: FieldModel | undefined;
    for (const id of result.like.split('.')) {
      field = entity === undefined ? undefined : this.#field(entity, id);
      entity = field?.relation?.entity;
    }
    return field;
  }

  /** What is known of the result before the expression is read; undefined when nothing is. */
  #resultBefore(
    draft: Draft,
    { result }: Computation,
    target: FieldModel | undefined,
    place: Place,
  ): Typed | 'unfit' | undefined {
    if ('stated' in result) return this.#typed(draft, result.stated, at(place, result.at)) ?? 'unfit';
    if (!('like' in result) || !target) return undefined;
    const { type, options, storage } = target;
    if (result.same) {
      if (storage.kind === 'column' || storage.kind === 'computed') return { type, options };
      at(place, result.at).report('lookup-unfit', { path: result.like });
      return 'unfit';
    }
    // Rules count amounts of any currency in the organisation's, as totals do.
    const of = result.total ?? (type.currency?.(options) ? 'sum' : undefined);
    const total = of && type.total?.(options, of);
    if (total) return this.#typed(draft, total, at(place, result.at)) ?? 'unfit';
    return this.#canResult({ type, options }, at(place, result.at)) ?? 'unfit';
  }

  /** What the kind of the values says. */
  #resultAfter({ result }: Computation, { checked }: RuleModel, place: Place): Typed | undefined {
    const { kind } = checked.root.type;
    const found = 'byKind' in result ? result.byKind[kind] : undefined;
    const type = found && this.#registry.fieldTypes.get(found.type);
    if (type) return { type, options: withSchemaDefaults(type.optionsSchema, found.options ?? {}) };
    at(place, result.at).report('result-needed', { kind });
    return undefined;
  }

  /** A stated type with its options, checked as those of any field. */
  #typed({ entity, field }: Draft, stated: ResultType, place: Place): Typed | undefined {
    const type = this.#registry.fieldTypes.get(stated.type);
    if (!type) {
      const allowed = this.#registry.fieldTypes
        .all()
        .filter((known) => known.resultOf)
        .map(({ id }) => id);
      place
        .to('type')
        .report(
          'type-unknown',
          { what: 'field type', type: stated.type, allowed: allowed.join(', ') },
          didYouMean(closest(stated.type, allowed)),
        );
      return undefined;
    }
    const given = { ...field, options: stated.options ?? {}, place };
    const options = checkedOptions(entity, given, type, this.#all);
    return options && this.#canResult({ type, options }, place);
  }

  #canResult(typed: Typed, place: Place): Typed | undefined {
    const { type, options } = typed;
    const storage = type.storage?.(options) ?? { kind: 'column' };
    if (type.resultOf && storage.kind === 'column') return typed;
    place.report('result-unfit', { type: type.id });
    return undefined;
  }

  /** The expression as written, with its problems where its parts stand among the options. */
  #rule(
    { entity, field }: Draft,
    { places, result }: Computation,
    written: Computation['expression'],
    typed: Typed | undefined,
  ): RuleModel | undefined {
    const free = !typed || ('like' in result && (result.same || result.total !== undefined));
    const expected = free ? undefined : typed.type.valueType(typed.options);
    const inOptions = (pointer: string): string => {
      const [part, option] = placeOf(pointer, places);
      return `${option}${pointer.slice(part.length)}`;
    };
    return this.#context.rule(written, { entity: entity.id }, expected, field.place.to('options'), inOptions);
  }

  /** The rule whose every value is one of the type in its one form. */
  #settled(
    { entity }: Draft,
    { written }: RuleModel,
    { type, options }: Typed,
    place: Place,
  ): RuleModel | undefined {
    const settled = guarded(type, place, () => type.resultOf?.(written, options) ?? written);
    if (settled === undefined) return undefined;
    const rule = this.#context.rule(settled, { entity: entity.id }, type.valueType(options), place, () => '');
    return rule && { written, checked: rule.checked };
  }

  /** Reading a field reads all that it is worked out from, so that its cost is that of the whole. */
  #isBounded({ entity, field }: Draft, { checked }: RuleModel, stored: boolean, place: Place): boolean {
    const cost = costOf(checked.root, (other, id) => {
      const read: ScopeField | undefined = this.#field(other, id);
      return read?.computed ? this.#costs.get(keyOf(other, id)) : undefined;
    });
    if (
      cost.nodes > limits.nodes ||
      cost.aggregates > limits.aggregates ||
      cost.nested > limits.nestedAggregates
    ) {
      place.report('computed-too-large', { parts: cost.nodes, aggregates: cost.aggregates });
      return false;
    }
    if (!stored) this.#costs.set(keyOf(entity.id, field.id), cost);
    if (!stored || checked.segmentations.length === 0) return true;
    place.report('computed-segments', { segmentation: checked.segmentations[0] ?? '' });
    return false;
  }
}

const keyOf = (entity: string, field: string): string => `${entity}.${field}`;

const isCopy = ({ result }: Computation): boolean => 'like' in result && result.same === true;

const at = (place: Place, pointer: string): Place =>
  pointer === '' ? place : place.to(...pointer.slice(1).split('/'));

/** The closest part around a pointer that stands among the options. */
function placeOf(pointer: string, places: Computation['places']): readonly [part: string, option: string] {
  const around = places.filter(([part]) => pointer === part || pointer.startsWith(`${part}/`));
  const [closest] = around.sort(([a], [b]) => b.length - a.length);
  return closest ?? [pointer, ''];
}
