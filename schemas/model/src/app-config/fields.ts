import type { EntityModel, FieldModel, PathModel } from '../model.ts';
import type { Access } from '../permissions/access.ts';
import { canReadField, canReadPath } from '../permissions/readable.ts';
import { isSortable } from '../resolve/paths.ts';
import type { ColumnConfig, FieldConfig } from '../wire.ts';

/** The fields of an entity that the viewer may see, in order. */
export const fieldsFor = (entity: EntityModel, access: Access): readonly FieldModel[] =>
  [...entity.fields.values()].filter((field) => canReadField(access, field));

/** The owner is changed through the ownership gate, so it is no read-only field for those who may assign. */
export function isReadOnlyFor(field: FieldModel, access: Access): boolean {
  if (field.id === 'owner' && field.system) return !access.can(field.entity, 'assign');
  return field.system || field.readOnly || access.readOnly(field.entity).has(field.id);
}

export function fieldConfig(field: FieldModel, access: Access): FieldConfig {
  return {
    id: field.id,
    label: field.label,
    ...(field.help !== undefined && { help: field.help }),
    type: field.type.id,
    options: field.options,
    required: field.required,
    readOnly: isReadOnlyFor(field, access),
    system: field.system,
    sortable: isSortable(field),
    ...(field.unique && { unique: true }),
    ...(field.relation && { relation: field.relation }),
    ...(field.default !== null && { default: field.default }),
    ...(field.partFields && {
      parts: [...field.partFields.values()].map((part) => fieldConfig(part, access)),
    }),
  };
}

/** Columns without those that the viewer may not see. */
export function columnConfigs(
  columns: readonly {
    readonly field: PathModel;
    readonly label: ColumnConfig['label'];
    readonly width?: number;
  }[],
  access: Access,
): readonly ColumnConfig[] {
  return columns
    .filter(({ field }) => canReadPath(access, field))
    .map(({ field, label, width }) => ({
      path: field.path,
      label,
      ...(width !== undefined && { width }),
      field: fieldConfig(field.field, access),
    }));
}

export const pathColumns = (
  paths: readonly PathModel[],
): readonly { readonly field: PathModel; readonly label: ColumnConfig['label'] }[] =>
  paths.map((field) => ({ field, label: field.field.label }));
