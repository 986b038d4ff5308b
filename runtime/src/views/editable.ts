import type { FieldConfig } from '@tenon/model';

/** Whether people may write a field at all; rights to a record come on top. */
export function isEditable({ system, id, readOnly, relation }: FieldConfig): boolean {
  return (!system || id === 'owner') && !readOnly && relation?.cardinality !== 'inverse';
}
