import type { ColumnConfig, RecordBody } from '@tenon/model';
import type { ViewProps } from '@tenon/plugin-api';
import { FieldRegistryContext } from '@tenon/plugin-api/browser';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/index.ts';
import { PluginBoundary, useRegistry } from '../registry/index.ts';
import { useWorkspace } from '../workspace/index.ts';
import { columnProps, viewRow } from './view-rows.ts';

export interface ViewFrameProps
  extends Pick<
    ViewProps,
    | 'sort'
    | 'sorts'
    | 'onSort'
    | 'onSorts'
    | 'hasMore'
    | 'loading'
    | 'onMore'
    | 'onOpen'
    | 'selected'
    | 'onSelect'
    | 'options'
    | 'state'
    | 'onState'
    | 'onColumns'
    | 'source'
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
  const { fieldTypes, browserFieldTypes, browserViewTypes } = useRegistry();
  const viewType = (type === undefined ? undefined : browserViewTypes.get(type)) ?? browserViewTypes.all()[0];
  const rows = useMemo(() => {
    const paths = columns.map(({ path }) => path);
    return records.map((record) => viewRow(record, paths, titleField, t('records.unlabelled')));
  }, [records, columns, titleField, t]);
  const mayUpdate = props.source?.may.update ?? false;
  const shown = useMemo(() => {
    const rules = { fieldTypes, mayUpdate };
    return columns.map((column) => columnProps(column, label, rules));
  }, [columns, fieldTypes, label, mayUpdate]);
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
