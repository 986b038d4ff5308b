import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { Expression } from '@tenon/documents';
import type { AppConfig, EntityConfig, PageListConfig, RecordBody } from '@tenon/model';
import { Button, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keys, useApi } from '../../api-client/index.ts';
import { useLanguage } from '../../i18n/index.ts';
import { PlusOutlined } from '../../pages/icons.tsx';
import { LoadError } from '../../pages/index.ts';
import { configuredColumns } from '../../views/columns.ts';
import { RelatedTable } from '../../workbench/index.ts';
import { useWorkspace } from '../../workspace/index.ts';

const CreateDialog = lazy(async () => ({
  default: (await import('../../views/boards/create-dialog.tsx')).CreateDialog,
}));

const pageLength = 10;
const columnsShown = 5;

/** What belongs to the record through one relation: pages of it, a new one from here, and the way to all of it. */
export function ListSection({
  record,
  title,
  list,
  isDeleted,
}: {
  readonly record: RecordBody;
  readonly title: string;
  readonly list: PageListConfig;
  readonly isDeleted: boolean;
}) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const api = useApi();
  const queries = useQueryClient();
  const { config } = useWorkspace();
  const [adding, setAdding] = useState(false);
  const target = config.entities[list.entity];
  const belongs = conditionFor(list, target, record);
  const where: Expression = list.where === undefined ? belongs : { and: [belongs, list.where] };
  const columns = target ? columnsOf(list, target, config.views) : [];
  const query = {
    where,
    sort: list.sort,
    limit: pageLength,
    titles: true,
    fields: ['id', ...columns.map(({ path }) => path).filter((path) => path !== 'id')],
  };
  const pages = useInfiniteQuery({
    queryKey: keys.recordList(list.entity, query),
    enabled: target !== undefined,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      api.records.query(
        list.entity,
        { ...query, ...(pageParam !== undefined && { after: pageParam }) },
        signal,
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  if (!target) return null;
  const heading = title || label(list.label, list.relation);
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="t-panel" aria-label={heading}>
      <div className="t-panel-head">
        <h2>{heading}</h2>
        <span className="t-panel-actions">
          <Link to={`/entities/${target.id}?where=${encodeURIComponent(JSON.stringify(where))}`}>
            {t('task.relatedAll')}
          </Link>
          {list.create && !isDeleted && (
            <Button size="small" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
              {t('records.new', { entity: label(target.label, target.id) })}
            </Button>
          )}
        </span>
      </div>
      {pages.isPending && <Skeleton active title={false} paragraph={{ rows: 4 }} />}
      {pages.isError && <LoadError error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.data && items.length === 0 && <p className="t-muted">{t('task.relatedEmpty')}</p>}
      {items.length > 0 && <RelatedTable entity={target.id} columns={columns} page={{ items, next: null }} />}
      {pages.hasNextPage && (
        <div className="t-more">
          <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('app.loadMore')}
          </Button>
        </div>
      )}
      {adding && list.via !== null && (
        <Suspense>
          <CreateDialog
            entity={target}
            start={{ [list.via]: isMany(target, list.via) ? [record.id] : record.id }}
            onDone={(made) => {
              setAdding(false);
              if (made) void queries.invalidateQueries({ queryKey: keys.records(target.id) });
            }}
          />
        </Suspense>
      )}
    </section>
  );
}

function columnsOf(list: PageListConfig, target: EntityConfig, views: AppConfig['views']) {
  if (list.columns) return list.columns;
  const view = target.defaultView === null ? undefined : views[target.defaultView];
  return configuredColumns(target, view)
    .filter(({ path }) => path !== list.via)
    .slice(0, columnsShown);
}

const isMany = (target: EntityConfig | undefined, via: string): boolean =>
  target?.fields.find(({ id }) => id === via)?.relation?.cardinality === 'many';

function conditionFor(
  { via, relation }: PageListConfig,
  target: EntityConfig | undefined,
  record: RecordBody,
): Expression {
  if (via !== null)
    return isMany(target, via) ? { in: [record.id, { var: via }] } : { '==': [{ var: via }, record.id] };
  const ids = record[relation];
  return { in: [{ var: 'id' }, Array.isArray(ids) ? (ids as readonly string[]) : []] };
}
