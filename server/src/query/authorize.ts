/**
 * The pass over nodes before SQL. Nodes of people were parsed against what they may see; nodes of documents (reports,
 * views, rules of work) were not, and here both are held to the same: a field that is hidden, or an entity that may not
 * be read, answers as if it did not exist. Row rules follow from `rights`, which only this pass puts on a node.
 */
import type { CheckedExpression, TypedNode } from '@tenon/expressions';
import type { FieldModel, PathModel, RecordAction } from '@tenon/model';
import type { Context } from '../context.ts';
import { TenonError } from '../errors.ts';
import type { AggregateNode, Authorized, SelectNode } from './nodes.ts';
import { unknownField } from './paths.ts';
import { can, type Rights, rightsOf } from './rights.ts';
import { type VisibleEntity, type VisibleModel, visibleModel } from './visible.ts';

/** The entity as the viewer sees it. One that may not be read at all is not found, like one that is not there. */
export function entityFor(context: Context, id: string, action: RecordAction = 'read'): VisibleEntity {
  const rights = rightsOf(context);
  const entity = visibleModel(context.release, rights).entity(id);
  if (!entity) throw new TenonError('not-found', 'There is no such entity');
  if (!can(rights, id, action)) {
    throw new TenonError('not-allowed', `You may not ${action} records of ${id}`);
  }
  return entity;
}

export function authorizeSelect(context: Context, node: SelectNode): Authorized<SelectNode> {
  const rights = rightsOf(context);
  if (rights !== 'system') {
    const pass = new Pass(visibleModel(context.release, rights));
    pass.entity(node.entity.id);
    for (const { field, steps } of node.paths) pass.path({ path: field.id, steps, field });
    for (const { path } of node.sort) pass.path(path);
    for (const field of node.search?.fields ?? []) pass.field(field);
    for (const condition of node.where) pass.expression(condition);
    // Deleted records are shown to those who may bring them back.
    if (node.rows === 'deleted' && !rights.can(node.entity.id, 'restore')) {
      throw new TenonError('not-allowed', `You may not restore records of ${node.entity.id}`);
    }
  }
  return authorized(node, rights);
}

export function authorizeAggregate(context: Context, node: AggregateNode): Authorized<AggregateNode> {
  const rights = rightsOf(context);
  if (rights !== 'system') {
    const pass = new Pass(visibleModel(context.release, rights));
    pass.entity(node.entity.id);
    for (const field of node.search?.fields ?? []) pass.field(field);
    for (const condition of node.where) pass.expression(condition);
    for (const { path } of node.groups) pass.path(path);
    for (const { path, where } of node.measures) {
      if (path) pass.path(path);
      if (where) pass.expression(where);
    }
  }
  return authorized(node, rights);
}

function authorized<Node extends object>(node: Node, rights: Rights): Authorized<Node> {
  return Object.freeze({ ...node, rights });
}

class Pass {
  readonly #visible: VisibleModel;

  constructor(visible: VisibleModel) {
    this.#visible = visible;
  }

  entity(id: string): VisibleEntity {
    const entity = this.#visible.entity(id);
    if (!entity) throw new TenonError('not-found', 'There is no such entity');
    return entity;
  }

  path({ steps }: PathModel): void {
    for (const step of steps) this.field(step);
  }

  field(field: FieldModel): void {
    this.#known(field.entity, field.partOf?.field ?? field.id);
  }

  expression({ root }: CheckedExpression): void {
    this.#node(root);
  }

  #node(node: TypedNode): void {
    if (node.node === 'operation') {
      for (const operand of node.operands) this.#node(operand);
    } else if (node.node !== 'literal') {
      // What a rule asks about the viewer is answered from values, not from records.
      if (node.node === 'field' && node.from !== undefined) return;
      node.path.forEach((id, index) => {
        this.#known(index === 0 ? node.entity : (node.via[index - 1] ?? ''), id);
      });
      if (node.node === 'aggregate') {
        this.#known(node.related, 'id');
        if (node.operand) this.#node(node.operand);
        if (node.order) this.#node(node.order);
        if (node.where) this.#node(node.where);
      }
    }
  }

  #known(entity: string, field: string): void {
    const visible = this.#visible.entity(entity);
    if (visible?.fields.has(field)) return;
    const { code, message } = unknownField(visible, field);
    throw new TenonError('invalid-query', 'The query is not valid', {
      errors: [{ pointer: '', code, message }],
    });
  }
}
