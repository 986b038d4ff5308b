import type { Text } from '@tenon/documents';
import type { EntityConfig, FieldConfig, ImportMapping } from '@tenon/model';

export type Missing = 'error' | 'create' | 'empty';

/** Where each column of the file goes, and how relations are found. */
export interface ColumnMapping {
  /** Column → field id; a column that is not here is left out. */
  readonly fields: { readonly [column: string]: string };
  readonly missing: { readonly [field: string]: Missing };
  readonly key: string | undefined;
  readonly onError: 'stop' | 'skip';
}

/** Fields that a file can fill. */
export function importableFields(entity: EntityConfig): readonly FieldConfig[] {
  return entity.fields.filter(
    ({ system, id, readOnly, relation }) =>
      (!system || id === 'owner') && !readOnly && relation?.cardinality !== 'inverse',
  );
}

const plain = (name: string) => name.toLowerCase().replace(/[\s_\-.]+/g, '');

/** Columns go where their name is a field's id or label in any language; each field takes one column. */
export function matchColumns(
  columns: readonly string[],
  fields: readonly FieldConfig[],
): ColumnMapping['fields'] {
  const byName = new Map<string, string>();
  for (const { id, label } of fields) {
    for (const name of [id, ...textsOf(label)]) if (!byName.has(plain(name))) byName.set(plain(name), id);
  }
  const taken = new Set<string>();
  const matched: [string, string][] = [];
  for (const column of columns) {
    const field = byName.get(plain(column));
    if (field === undefined || taken.has(field)) continue;
    taken.add(field);
    matched.push([column, field]);
  }
  return Object.fromEntries(matched);
}

function textsOf(label: Text): readonly string[] {
  return typeof label === 'string'
    ? [label]
    : [label.en, label['zh-CN']].filter((text) => text !== undefined);
}

/** What the server is told. */
export function importMapping(
  mapping: ColumnMapping,
  columns: readonly string[],
  dryRun: boolean,
): ImportMapping {
  const { fields, missing, key, onError } = mapping;
  return {
    fields: Object.fromEntries(
      Object.entries(fields).map(([column, field]) => [
        field,
        { column, ...(missing[field] === undefined ? {} : { missing: missing[field] }) },
      ]),
    ),
    ignore: columns.filter((column) => !Object.hasOwn(fields, column)),
    onError,
    dryRun,
    ...(key === undefined ? { mode: 'create' } : { key, mode: 'upsert' }),
  };
}
