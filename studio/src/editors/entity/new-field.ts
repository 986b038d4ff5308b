import type { Registry } from '@tenon/plugin-api';
import { startOf } from '../../json-schema/start-of.ts';
import { freeId, isObject } from '../change.ts';

/** A field of a type with the settings that the type asks for, empty as far as they can be; called by its type when `id` is ''. */
export function newField(
  type: string,
  id: string,
  others: readonly unknown[],
  registry: Registry,
  label: string,
): { readonly [key: string]: unknown } {
  const taken = others.flatMap((field) =>
    isObject(field) && typeof field.id === 'string' ? [field.id] : [],
  );
  const schema = registry.fieldTypes.get(type)?.optionsSchema ?? {};
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  const properties = isObject(schema.properties) ? schema.properties : {};
  const options = Object.fromEntries(required.map((name) => [name, startOf(properties[name])]));
  return {
    id: freeId((id === '' ? `${type}_field` : id).slice(0, 44), taken),
    type,
    label,
    ...(required.length > 0 && { options }),
  };
}
