/** Short words for the schemas of bodies and answers. */
import type { JsonSchema } from '@tenon/plugin-api';

type Members = { readonly [name: string]: JsonSchema };
/** A schema for each member of a type and for nothing else: `satisfies` keeps both in step. */
export type MembersOf<T> = { readonly [member in keyof T]-?: JsonSchema };

export const text: JsonSchema = { type: 'string' };
export const whole: JsonSchema = { type: 'integer' };
export const flag: JsonSchema = { type: 'boolean' };
export const uuid: JsonSchema = { type: 'string', format: 'uuid' };
export const moment: JsonSchema = { type: 'string', format: 'date-time' };
/** Text, or one for each language. */
export const label: JsonSchema = {
  type: ['string', 'object'],
  properties: { en: text, 'zh-CN': text },
};
/** A JsonLogic expression. */
export const expression: JsonSchema = { description: 'A condition: JsonLogic.' };

export const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });
export const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
/** One text, or several. */
export const texts: JsonSchema = { anyOf: [text, list(text)] };
export const map = (values: JsonSchema): JsonSchema => ({ type: 'object', additionalProperties: values });
export const words = (...some: readonly string[]): JsonSchema => ({ enum: some });
export const said = (schema: JsonSchema, description: string): JsonSchema => ({ ...schema, description });

/** An object with members that are always there, and members that may be. */
export const object = (required: Members, optional: Members = {}): JsonSchema => ({
  type: 'object',
  properties: { ...required, ...optional },
  ...(Object.keys(required).length > 0 && { required: Object.keys(required) }),
});

export const pageOf = (items: JsonSchema): JsonSchema =>
  object({ items: list(items), next: said(orNull(text), 'Pass as `after`; null at the end.') });

export const named = object({ id: text, name: text });
