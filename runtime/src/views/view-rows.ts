import type { ColumnConfig, RecordBody } from '@tenon/model';
import type { Registry, ViewColumnProps, ViewRow } from '@tenon/plugin-api';
import type { useLanguage } from '../i18n/index.ts';
import { isEditable } from './editable.ts';

export interface ColumnRules {
  readonly fieldTypes: Registry['fieldTypes'];
  /** Whether the reader may change records of the entity at all. */
  readonly mayUpdate: boolean;
}

/** A column as view types take it. */
export function columnProps(
  { path, label: text, width, field }: ColumnConfig,
  label: ReturnType<typeof useLanguage>['label'],
  { fieldTypes, mayUpdate }: ColumnRules,
): ViewColumnProps {
  const own = !path.includes('.');
  const type = fieldTypes.get(field.type);
  return {
    key: path,
    label: label(text, path),
    type: field.type,
    options: field.options,
    // A path through a relation is sorted by the server as well, when its last field is.
    sortable: field.sortable,
    required: field.required,
    editable: mayUpdate && own && isEditable(field),
    groupable: (type?.groupable ?? false) && field.relation?.cardinality !== 'inverse',
    summable: type?.summable ?? false,
    ...(type ? { kind: type.valueType(field.options).kind } : {}),
    ...(width === undefined ? {} : { width }),
  };
}

/** A record as view types take it; `paths` are what was asked for. */
export function viewRow(
  record: RecordBody,
  paths: readonly string[],
  titleField: string | undefined,
  untitled: string,
): ViewRow {
  const values: Record<string, unknown> = {};
  const titles: Record<string, string | readonly string[]> = {};
  for (const path of paths) {
    values[path] = record[path] ?? null;
    const read = record.$titles?.[path];
    if (read !== undefined) titles[path] = read;
  }
  const title =
    titleField === undefined ? '' : String(record.$titles?.[titleField] ?? record[titleField] ?? '');
  return { id: record.id, version: record.version, title: title || untitled, values, titles };
}
