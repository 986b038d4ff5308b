/** Parts of values as fields of their own: `address.city` in columns, orders and groups. They are read, never written. */
import { textIn, withSchemaDefaults } from '@tenon/documents';
import type { Registry } from '@tenon/plugin-api';
import type { EntityModel, FieldModel } from '../model.ts';

/** Of a field that lies in columns; undefined when none of its parts can stand alone. */
export function partFields(
  field: FieldModel,
  registry: Registry,
): ReadonlyMap<string, FieldModel> | undefined {
  if (field.storage.kind !== 'column' || !field.parts) return undefined;
  const fields = new Map<string, FieldModel>();
  for (const [part, { label, valueType, as }] of Object.entries(field.parts)) {
    const type = as && registry.fieldTypes.get(as.type);
    if (!type) continue;
    fields.set(part, {
      id: `${field.id}.${part}`,
      entity: field.entity,
      label: {
        en: `${textIn(field.label, 'en', field.id)}: ${textIn(label, 'en', part)}`,
        'zh-CN': `${textIn(field.label, 'zh-CN', field.id)}：${textIn(label, 'zh-CN', part)}`,
      },
      help: undefined,
      system: false,
      type,
      options: withSchemaDefaults(type.optionsSchema, as.options ?? {}),
      required: false,
      unique: false,
      ignoreCase: false,
      readOnly: true,
      default: null,
      keptBy: undefined,
      valueType,
      storage: field.storage,
      relation: undefined,
      computed: undefined,
      partOf: { field: field.id, part },
    });
  }
  return fields.size > 0 ? fields : undefined;
}

/** A field by its id, or a part of one as `address.city`. */
export function fieldAt({ fields }: Pick<EntityModel, 'fields'>, id: string): FieldModel | undefined {
  const whole = fields.get(id);
  if (whole) return whole;
  const [holder = '', part = '', more] = id.split('.');
  return more === undefined ? fields.get(holder)?.partFields?.get(part) : undefined;
}
