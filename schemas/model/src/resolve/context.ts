import { closest, type DocumentRef, type Expression, pointerKeys, valueAt } from '@tenon/documents';
import type { Expected, Scope } from '@tenon/expressions';
import type { Lookup, Registry } from '@tenon/plugin-api';
import type { EntityModel, Model, RuleModel } from '../model.ts';
import { didYouMean, type Place, type Problems } from '../reporter.ts';

/** Segmentations as rules see them: known before their conditions are checked, since those may ask about each other. */
export type SegmentIndex = ReadonlyMap<
  string,
  { readonly entity: string; readonly segments: readonly string[] }
>;

/** What resolving a document needs beside the document: everything resolved so far, and where to report. */
export class Resolution {
  readonly registry: Registry;
  readonly problems: Problems;
  readonly entities: ReadonlyMap<string, EntityModel>;
  readonly catalog: Pick<Model, 'entity' | 'segmentation'>;
  readonly #declared: readonly DocumentRef[];
  readonly #brokenFields: ReadonlySet<string>;
  readonly #brokenIds: ReadonlySet<string>;

  constructor(parts: {
    readonly registry: Registry;
    readonly problems: Problems;
    readonly entities: ReadonlyMap<string, EntityModel>;
    readonly segments: SegmentIndex;
    readonly declared: readonly DocumentRef[];
    readonly brokenFields: ReadonlySet<string>;
  }) {
    this.registry = parts.registry;
    this.problems = parts.problems;
    this.entities = parts.entities;
    this.catalog = {
      entity: (id) => parts.entities.get(id),
      segmentation: (id) => parts.segments.get(id),
    };
    this.#declared = parts.declared;
    this.#brokenFields = parts.brokenFields;
    this.#brokenIds = new Set([...parts.brokenFields].map((name) => name.split('.')[1] ?? ''));
  }

  /** What an id refers to. Silent when the document is there but unsound: that has been reported where it is. */
  reference<Target>(
    kind: string,
    id: string,
    targets: ReadonlyMap<string, Target>,
    place: Place,
  ): Target | undefined {
    const target = targets.get(id);
    if (target !== undefined || this.isDeclared(kind, id)) return target;
    place.report('reference-unknown', { kind, id }, didYouMean(closest(id, this.idsOf(kind, targets))));
    return undefined;
  }

  /** The entity that a document is about. */
  entity(id: string, place: Place): EntityModel | undefined {
    return this.reference('entity', id, this.entities, place);
  }

  isDeclared(kind: string, id: string): boolean {
    return this.#declared.some((ref) => ref.kind === kind && ref.id === id);
  }

  /** Silences what follows from a field that was left out. */
  isBrokenField(entity: string, id: string): boolean {
    return this.#brokenFields.has(`${entity}.${id}`);
  }

  /** A type, strategy or other contribution of plugins. */
  contribution<T>(what: string, lookup: Lookup<T>, id: string, place: Place): T | undefined {
    const found = lookup.get(id);
    if (found === undefined) {
      const allowed = lookup.ids();
      place.report(
        'type-unknown',
        { what, type: id, allowed: allowed.join(', ') },
        didYouMean(closest(id, allowed)),
      );
    }
    return found;
  }

  /**
   * An expression, checked in its scope; undefined when it is absent or wrong. `translate` says where its parts stand below
   * the place, when that is not where they stand in the expression.
   */
  rule(
    written: Expression | undefined,
    scope: Omit<Scope, 'catalog'> & { readonly catalog?: Scope['catalog'] },
    expected: Expected,
    place: Place,
    translate: (pointer: string) => string = (pointer) => pointer,
  ): RuleModel | undefined {
    if (written === undefined) return undefined;
    const { expression, problems } = this.registry.rules.parse(
      written,
      { catalog: this.catalog, ...scope },
      expected,
    );
    const own = problems.filter(
      ({ code, pointer }) => code !== 'unknown-field' || !this.#followsFromBroken(written, pointer),
    );
    place.below(own.map((problem) => ({ ...problem, pointer: translate(problem.pointer) })));
    return expression && { written, checked: expression };
  }

  idsOf(kind: string, targets: ReadonlyMap<string, unknown>): readonly string[] {
    const declared = this.#declared.filter((ref) => ref.kind === kind).map(({ id }) => id);
    return [...new Set([...targets.keys(), ...declared])];
  }

  #followsFromBroken(written: Expression, pointer: string): boolean {
    if (this.#brokenFields.size === 0) return false;
    const parents = [pointer, `/${pointerKeys(pointer).slice(0, -1).join('/')}`];
    return parents.some((at) =>
      namesIn(valueAt(written, at === '/' ? '' : at)).some((name) => this.#brokenIds.has(name)),
    );
  }
}

/** Field ids that the texts of an expression may mean. */
function namesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split('.');
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(namesIn);
}
