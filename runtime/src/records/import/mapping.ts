import type { EntityConfig, FieldConfig, ImportField, ImportMapping } from '@tenon/model';

export type Missing = NonNullable<ImportField['missing']>;

/** Fields that a file can fill. */
export function importableFields(entity: EntityConfig): readonly FieldConfig[] {
  return entity.fields.filter(
    ({ system, id, readOnly, relation }) =>
      (!system || id === 'owner') && !readOnly && relation?.cardinality !== 'inverse',
  );
}

/** Fields that tell which record a row is: each of them alone, or together with others. */
export function keyFields(entity: EntityConfig, mapping: ImportMapping): readonly FieldConfig[] {
  return entity.fields.filter(
    ({ id, system, readOnly, relation, type }) =>
      mapping.fields?.[id] !== undefined &&
      (id === 'id' || id === 'owner' || !system) &&
      !readOnly &&
      (relation === undefined || (relation.cardinality === 'one' && relation.entity !== entity.id)) &&
      !secretTypes.includes(type),
  );
}

const secretTypes = ['encrypted_text'];

/** Whether the fields can be the key: one must be unique, or the title; the ID stands alone. */
export function isKey(entity: EntityConfig, ids: readonly string[]): boolean {
  if (ids.length > 1) return !ids.includes('id');
  return entity.fields.some(
    ({ id, unique }) => id === ids[0] && (id === 'id' || unique === true || id === entity.titleField),
  );
}

export const keyOf = ({ key }: ImportMapping): readonly string[] => [key ?? []].flat();

/** The field that a column goes into; undefined when it is left out. */
export function fieldOfColumn(mapping: ImportMapping, column: string): string | undefined {
  return Object.entries(mapping.fields ?? {}).find(
    ([, asked]) => asked.column === column || asked.columns?.includes(column),
  )?.[0];
}

/** Each field takes one column, and each column goes into one field. */
export function assign(mapping: ImportMapping, column: string, field: string | undefined): ImportMapping {
  const fields = Object.fromEntries(
    Object.entries(mapping.fields ?? {}).filter(
      ([id, asked]) => asked.column !== column && !asked.columns?.includes(column) && id !== field,
    ),
  );
  return settled({ ...mapping, fields: field === undefined ? fields : { ...fields, [field]: { column } } });
}

/** Changes how a field is filled; what is undefined is no longer asked for. */
export function change(mapping: ImportMapping, field: string, patch: Partial<ImportField>): ImportMapping {
  const asked = { ...mapping.fields?.[field], ...patch };
  const kept = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  return { ...mapping, fields: { ...mapping.fields, [field]: kept } };
}

export function without(mapping: ImportMapping, field: string): ImportMapping {
  return settled({
    ...mapping,
    fields: Object.fromEntries(Object.entries(mapping.fields ?? {}).filter(([id]) => id !== field)),
  });
}

/** A key whose column is gone finds nothing. */
function settled(mapping: ImportMapping): ImportMapping {
  if (keyOf(mapping).every((id) => mapping.fields?.[id])) return mapping;
  return withKey(mapping, []);
}

export function withKey({ key: _old, ...mapping }: ImportMapping, fields: readonly string[]): ImportMapping {
  const [only] = fields;
  if (only === undefined) {
    const { repeats: _repeats, ...rest } = mapping;
    return { ...rest, mode: 'create' };
  }
  const mode = mapping.mode && mapping.mode !== 'create' ? mapping.mode : 'upsert';
  return { ...mapping, key: fields.length === 1 ? only : fields, mode };
}

/** What the server is sent: columns that go nowhere are named. */
export function complete(mapping: ImportMapping, columns: readonly string[]): ImportMapping {
  const ignore = columns.filter((column) => column !== '' && fieldOfColumn(mapping, column) === undefined);
  return { ...mapping, ignore };
}

/** Whether anything but the column itself is asked for. */
export const isAdjusted = (asked: ImportField): boolean =>
  Object.keys(asked).some((key) => key !== 'column' && key !== 'missing');
