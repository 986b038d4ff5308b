/** Small typed trees that the engine itself asks, beside those of the configuration. */
import type { CheckedExpression, FieldNode, TypedNode } from '@tenon/expressions';
import type { PathModel } from '@tenon/model';

export function checkedOf(root: TypedNode): CheckedExpression {
  return { root, reads: {}, timeDependent: false, segmentations: [] };
}

/** The value at the end of a path from the row. */
export function fieldNode({ steps, field }: PathModel): FieldNode {
  return {
    node: 'field',
    type: field.valueType,
    entity: steps[0]?.entity ?? field.entity,
    path: steps.map(({ id }) => id),
    via: steps.slice(1).map(({ entity }) => entity),
  };
}

/** The record is one of those. */
export function idIn(entity: string, ids: readonly string[]): CheckedExpression {
  const type = { kind: 'id', entity } as const;
  return checkedOf({
    node: 'operation',
    type: { kind: 'boolean' },
    operator: 'in',
    operands: [
      { node: 'field', type, entity, path: ['id'], via: [] },
      { node: 'literal', type: { kind: 'list', of: type }, value: ids },
    ],
  });
}
