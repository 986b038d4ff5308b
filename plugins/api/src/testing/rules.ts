import type { Expression, Operator, Scope, ValueType } from '@tenon/expressions';
import type { FieldType } from '../field-type.ts';

const field: Expression = { var: 'value' };

/** A configuration of one entity `kit` with one field `value` of the type. */
export function scopeOf(type: FieldType, options: { readonly [option: string]: unknown }): Scope {
  const relation = type.relation?.(options);
  const value = {
    id: 'value',
    valueType: type.valueType(options),
    ...(relation && { relation }),
    ...(type.ruleValue && { ruleValue: (of: unknown) => type.ruleValue?.(of, options) }),
    ...(type.parts && { parts: type.parts }),
  };
  const entity = {
    id: 'kit',
    field: (id: string) => (id === value.id ? value : undefined),
    fieldIds: () => [value.id],
  };
  return {
    entity: entity.id,
    catalog: { entity: (id) => (id === entity.id ? entity : undefined), segmentation: () => undefined },
  };
}

/** Rules that ask the operator about the field; the language itself then says which of them make sense. */
export function expressionsFor(
  operator: Operator,
  type: ValueType,
  values: readonly unknown[],
  operands: readonly Expression[],
): readonly Expression[] {
  const literals = values.map((value) => literal(value, type));
  const items = type.kind === 'list' ? [...new Set((values as readonly Expression[][]).flat())] : [];
  const parts = values.flatMap((value) => partsOf(value));
  const stated = operator.values?.slots(2)[1]?.literal?.samples ?? [];
  const further = operator.values?.slots(3)[2]?.literal?.samples ?? [];
  const single = [...literals, ...parts, ...stated, ...operands];
  return [
    [field],
    ...single.map((operand) => [field, operand]),
    ...[...literals, ...items, ...parts].map((operand) => [operand, field]),
    ...pairsOf(literals).map((pair) => [field, pair]),
    ...[...literals, ...stated].flatMap((operand) => further.map((last) => [field, operand, last])),
    [field, field],
  ].map((given) => ({ [operator.id]: given }));
}

/** Numbers that a JSON number would round are written as text. */
function literal(value: unknown, type: ValueType): Expression {
  if (type.kind !== 'number' || typeof value === 'number') return value as Expression;
  const number = Number(value);
  return String(number) === value ? number : { number: String(value) };
}

/** Beginnings, ends and middles of texts, by character. */
function partsOf(value: unknown): readonly string[] {
  if (typeof value !== 'string') return [];
  const characters = [...value];
  const half = Math.ceil(characters.length / 2);
  return [characters.slice(0, half), characters.slice(half), characters.slice(1, -1)]
    .map((part) => part.join(''))
    .filter((part) => part !== '');
}

function pairsOf(values: readonly Expression[]): readonly Expression[] {
  return values.map((value, index) => [value, values[(index + 1) % values.length] ?? value]);
}
