/** A value to begin with, as empty as its JSON Schema lets it be. */
export function startOf(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return '';
  const { type, minimum, enum: choices, default: given } = schema as { readonly [keyword: string]: unknown };
  if (given !== undefined) return given;
  if (Array.isArray(choices)) return choices[0];
  if (type === 'array') return [];
  if (type === 'integer' || type === 'number') return minimum ?? 0;
  if (type === 'boolean') return false;
  if (type === 'object') return {};
  return '';
}
