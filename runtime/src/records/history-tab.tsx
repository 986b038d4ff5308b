import { useInfiniteQuery } from '@tanstack/react-query';
import type { HistoryEntry } from '@tenon/model';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys, useApi } from '../api-client/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { LoadError } from '../pages/index.ts';
import { formatMoment, formatRelative } from '../theme/index.ts';
import { useWorkspace } from '../workspace/index.ts';

const actions = {
  create: 'records.historyCreate',
  update: 'records.historyUpdate',
  delete: 'records.historyDelete',
  restore: 'records.historyRestore',
} as const satisfies Record<HistoryEntry['action'], string>;

/** Through what it was changed; a page of ours goes without saying. */
const sources: {
  readonly [source: string]: `records.historyBy.${'import' | 'task' | 'assignment' | 'bulk'}`;
} = {
  import: 'records.historyBy.import',
  task: 'records.historyBy.task',
  assignment: 'records.historyBy.assignment',
  bulk: 'records.historyBy.bulk',
};

/** Who changed what, newest first. */
export function HistoryTab({ entity, id }: { readonly entity: string; readonly id: string }) {
  const { t } = useTranslation();
  const api = useApi();
  const history = useInfiniteQuery({
    queryKey: keys.recordHistory(entity, id),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => api.records.history(entity, id, pageParam),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  if (history.isPending) return <Skeleton active />;
  if (history.isError) return <LoadError error={history.error} onRetry={() => void history.refetch()} />;
  const entries = history.data.pages.flatMap(({ items }) => items);
  if (entries.length === 0) return <p className="t-muted">{t('records.historyEmpty')}</p>;
  return (
    <section className="t-panel" aria-label={t('records.history')}>
      <ol className="t-history">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {history.hasNextPage && (
        <div className="t-more">
          <Button loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            {t('app.loadMore')}
          </Button>
        </div>
      )}
    </section>
  );
}

function Entry({ entry }: { readonly entry: HistoryEntry }) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { locale } = useWorkspace();
  const source = sources[entry.source];
  return (
    <li>
      <p className="t-history-head">
        <strong>{entry.by?.name ?? t('records.system')}</strong>
        <span>{t(actions[entry.action])}</span>
        <time dateTime={entry.at} title={formatMoment(entry.at, locale)} className="t-muted">
          {[formatRelative(entry.at, locale), ...(source === undefined ? [] : [t(source)])].join(' · ')}
        </time>
      </p>
      {entry.changes.length > 0 && (
        <ul className="t-history-changes">
          {entry.changes.map(({ field, label: text, fromText, toText }) => (
            <li key={field}>
              <span className="t-muted">{label(text, field)}: </span>
              {fromText !== '' && <span className="t-history-from">{fromText}</span>}{' '}
              {fromText !== '' && '→ '}
              {toText === '' ? <span className="t-muted">{t('records.emptyText')}</span> : toText}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
