import { useQuery } from '@tanstack/react-query';
import type { ViewConfig } from '@tenon/model';
import { EmptyState, PageSkeleton, ViewPreview } from '@tenon/runtime/preview';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys, useErrorText, useStudioApi } from '../api/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { ListAdvice } from './list-advice.tsx';
import type { PreviewFrame } from './preview.tsx';

const rows = 20;

/** A view over real records; what the live release does not know yet is left out and said. */
export function LiveView({ view, frame }: { readonly view: ViewConfig; readonly frame: PreviewFrame }) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const api = useStudioApi();
  const errorText = useErrorText();
  const live = useQuery({ queryKey: keys.liveModel, queryFn: api.runtime.model });
  const known = new Set(live.data?.entities[view.entity]?.fields.map(({ id }) => id));
  const isLive = (path: string) => known.has(path.split('.')[0] ?? '');
  const columns = view.columns.filter(({ path }) => isLive(path));
  const left = view.columns
    .filter((column) => !columns.includes(column))
    .map((column) => label(column.label, column.path));
  const query = {
    fields: columns.map(({ path }) => path),
    limit: rows,
    titles: true,
    sort: view.sort.filter(({ field }) => isLive(field)),
    ...(view.where !== undefined && { where: view.where }),
  };
  const page = useQuery({
    queryKey: keys.records(view.entity, query),
    queryFn: ({ signal }) => api.runtime.records.query(view.entity, query, signal),
    enabled: columns.length > 0,
    retry: false,
    placeholderData: (before) => before,
  });
  if (live.isPending) return <PageSkeleton rows={6} />;
  if (live.data && !Object.hasOwn(live.data.entities, view.entity)) {
    const entity = label(frame.config.entities[view.entity]?.label, view.entity);
    return <EmptyState title={t('preview.entityNotLive', { entity })} />;
  }
  return (
    <>
      <ListAdvice
        query={{
          entity: view.entity,
          sort: query.sort.map(({ field, direction }) => ({ field, direction })),
          ...(view.where !== undefined && { where: view.where }),
        }}
      />
      {left.length > 0 && (
        <p className="s-preview-note">{t('preview.notLive', { names: left.join(', ') })}</p>
      )}
      {page.isError && (
        <Alert type="info" showIcon title={t('preview.failed')} description={errorText(page.error)} />
      )}
      {page.data && page.data.items.length === 0 && (
        <p className="s-preview-note">{t('preview.noRecords')}</p>
      )}
      {page.data && (
        <div className="s-preview-sheet s-preview-table">
          <ViewPreview key={view.type} {...frame} view={{ ...view, columns }} records={page.data.items} />
        </div>
      )}
      {page.isPending && columns.length > 0 && <PageSkeleton rows={6} />}
    </>
  );
}
