import type { EntityConfig, ViewConfig } from '@tenon/model';
import { Button, Dropdown } from 'antd';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { FavouriteStar } from '../favourites/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { EllipsisOutlined, PlusOutlined } from '../pages/icons.tsx';
import { LinkButton, NotFoundPage, PageHeader, PageSkeleton } from '../pages/index.ts';
import { ExportDialog } from '../records/export/index.ts';
import { useWorkspace } from '../workspace/index.ts';
import { writtenSort } from './list-state.ts';
import { RecordList } from './record-list.tsx';
import { ViewChoice } from './saved-view-menu.tsx';
import { type List, useList } from './use-list.ts';

/** A view of the configuration. */
export function ViewPage() {
  const { view: id = '' } = useParams();
  const { config } = useWorkspace();
  const view = config.views[id];
  const entity = view && config.entities[view.entity];
  return entity ? <ListPage key={id} entity={entity} view={view} /> : <NotFoundPage />;
}

/** All records of an entity, by its default view. */
export function EntityPage() {
  const { entity: id = '' } = useParams();
  const { config } = useWorkspace();
  const entity = config.entities[id];
  if (!entity) return <NotFoundPage />;
  return (
    <ListPage
      key={id}
      entity={entity}
      view={entity.defaultView === null ? undefined : config.views[entity.defaultView]}
    />
  );
}

function ListPage({
  entity,
  view,
}: {
  readonly entity: EntityConfig;
  readonly view: ViewConfig | undefined;
}) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <LoadedList entity={entity} view={view} />
    </Suspense>
  );
}

function LoadedList({
  entity,
  view,
}: {
  readonly entity: EntityConfig;
  readonly view: ViewConfig | undefined;
}) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const list = useList(entity, view);
  const configured = view ? label(view.label, view.id) : label(entity.labelPlural, entity.id);
  return (
    <div className="t-page t-page-fill">
      <PageHeader
        title={list.current?.name ?? configured}
        beside={
          <>
            <FavouriteStar
              target={
                list.current
                  ? { kind: 'saved_view', id: list.current.id }
                  : view
                    ? { kind: 'view', id: view.id }
                    : undefined
              }
            />
            <ViewChoice list={list} />
          </>
        }
        actions={
          <>
            <MoreActions list={list} />
            {entity.actions.includes('create') && (
              <LinkButton type="primary" icon={<PlusOutlined />} to={`/records/${entity.id}/new`}>
                {t('records.new', { entity: label(entity.label, entity.id) })}
              </LinkButton>
            )}
          </>
        }
      />
      <RecordList list={list} />
    </div>
  );
}

function MoreActions({ list }: { readonly list: List }) {
  const { t } = useTranslation();
  const [exporting, setExporting] = useState(false);
  const { entity, columns, where, sort, address } = list;
  const { search } = address.state;
  const items = [
    ...(entity.actions.includes('export')
      ? [{ key: 'export', label: t('exporter.title'), onClick: () => setExporting(true) }]
      : []),
    ...(entity.actions.includes('import')
      ? [{ key: 'import', label: <Link to={`/entities/${entity.id}/import`}>{t('records.import')}</Link> }]
      : []),
  ];
  if (entity.actions.includes('merge') && entity.comparedFields.length > 0)
    items.push({
      key: 'duplicates',
      label: <Link to={`/entities/${entity.id}/duplicates`}>{t('duplicates.link')}</Link>,
    });
  if (items.length === 0) return null;
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items }}>
        <Button aria-label={t('records.more')} icon={<EllipsisOutlined />} />
      </Dropdown>
      {exporting && (
        <ExportDialog
          entity={entity.id}
          query={{
            fields: columns.map(({ path }) => path),
            ...(where === undefined ? {} : { where }),
            ...(search === '' ? {} : { search }),
            ...(sort.length === 0 ? {} : { sort: writtenSort(sort) }),
          }}
          onClose={() => setExporting(false)}
        />
      )}
    </>
  );
}
