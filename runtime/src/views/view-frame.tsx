import type { ColumnConfig, RecordBody } from '@tenon/model';
import type { ViewProps, ViewRow } from '@tenon/plugin-api';
import { FieldRegistryContext } from '@tenon/plugin-api/browser';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/index.ts';
import { PluginBoundary, useRegistry } from '../registry/index.ts';
import { useWorkspace } from '../workspace/index.ts';

export interface ViewFrameProps
  extends Pick<
    ViewProps,
    'sort' | 'onSort' | 'hasMore' | 'loading' | 'onMore' | 'onOpen' | 'selected' | 'onSelect' | 'options'
  > {
  readonly type: string | undefined;
  readonly columns: readonly ColumnConfig[];
  readonly records: readonly RecordBody[];
  /** Whose value is what people call a record. */
  readonly titleField?: string;
}

/** Records drawn by the view type that the configuration names; the first one when it names none. */
export function ViewFrame({ type, columns, records, titleField, ...props }: ViewFrameProps) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { locale, lookup } = useWorkspace();
  const { browserFieldTypes, browserViewTypes } = useRegistry();
  const viewType = (type === undefined ? undefined : browserViewTypes.get(type)) ?? browserViewTypes.all()[0];
  const rows = useMemo(
    () =>
      records.map((record) => rowOf(record, columns, titleOf(record, titleField) || t('records.unlabelled'))),
    [records, columns, titleField, t],
  );
  const shown = columns.map(({ path, label: text, width, field }) => ({
    key: path,
    label: label(text, path),
    type: field.type,
    options: field.options,
    // A path through a relation is sorted by the server as well, when its last field is.
    sortable: field.sortable,
    ...(width === undefined ? {} : { width }),
  }));
  if (!viewType) return null;
  const { View } = viewType;
  return (
    <FieldRegistryContext value={browserFieldTypes}>
      <PluginBoundary>
        <View {...props} columns={shown} rows={rows} locale={locale} lookup={lookup} />
      </PluginBoundary>
    </FieldRegistryContext>
  );
}

function titleOf(record: RecordBody, field: string | undefined): string {
  if (field === undefined) return '';
  return String(record.$titles?.[field] ?? record[field] ?? '');
}

function rowOf(record: RecordBody, columns: readonly ColumnConfig[], title: string): ViewRow {
  const values: Record<string, unknown> = {};
  const titles: Record<string, string | readonly string[]> = {};
  for (const { path } of columns) {
    values[path] = record[path] ?? null;
    const read = record.$titles?.[path];
    if (read !== undefined) titles[path] = read;
  }
  return { id: record.id, title, values, titles };
}
