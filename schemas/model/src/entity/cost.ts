import type { TypedNode } from '@tenon/expressions';

/** What reading a value asks of the database at most, with everything that it is worked out from. */
export interface Cost {
  readonly nodes: number;
  readonly aggregates: number;
  /** Aggregates inside aggregates. */
  readonly nested: number;
}

const nothing: Cost = { nodes: 0, aggregates: 0, nested: 0 };

/** `costOfField` tells of fields that are worked out when they are read; undefined for others. */
export function costOf(
  node: TypedNode,
  costOfField: (entity: string, field: string) => Cost | undefined,
): Cost {
  const whole = (parts: readonly Cost[], own: Cost): Cost => parts.reduce(together, own);
  const path = (entity: string, fields: readonly string[], via: readonly string[]): readonly Cost[] =>
    fields.map(
      (field, index) => costOfField(index === 0 ? entity : (via[index - 1] ?? ''), field) ?? nothing,
    );
  if (node.node === 'literal') return { ...nothing, nodes: 1 };
  if (node.node === 'field') {
    const steps = node.from === undefined ? path(node.entity, node.path, node.via) : [];
    return whole(steps, { ...nothing, nodes: 1 });
  }
  if (node.node === 'operation') {
    return whole(
      node.operands.map((operand) => costOf(operand, costOfField)),
      { ...nothing, nodes: 1 },
    );
  }
  const inside = [node.operand, node.order, node.where].flatMap((part) =>
    part ? [costOf(part, costOfField)] : [],
  );
  const deep = whole(inside, { ...nothing, nodes: 1 });
  const around = whole(path(node.entity, node.path, node.via), nothing);
  return together(around, { ...deep, aggregates: deep.aggregates + 1, nested: deep.nested + 1 });
}

function together(a: Cost, b: Cost): Cost {
  return {
    nodes: a.nodes + b.nodes,
    aggregates: a.aggregates + b.aggregates,
    nested: Math.max(a.nested, b.nested),
  };
}
