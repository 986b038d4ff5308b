import type { JsonSchema } from '@tenon/plugin-api';

/** A measure of the tile's report. */
export const measureId: JsonSchema = {
  type: 'string',
  pattern: '^[a-z][a-z0-9_]{0,47}$',
  description: "Id of a measure of the report; the report's first when absent.",
};
export const measureIds: JsonSchema = {
  type: 'array',
  items: { ...measureId, description: 'Id of a measure of the report.' },
  minItems: 1,
  maxItems: 10,
  uniqueItems: true,
  description: "Ids of measures of the report; all of the report's when absent.",
};

export function optionsOf(properties: { readonly [option: string]: JsonSchema }): JsonSchema {
  return { type: 'object', properties, additionalProperties: false };
}
