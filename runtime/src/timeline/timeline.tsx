import { useInfiniteQuery } from '@tanstack/react-query';
import type { TimelineKind } from '@tenon/model';
import { Button, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys, useApi } from '../api-client/index.ts';
import { LoadError } from '../pages/index.ts';
import { formatMoment } from '../theme/index.ts';
import { useWorkspace } from '../workspace/index.ts';
import { dayOf, daysOf } from './days.ts';
import { TimelineItem } from './timeline-item.tsx';

const all: readonly TimelineKind[] = ['change', 'task', 'touchpoint', 'file', 'related'];
const dayMs = 86_400_000;

export interface TimelineProps {
  readonly entity: string;
  readonly record: string;
  /** Those of the record's page when absent. */
  readonly kinds?: readonly TimelineKind[];
  readonly relations?: readonly string[];
}

/** Everything that happened around a record, newest first, by days. */
export function Timeline({ entity, record, kinds = all, relations }: TimelineProps) {
  const { t } = useTranslation();
  const api = useApi();
  const { locale } = useWorkspace();
  const [chosen, setChosen] = useState<TimelineKind | 'all'>('all');
  const asked = {
    ...(chosen === 'all' ? (kinds === all ? {} : { kinds }) : { kinds: [chosen] }),
    ...(relations && { relations }),
  };
  const timeline = useInfiniteQuery({
    queryKey: keys.timeline(entity, record, asked),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => api.past.timeline(entity, record, asked, pageParam),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const entries = timeline.data?.pages.flatMap(({ items }) => items) ?? [];
  const [opened] = useState(() => Date.now());
  const named = new Map([
    [dayOf(opened, locale), t('timeline.today')],
    [dayOf(opened - dayMs, locale), t('timeline.yesterday')],
  ]);
  return (
    <div className="t-past">
      {kinds.length > 1 && (
        <div className="t-past-filter t-scroll">
          <Segmented
            size="small"
            aria-label={t('timeline.filter')}
            value={chosen}
            onChange={setChosen}
            options={[
              { value: 'all' as const, label: t('timeline.all') },
              ...kinds.map((kind) => ({ value: kind, label: t(`timeline.kind.${kind}`) })),
            ]}
          />
        </div>
      )}
      {timeline.isPending && <Skeleton active title={false} paragraph={{ rows: 6 }} />}
      {timeline.isError && entries.length === 0 && (
        <LoadError error={timeline.error} onRetry={() => void timeline.refetch()} />
      )}
      {timeline.data && entries.length === 0 && (
        <p className="t-muted">
          {chosen === 'all' ? `${t('timeline.empty')} ${t('timeline.emptyHint')}` : t('timeline.emptyKind')}
        </p>
      )}
      {daysOf(entries, locale).map(({ day, entries: ofDay }) => (
        <section key={day} className="t-past-day" aria-label={named.get(day) ?? day}>
          <h3>{named.get(day) ?? formatMoment(ofDay[0]?.at ?? day, locale, 'date')}</h3>
          <ol className="t-past-list">
            {ofDay.map((entry) => (
              <TimelineItem key={entry.id} entity={entity} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
      {timeline.hasNextPage && (
        <div className="t-more">
          <Button loading={timeline.isFetchingNextPage} onClick={() => void timeline.fetchNextPage()}>
            {t('app.loadMore')}
          </Button>
        </div>
      )}
    </div>
  );
}
