import type { JsonSchema } from '@tenon/plugin-api';

/** Options of a type that has none. */
export const noOptions: JsonSchema = { type: 'object', properties: {}, additionalProperties: false };

export function optionsOf(
  properties: { readonly [option: string]: JsonSchema },
  required: readonly string[] = [],
): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false };
}

/** What Postgres can hold in one line of text: no NUL, no half of a surrogate pair, no line break. */
export const linePattern = '^[^\\u0000\\r\\n\\p{Cs}]*$';
/** The same with line breaks. */
export const linesPattern = '^[^\\u0000\\r\\p{Cs}]*$';

export const uuidPattern = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';

export const entityId: JsonSchema = { type: 'string', pattern: '^[a-z][a-z0-9_]{0,47}$' };
