import type { Language } from '@tenon/documents';
import type { ViewColumnProps, ViewRow } from '@tenon/plugin-api';
import { choiceGroups } from '../shared/groups.ts';

export interface RowGroup {
  readonly key: string;
  readonly label: string;
  readonly rows: readonly ViewRow[];
}

/** Rows put together by a field: choices in their order, records by their names, what has none last. */
export function groupRows(
  rows: readonly ViewRow[],
  field: ViewColumnProps | undefined,
  language: Language,
  none: string,
): readonly RowGroup[] {
  if (!field) return rows.length === 0 ? [] : [{ key: '', label: '', rows }];
  const keyOf = (row: ViewRow) => String(row.values[field.key] ?? '');
  const byKey = Map.groupBy(rows, keyOf);
  const titles = new Map(rows.map((row) => [keyOf(row), String(row.titles[field.key] ?? keyOf(row))]));
  const known = field.relatedTo === undefined ? choiceGroups(field, language, none) : [];
  const labels = new Map(known.map(({ key, label }) => [key, label]));
  const label = (key: string) => (key === '' ? none : (labels.get(key) ?? titles.get(key) ?? key));
  const order = [...labels.keys()];
  const rank = (key: string) =>
    key === '' ? order.length + 1 : order.includes(key) ? order.indexOf(key) : order.length;
  return [...byKey]
    .map(([key, own]) => ({ key, label: label(key), rows: own }))
    .toSorted((a, b) => rank(a.key) - rank(b.key) || a.label.localeCompare(b.label));
}
