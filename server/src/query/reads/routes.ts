/** Which changes of which records can alter the result of an expression, read off its typed tree (SG5). */
import type { CheckedExpression, TypedNode } from '@tenon/expressions';
import type { Model } from '@tenon/model';

/** One relation walked, from the record that has the field to those it leads to. */
export interface Step {
  readonly from: string;
  readonly field: string;
  readonly to: string;
}

/** A way from the record that an expression is about to others that it reads. */
export interface Route {
  /** The entity at its end. */
  readonly entity: string;
  /** The fields that are read there. */
  readonly fields: ReadonlySet<string>;
  /** From the record to the end; none for the record itself. */
  readonly steps: readonly Step[];
}

/**
 * All ways, that of the record itself first. Whoever reads a field that is worked out reads what it follows from; with
 * `upTo` roll-ups the ways end there, since their own changes are told.
 */
export function routesOf(
  model: Model,
  entity: string,
  expressions: readonly CheckedExpression[],
  upTo: 'sources' | 'rollups' = 'sources',
): readonly Route[] {
  const collector = new Collector(model, upTo);
  collector.reach(entity, []);
  for (const { root } of expressions) collector.walk(root, entity, []);
  return collector.routes();
}

class Collector {
  readonly #model: Model;
  readonly #upTo: 'sources' | 'rollups';
  readonly #routes = new Map<string, { entity: string; fields: Set<string>; steps: readonly Step[] }>();

  constructor(model: Model, upTo: 'sources' | 'rollups') {
    this.#model = model;
    this.#upTo = upTo;
  }

  routes(): readonly Route[] {
    return [...this.#routes.values()];
  }

  /** Also without a field: that a record is there or not is read of every record. */
  reach(entity: string, steps: readonly Step[], field?: string): void {
    const key = JSON.stringify([entity, steps]);
    const route = this.#routes.get(key) ?? { entity, fields: new Set(), steps };
    if (field !== undefined) route.fields.add(field);
    this.#routes.set(key, route);
  }

  walk(node: TypedNode, entity: string, steps: readonly Step[]): void {
    if (node.node === 'operation') {
      for (const operand of node.operands) this.walk(operand, entity, steps);
    } else if (node.node === 'field') {
      if (node.from === undefined) this.#path(node.path, node.via, entity, steps);
    } else if (node.node === 'aggregate') {
      const hops = this.#path(node.path, node.via, entity, steps);
      const holder = node.via.at(-1) ?? entity;
      const field = node.path.at(-1) ?? '';
      const inside = [...hops, { from: holder, field, to: node.related }];
      const storage = this.#model.entities.get(holder)?.fields.get(field)?.storage;
      this.reach(node.related, inside, storage?.kind === 'inverse' ? storage.via : undefined);
      if (node.operand) this.walk(node.operand, node.related, inside);
      if (node.order) this.walk(node.order, node.related, inside);
      if (node.where) this.walk(node.where, node.related, inside);
    }
  }

  /** Every field of the path is read where it stands. Gives the steps to the holder of the last one. */
  #path(
    path: readonly string[],
    via: readonly string[],
    entity: string,
    steps: readonly Step[],
  ): readonly Step[] {
    let at = entity;
    let walked = steps;
    path.forEach((field, index) => {
      this.reach(at, walked, field);
      const read = this.#model.entities.get(at)?.fields.get(field);
      const rate = read?.type.currency?.(read.options);
      if (rate?.rateDate !== undefined) this.reach(at, walked, rate.rateDate);
      const computed = read?.computed;
      if (computed && !(computed.stored && this.#upTo === 'rollups')) {
        this.walk(computed.rule.checked.root, at, walked);
      }
      const next = via[index];
      if (index === path.length - 1 || next === undefined) return;
      walked = [...walked, { from: at, field, to: next }];
      at = next;
    });
    return walked;
  }
}
