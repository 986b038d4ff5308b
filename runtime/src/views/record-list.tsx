import type { Expression } from '@tenon/documents';
import type { EntityConfig, ViewConfig } from '@tenon/model';
import { Button, Input, Skeleton } from 'antd';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useLanguage } from '../i18n/index.ts';
import { FilterOutlined, SearchOutlined } from '../pages/icons.tsx';
import { EmptyState, LoadError } from '../pages/index.ts';
import { formatNumber } from '../theme/index.ts';
import { recordHref, useWorkspace } from '../workspace/index.ts';
import { BulkBar } from './bulk-bar.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import { configuredColumns, keepColumnChoice, offeredColumns, readColumnChoice } from './columns.ts';
import { countRules, emptyFilter, filterExpression } from './filter-expression.ts';
import { type ListState, useListState } from './list-state.ts';
import { useRecordList } from './use-record-list.ts';
import { ViewFrame } from './view-frame.tsx';

const FilterPanel = lazy(async () => ({ default: (await import('./filter-panel.tsx')).FilterPanel }));
/** Milliseconds of quiet before the server is asked. */
const quiet = 250;

export interface RecordListProps {
  readonly entity: EntityConfig;
  readonly view: ViewConfig | undefined;
}

/** A list of records: search, filter, sort, choose, open. */
export function RecordList({ entity, view }: RecordListProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [state, change] = useListState();
  const [filtering, setFiltering] = useState(false);
  const listId = view?.id ?? `entity.${entity.id}`;
  const [choice, setChoice] = useState(() => readColumnChoice(listId));
  const [selected, setSelected] = useState<readonly string[]>([]);

  const offered = offeredColumns(entity, view);
  const chosen = choice?.flatMap((path) => offered.filter((column) => column.path === path));
  const columns = chosen && chosen.length > 0 ? chosen : configuredColumns(entity, view);
  const sort = state.sort ? [state.sort] : (view?.sort ?? []);
  const where = conditionOf(state, view);
  const list = useRecordList({
    entity: entity.id,
    where,
    search: state.search,
    sort,
    // Rows are called by their title, shown or not.
    fields: [...new Set([...columns.map(({ path }) => path), entity.titleField])],
  });
  const records = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const narrowed = state.search !== '' || state.filter.rules.length > 0 || state.where !== undefined;
  const selectable = entity.actions.includes('update') || entity.actions.includes('delete');
  const first = sort[0];

  return (
    <>
      <div className="t-view-bar">
        <SearchBox
          key={listId}
          entity={entity}
          search={state.search}
          onSearch={(search) => change({ search })}
        />
        <Button icon={<FilterOutlined />} aria-expanded={filtering} onClick={() => setFiltering(!filtering)}>
          {countRules(state.filter) > 0
            ? t('records.filterCount', { count: countRules(state.filter) })
            : t('records.filter')}
        </Button>
        <ColumnChooser
          offered={offered}
          shown={columns.map(({ path }) => path)}
          onChange={(paths) => {
            keepColumnChoice(listId, paths);
            setChoice(paths);
          }}
        />
        {narrowed && (
          <Button type="text" onClick={() => change({ search: '', filter: emptyFilter, where: undefined })}>
            {t('records.clearSearch')}
          </Button>
        )}
        <Count count={list.data?.pages[0]?.count} />
      </div>
      {filtering && (
        <Suspense fallback={<Skeleton active paragraph={{ rows: 1 }} />}>
          <FilterPanel entity={entity} filter={state.filter} onApply={(filter) => change({ filter })} />
        </Suspense>
      )}
      {selected.length > 0 && <BulkBar entity={entity} ids={selected} onDone={() => setSelected([])} />}
      {list.isError && records.length === 0 ? (
        <LoadError error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <div className="t-view">
          <Skeleton active paragraph={{ rows: 10, width: '100%' }} title={false} style={{ padding: 16 }} />
        </div>
      ) : records.length === 0 ? (
        <NoRecords entity={entity} narrowed={narrowed} />
      ) : (
        <div className="t-view" aria-busy={list.isPlaceholderData}>
          <ViewFrame
            type={view?.type}
            columns={columns}
            records={records}
            titleField={entity.titleField}
            {...(first ? { sort: { field: first.field, direction: first.direction } } : {})}
            onSort={(next) => change({ sort: next })}
            hasMore={list.hasNextPage}
            loading={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
            onOpen={(id) => void navigate(recordHref(entity.id, id))}
            selected={selected}
            {...(selectable ? { onSelect: setSelected } : {})}
            options={view?.options ?? {}}
          />
        </div>
      )}
    </>
  );
}

/** The view's own condition, what a link brought along, and the filter of the moment: all must hold. */
export function conditionOf(
  state: Pick<ListState, 'where' | 'filter'>,
  view: ViewConfig | undefined,
): Expression | undefined {
  const parts = [view?.where, state.where, filterExpression(state.filter)].filter(
    (part) => part !== undefined,
  );
  return parts.length < 2 ? parts[0] : { and: parts };
}

function SearchBox({
  entity,
  search,
  onSearch,
}: {
  readonly entity: EntityConfig;
  readonly search: string;
  readonly onSearch: (search: string) => void;
}) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const [text, setText] = useState(search);
  const sent = useRef(search);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(onSearch);
  useEffect(() => {
    latest.current = onSearch;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  // The search was changed from elsewhere: cleared, or the back button.
  useEffect(() => {
    if (search !== sent.current) setText(search);
    sent.current = search;
  }, [search]);
  const write = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      sent.current = next;
      latest.current(next);
    }, quiet);
  };
  const name = t('records.search', { entity: label(entity.labelPlural, entity.id) });
  return (
    <Input
      type="search"
      allowClear
      prefix={<SearchOutlined />}
      aria-label={name}
      placeholder={name}
      value={text}
      onChange={(event) => write(event.target.value)}
    />
  );
}

function Count({
  count,
}: {
  readonly count: { readonly value: number; readonly exact: boolean } | undefined;
}) {
  const { t } = useTranslation();
  const { locale } = useWorkspace();
  if (!count) return <span className="t-view-count" />;
  const figure = formatNumber(count.value, locale);
  const text = count.exact
    ? t('records.count', { count: count.value, figure })
    : t('records.countMore', { figure });
  return <output className="t-view-count">{text}</output>;
}

function NoRecords({ entity, narrowed }: { readonly entity: EntityConfig; readonly narrowed: boolean }) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  if (narrowed) return <EmptyState title={t('records.emptySearch')} hint={t('records.emptySearchHint')} />;
  const hint = entity.actions.includes('create') ? t('records.emptyHint') : t('records.emptyReadHint');
  return (
    <EmptyState title={t('records.empty', { entity: label(entity.labelPlural, entity.id) })} hint={hint} />
  );
}
