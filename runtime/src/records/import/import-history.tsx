import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys, useApi } from '../../api-client/index.ts';
import { PageSkeleton } from '../../pages/index.ts';
import { formatMoment, formatNumber } from '../../theme/index.ts';
import { useWorkspace } from '../../workspace/index.ts';

/** Files that were imported before, the latest first. */
export function ImportHistory({
  entity,
  onOpen,
}: {
  readonly entity: string;
  readonly onOpen: (id: string) => void;
}) {
  const { t } = useTranslation();
  const api = useApi();
  const { locale } = useWorkspace();
  const history = useInfiniteQuery({
    queryKey: keys.imports(entity),
    queryFn: ({ pageParam }) => api.imports.list(entity, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  if (history.isPending) return <PageSkeleton />;
  const items = history.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="t-panel" aria-labelledby="import-history">
      <h2 id="import-history" className="t-caption">
        {t('importer.history')}
      </h2>
      {items.length === 0 && <p className="t-muted">{t('importer.historyEmpty')}</p>}
      {items.length > 0 && (
        <div className="t-scroll">
          <table className="t-table">
            <thead>
              <tr>
                <th scope="col">{t('importer.file')}</th>
                <th scope="col">{t('importer.when')}</th>
                <th scope="col">{t('importer.who')}</th>
                <th scope="col">{t('importer.state')}</th>
                <th scope="col" data-align="end">
                  {t('importer.created')}
                </th>
                <th scope="col" data-align="end">
                  {t('importer.updated')}
                </th>
                <th scope="col" data-align="end">
                  {t('importer.failed')}
                </th>
                <th scope="col" aria-label={t('importer.open')} />
              </tr>
            </thead>
            <tbody>
              {items.map(({ id, file, createdAt, by, state, counts }) => (
                <tr key={id}>
                  <td>{file.name || '–'}</td>
                  <td className="t-nowrap">{formatMoment(createdAt, locale)}</td>
                  <td>{by?.name ?? '–'}</td>
                  <td>
                    <Tag>{t(`importer.states.${state}`)}</Tag>
                  </td>
                  <td data-align="end">{formatNumber(counts.created, locale)}</td>
                  <td data-align="end">{formatNumber(counts.updated, locale)}</td>
                  <td data-align="end">{formatNumber(counts.failed, locale)}</td>
                  <td>
                    <Button type="link" size="small" onClick={() => onOpen(id)}>
                      {t('importer.open')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {history.hasNextPage && (
        <Button loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          {t('app.loadMore')}
        </Button>
      )}
    </section>
  );
}
