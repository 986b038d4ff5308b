import { type Schema, Validator } from '@cfworker/json-schema';
import type { JsonSchema } from '../field-type.ts';

/** What is wrong with a value, by JSON Schema; nothing when it is right. */
export function problemsOf(schema: JsonSchema, value: unknown): readonly string[] {
  if (value === undefined) return ['is not JSON'];
  const { errors } = new Validator(schema as Schema, '2020-12', false).validate(value);
  return errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`);
}
