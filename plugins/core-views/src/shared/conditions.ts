import type { Expression } from '@tenon/expressions';

/** Records whose field holds the value; those where it is empty for null. */
export function holds(field: string, value: string | null): Expression {
  return value === null ? { empty: [{ var: field }] } : { '==': [{ var: field }, value] };
}

export function all(conditions: readonly Expression[]): Expression {
  const [first] = conditions;
  return conditions.length === 1 && first !== undefined ? first : { and: [...conditions] };
}
