import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keys, useApi } from '../api-client/index.ts';
import { Icon, LoadError } from '../pages/index.ts';
import { formatMoment } from '../theme/index.ts';
import { recordHref, useWorkspace } from '../workspace/index.ts';

/** Records of a queue that nobody has a task about yet. */
export function useWaiting(queue: string | undefined) {
  const api = useApi();
  const query = useInfiniteQuery({
    queryKey: keys.waiting(queue ?? ''),
    enabled: queue !== undefined,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => api.work.waiting(queue ?? '', pageParam),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  return { ...query, records: query.data?.pages.flatMap(({ items }) => items) ?? [] };
}

/** What claiming brings next, once the queue's tasks are gone. */
export function WaitingRecords({ waiting }: { readonly waiting: ReturnType<typeof useWaiting> }) {
  const { t } = useTranslation();
  const { config, locale } = useWorkspace();
  const { records } = waiting;
  if (waiting.isError) return <LoadError error={waiting.error} onRetry={() => void waiting.refetch()} />;
  if (records.length === 0) return null;
  return (
    <section className="t-waiting" aria-labelledby="waiting-records">
      <h2 id="waiting-records">{t('work.waitingRecords')}</h2>
      <p className="t-muted">{t('work.waitingRecordsHint')}</p>
      <ul className="t-tasks">
        {records.map(({ entity, record, title, since }) => (
          <li key={record} className="t-task">
            <Link to={recordHref(entity, record)} className="t-task-link">
              <span className="t-task-icon">
                <Icon name={config.entities[entity]?.icon ?? 'file'} />
              </span>
              <span className="t-task-main">
                <span className="t-task-title">
                  <strong>{title || t('records.unlabelled')}</strong>
                </span>
                <span className="t-task-sub">
                  {t('work.waitingSince', { when: formatMoment(since, locale) })}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {waiting.hasNextPage && (
        <div className="t-more">
          <Button loading={waiting.isFetchingNextPage} onClick={() => void waiting.fetchNextPage()}>
            {t('app.loadMore')}
          </Button>
        </div>
      )}
    </section>
  );
}
