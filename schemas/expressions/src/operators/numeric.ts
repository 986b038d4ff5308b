import { type Sql, sql } from '../sql.ts';
import type { SqlCall, TypedNode } from '../types.ts';

/** Operands of arithmetic: an integer column would overflow, and cut where numeric does not. */
export function asNumeric(operands: readonly Sql[], { nodes }: SqlCall): readonly Sql[] {
  return operands.map((operand, index) =>
    nodes[index]?.node === 'literal' ? operand : sql`${operand}::numeric`,
  );
}

/** Operands of a comparison: whole literals as bigint, so that an index on an integer column serves it as well. */
export function comparands(operands: readonly Sql[], { nodes }: SqlCall): readonly Sql[] {
  return operands.map((operand, index) => wholeLiteral(nodes[index]) ?? operand);
}

const whole = /^-?\d{1,18}$/;

function wholeLiteral(node: TypedNode | undefined): Sql | undefined {
  if (node?.node !== 'literal') return undefined;
  const { type, value } = node;
  if (type.kind === 'number' && whole.test(String(value))) return sql.value(String(value), 'bigint');
  if (type.kind !== 'list' || type.of.kind !== 'number') return undefined;
  const values = (value as readonly unknown[]).map(String);
  return values.every((item) => whole.test(item)) ? sql.value(values, 'bigint[]') : undefined;
}
