import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { DuplicatePair, EntityConfig, PairState, RecordBody } from '@tenon/model';
import { Alert, App, Button, Segmented, Tag } from 'antd';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { keys, useApi } from '../api-client/index.ts';
import { useLanguage } from '../i18n/index.ts';
import {
  EmptyState,
  LoadError,
  NotFoundPage,
  PageHeader,
  PageSkeleton,
  useErrorText,
} from '../pages/index.ts';
import { FieldCell } from '../registry/index.ts';
import { recordHref, recordTitle, useWorkspace } from '../workspace/index.ts';
import { choosable, differs } from './choices.ts';
import { MergeDialog } from './merge-dialog.tsx';

const mostFields = 8;

/** The queue of suspected pairs of an entity, best first. */
export function PairsPage() {
  const { entity: id = '' } = useParams();
  const { config } = useWorkspace();
  const { t } = useTranslation();
  const { label } = useLanguage();
  const [state, setState] = useState<PairState>('open');
  const entity = config.entities[id];
  if (!entity?.actions.includes('merge')) return <NotFoundPage />;
  return (
    <div className="t-page" key={id}>
      <PageHeader
        title={t('duplicates.title', { entity: label(entity.labelPlural, id) })}
        actions={
          <Segmented<PairState>
            value={state}
            onChange={setState}
            options={[
              { value: 'open', label: t('duplicates.queueOpen') },
              { value: 'not-duplicate', label: t('duplicates.queueDecided') },
            ]}
          />
        }
      />
      <Suspense fallback={<PageSkeleton />}>
        <Pairs entity={entity} state={state} />
      </Suspense>
    </div>
  );
}

function Pairs({ entity, state }: { readonly entity: EntityConfig; readonly state: PairState }) {
  const { t } = useTranslation();
  const api = useApi();
  const [merging, setMerging] = useState<readonly RecordBody[]>();
  const pairs = useInfiniteQuery({
    queryKey: keys.pairs(entity.id, state),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => api.duplicates.pairs(entity.id, state, pageParam),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  if (pairs.isPending) return <PageSkeleton />;
  if (pairs.isError) return <LoadError error={pairs.error} onRetry={() => void pairs.refetch()} />;
  const items = pairs.data.pages.flatMap((page) => page.items);
  const ready = pairs.data.pages.at(-1)?.ready !== false;
  return (
    <div className="t-stack">
      {!ready && <Alert type="info" showIcon title={t('duplicates.notReady')} />}
      {items.length === 0 && <EmptyState title={t('duplicates.empty')} hint={t('duplicates.emptyHint')} />}
      {items.map((pair) => (
        <Pair
          key={pair.rule.id + pair.records.map(({ id }) => id).join()}
          entity={entity}
          pair={pair}
          onMerge={() => setMerging(pair.records)}
        />
      ))}
      {pairs.hasNextPage && (
        <div className="t-more">
          <Button loading={pairs.isFetchingNextPage} onClick={() => void pairs.fetchNextPage()}>
            {t('app.loadMore')}
          </Button>
        </div>
      )}
      {merging && <MergeDialog entity={entity} records={merging} onClose={() => setMerging(undefined)} />}
    </div>
  );
}

function Pair({
  entity,
  pair,
  onMerge,
}: {
  readonly entity: EntityConfig;
  readonly pair: DuplicatePair;
  readonly onMerge: () => void;
}) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { locale } = useWorkspace();
  const api = useApi();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const text = useErrorText();
  const [a, b] = pair.records;
  const decide = useMutation({
    mutationFn: () =>
      api.duplicates.decide({
        entity: entity.id,
        records: [a.id, b.id],
        state: pair.state === 'open' ? 'not-duplicate' : 'open',
      }),
    onSuccess: () => {
      if (pair.state === 'open') void message.success(t('duplicates.decided'));
      for (const state of ['open', 'not-duplicate'])
        void queries.invalidateQueries({ queryKey: keys.pairs(entity.id, state) });
    },
    onError: (error) => void message.error(text(error)),
  });
  const filled = choosable(entity).filter(({ id }) => [a, b].some((record) => (record[id] ?? null) !== null));
  const differing = new Set(filled.filter((field) => differs(field, [a, b])));
  const fields = [...differing, ...filled.filter((field) => !differing.has(field))].slice(0, mostFields);
  const percent = new Intl.NumberFormat(locale.language, { style: 'percent' }).format(pair.score);
  return (
    <section className="t-panel t-pair" aria-label={recordTitle(a, entity.titleField)}>
      <header className="t-pair-head">
        <span>
          {pair.rule.label}{' '}
          <Tag>{pair.score >= 1 ? t('duplicates.same') : t('duplicates.score', { percent })}</Tag>
        </span>
        <span className="t-pair-actions">
          <Button loading={decide.isPending} onClick={() => decide.mutate()}>
            {t(pair.state === 'open' ? 'duplicates.notDuplicate' : 'duplicates.again')}
          </Button>
          <Button type="primary" onClick={onMerge}>
            {t('duplicates.merge')}
          </Button>
        </span>
      </header>
      <div className="t-scroll">
        <table className="t-table t-merge">
          <thead>
            <tr>
              <th scope="col">{t('duplicates.field')}</th>
              {[a, b].map((record) => (
                <th key={record.id} scope="col">
                  <Link to={recordHref(entity.id, record.id)}>{recordTitle(record, entity.titleField)}</Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field.id} className={differing.has(field) ? 't-merge-differs' : undefined}>
                <th scope="row">{label(field.label, field.id)}</th>
                {[a, b].map((record) => {
                  const title = record.$titles?.[field.id];
                  return (
                    <td key={record.id}>
                      <FieldCell
                        field={field}
                        value={record[field.id] ?? null}
                        {...(title === undefined ? {} : { title })}
                        plain
                      />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
