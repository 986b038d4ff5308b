import type { EntityConfig } from '@tenon/model';
import { Alert, Button, Input, Skeleton } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useLanguage } from '../i18n/index.ts';
import { FilterOutlined, SearchOutlined } from '../pages/icons.tsx';
import { EmptyState, LoadError } from '../pages/index.ts';
import { useRegistry } from '../registry/index.ts';
import { countRules, readRules } from '../rule-builder/tree.ts';
import { formatNumber } from '../theme/index.ts';
import { recordHref, useWorkspace } from '../workspace/index.ts';
import { BoardFrame } from './boards/index.ts';
import { BulkBar } from './bulk-bar.tsx';
import { SavedViewActions } from './saved-view-menu.tsx';
import type { List } from './use-list.ts';
import { useRecordList } from './use-record-list.ts';
import { useViewSource } from './use-view-source.tsx';
import { ViewFrame } from './view-frame.tsx';
import { GroupChoice, ViewSettings } from './view-settings.tsx';

const FilterPanel = lazy(async () => ({ default: (await import('./filter-panel.tsx')).FilterPanel }));
/** Milliseconds of quiet before the server is asked. */
const quiet = 250;

/** A list of records: search, filter, sort, group, choose, change, open. */
export function RecordList({ list }: { readonly list: List }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [filtering, setFiltering] = useState(false);
  const [selected, setSelected] = useState<readonly string[]>([]);
  const { entity, view, address, columns, sort, where } = list;
  const { state, change } = address;
  const { browserViewTypes } = useRegistry();
  const board = view !== undefined && browserViewTypes.get(view.type)?.loads === 'itself';
  const pages = useRecordList({
    entity: entity.id,
    where,
    search: state.search,
    sort,
    // Rows are called by their title, shown or not.
    fields: [...new Set([...columns.map(({ path }) => path), entity.titleField])],
    enabled: list.ready && !board,
  });
  const source = useViewSource({
    entity,
    where,
    search: state.search,
    sort,
    columns,
    updatedAt: pages.dataUpdatedAt,
  });
  const records = useMemo(() => pages.data?.pages.flatMap(({ items }) => items) ?? [], [pages.data]);
  const narrowed = state.search !== '' || state.filter !== undefined || state.where !== undefined;
  const selectable = entity.actions.includes('update') || entity.actions.includes('delete');
  const rules = state.filter === undefined ? 0 : countRules(readRules(state.filter));
  const [first] = sort;
  const count = pages.data?.pages[0]?.count;

  return (
    <>
      <div className="t-view-bar">
        <SearchBox entity={entity} search={state.search} onSearch={(search) => change({ search })} />
        <Button icon={<FilterOutlined />} aria-expanded={filtering} onClick={() => setFiltering(!filtering)}>
          {rules > 0 ? t('records.filterCount', { count: rules }) : t('records.filter')}
        </Button>
        <GroupChoice list={list} />
        <ViewSettings list={list} />
        {narrowed && (
          <Button type="text" onClick={() => change({ search: '', filter: undefined, where: undefined })}>
            {t('records.clearSearch')}
          </Button>
        )}
        <SavedViewActions list={list} />
        <Count count={count} />
      </div>
      <Lost list={list} />
      {filtering && (
        <Suspense fallback={<Skeleton active paragraph={{ rows: 1 }} />}>
          <FilterPanel
            entity={entity.id}
            filter={state.filter}
            onApply={(filter) => {
              setSelected([]);
              change({ filter });
            }}
          />
        </Suspense>
      )}
      {selected.length > 0 && (
        <BulkBar
          entity={entity}
          ids={selected}
          {...(count && count.value > selected.length
            ? { matching: { count, where, search: state.search } }
            : {})}
          onDone={() => setSelected([])}
        />
      )}
      {board && list.ready ? (
        <BoardFrame
          entity={entity}
          view={view}
          columns={columns}
          where={where}
          search={state.search}
          sort={sort}
          state={state.state}
          onState={(next) => change({ state: next })}
        />
      ) : pages.isError && records.length === 0 ? (
        <LoadError error={pages.error} onRetry={() => void pages.refetch()} />
      ) : pages.isPending ? (
        <div className="t-view">
          <Skeleton active paragraph={{ rows: 10, width: '100%' }} title={false} style={{ padding: 16 }} />
        </div>
      ) : records.length === 0 ? (
        <NoRecords entity={entity} narrowed={narrowed} />
      ) : (
        <div className="t-view" aria-busy={pages.isPlaceholderData}>
          <ViewFrame
            type={view?.type}
            columns={columns}
            records={records}
            titleField={entity.titleField}
            {...(first ? { sort: { field: first.field, direction: first.direction } } : {})}
            sorts={sort}
            onSort={(next) => change({ sort: next ? [next] : undefined })}
            onSorts={(next) => change({ sort: next.length === 0 ? undefined : next })}
            hasMore={pages.hasNextPage}
            loading={pages.isFetchingNextPage}
            onMore={() => void pages.fetchNextPage()}
            onOpen={(id) => void navigate(recordHref(entity.id, id))}
            selected={selected}
            {...(selectable ? { onSelect: setSelected } : {})}
            options={view?.options ?? {}}
            {...(state.state ? { state: state.state } : {})}
            onState={(next) => change({ state: next })}
            onColumns={(next) => change({ columns: next })}
            source={source}
          />
        </div>
      )}
    </>
  );
}

/** What of a view cannot be shown, said before anybody trusts what is. */
function Lost({ list: { lost, missing } }: { readonly list: List }) {
  const { t } = useTranslation();
  const what = [
    lost.columns > 0 && t('views.lostColumns', { count: lost.columns }),
    lost.sort > 0 && t('views.lostSort', { count: lost.sort }),
    lost.filter > 0 && t('views.lostFilter', { count: lost.filter }),
  ].filter((part) => part !== false);
  if (what.length === 0 && !missing) return null;
  const text = missing ? t('views.notThere') : t('views.lost', { what: what.join(', ') });
  return <Alert type="warning" showIcon className="t-view-lost" title={text} />;
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
