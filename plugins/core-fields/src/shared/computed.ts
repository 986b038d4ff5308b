import type { FieldType, JsonSchema, ServerFieldType } from '@tenon/plugin-api';

/** A rule as it stands in a document. */
export const expressionOption: JsonSchema = {
  title: 'Expression',
  type: ['null', 'boolean', 'number', 'string', 'array', 'object'],
};

/** A field type and its options, for the values of a computed field. */
export const resultOption: JsonSchema = {
  type: 'object',
  properties: {
    type: { type: 'string', pattern: '^[a-z][a-z0-9_]{0,47}$', description: 'A field type.' },
    options: { type: 'object', description: 'The settings of that type.' },
  },
  required: ['type'],
  additionalProperties: false,
  description: 'The field type that the values have.',
};

/** A field, over relations to one record: `account.sector`. */
export const pathPattern = '^[a-z][a-z0-9_]{0,47}(\\.[a-z][a-z0-9_]{0,47}){0,3}$';

/** What a computed type has of its own: nothing, since its fields have the type of their result. */
export const noValues: Pick<
  FieldType<object, never>,
  | 'valueSchema'
  | 'valueType'
  | 'storage'
  | 'operators'
  | 'groupable'
  | 'canBeUnique'
  | 'format'
  | 'parse'
  | 'toText'
> = {
  valueSchema: () => ({ not: {} }),
  valueType: () => ({ kind: 'empty' }),
  storage: () => ({ kind: 'computed' }),
  operators: [],
  groupable: false,
  canBeUnique: false,
  format: String,
  parse: () => ({ ok: false, message: 'The value is worked out, not written' }),
  toText: String,
};

export const noColumns: Pick<ServerFieldType, 'columns' | 'toDb' | 'fromDb'> = {
  columns: () => [],
  toDb: () => [],
  fromDb: () => null,
};
