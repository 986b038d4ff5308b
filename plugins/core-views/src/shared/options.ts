import type { JsonSchema } from '@tenon/plugin-api';

/** A field of the entity, by its id. */
export const fieldId = (description: string): JsonSchema => ({
  type: 'string',
  pattern: '^[a-z][a-z0-9_]{0,47}$',
  description,
});
