import type { JsonSchema } from '@tenon/plugin-api';
import type { FieldModel } from '../model.ts';

export interface ValueSchemaOptions {
  /** Fields that must be given and not empty. */
  readonly required: ReadonlySet<string>;
  /** Whether the absent and the empty are told apart: a change names only what changes, and null empties a field. */
  readonly nullable: boolean;
}

/**
 * JSON Schema (the part of 2020-12 that form libraries understand) of an object with values of these fields. Each property
 * carries its default, so that forms start with it.
 */
export function valueSchemaOf(
  fields: readonly FieldModel[],
  { required, nullable }: ValueSchemaOptions,
): JsonSchema {
  const properties = fields.map((field): [string, JsonSchema] => {
    const schema = field.type.valueSchema(field.options);
    const empty = nullable && !required.has(field.id);
    const value = empty ? orNull(schema) : schema;
    return [field.id, field.default === null ? value : { ...value, default: field.default }];
  });
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: fields.map(({ id }) => id).filter((id) => required.has(id)),
    additionalProperties: false,
  };
}

function orNull(schema: JsonSchema): JsonSchema {
  if (typeof schema.type === 'string' && schema.enum === undefined && schema.const === undefined) {
    return { ...schema, type: [schema.type, 'null'] };
  }
  return { anyOf: [schema, { type: 'null' }] };
}
